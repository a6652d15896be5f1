using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Plans the assets' prices.</summary>
internal static class PricePlanner
{
    public static IReadOnlyList<PriceCheck> Add(Scenario scenario, PlanTables tables)
    {
        int count = scenario.Assets.Count;
        int rows = tables.ReserveIntegers(
            PriceTable.FirstRow + (count * PriceTable.Row.Width)) + PriceTable.FirstRow;
        PriceDependence dependence = PriceDependence.Of(scenario);
        double[,] factor = dependence.Diffusion.CholeskyFactor()
            ?? throw new ArgumentException("The diffusions' correlations are no correlations.");
        var metrics = new PriceMetrics(scenario, dependence, tables);
        for (int i = 0; i < count; i++)
        {
            AddAsset(
                scenario, tables, dependence, factor, i, rows + (i * PriceTable.Row.Width),
                metrics);
        }

        AddLayers(scenario, tables, dependence.Layers, rows);
        tables.SetRow(
            0,
            (PriceTable.Steps, scenario.Steps),
            (PriceTable.Assets, count),
            (PriceTable.Correlated, IsCorrelated(dependence) ? 1 : 0),
            (PriceTable.Model, tables.Integers.Count),
            (PriceTable.Offsets, -1),
            (PriceTable.Gas, -1),
            (PriceTable.Volume, -1),
            (PriceTable.Shocks, -1));
        return metrics.Checks;
    }

    private static bool IsCorrelated(PriceDependence dependence)
    {
        if (dependence.Layers.Count > 0)
        {
            return true;
        }

        for (int i = 0; i < dependence.Diffusion.Size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (dependence.Diffusion[i, j] != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void AddAsset(
        Scenario scenario, PlanTables tables, PriceDependence dependence, double[,] factor,
        int index, int row, PriceMetrics metrics)
    {
        Asset asset = scenario.Assets[index];
        AssetMoments moments = AssetMoments.Of(asset);
        JumpLaw alone = dependence.Alone[index];
        double stepYears = AssetMoments.Years(scenario.StepSeconds);
        var reals = new double[PriceTable.Real.Width];
        reals[PriceTable.Real.Price] = asset.PriceUsd;
        reals[PriceTable.Real.Drift] = moments.DiffusionDrift * stepYears;
        reals[PriceTable.Real.Deviation] = moments.Volatility * Math.Sqrt(stepYears);
        reals[PriceTable.Real.JumpMean] = alone.Mean;
        reals[PriceTable.Real.JumpDeviation] = alone.StdDev;
        reals[PriceTable.Real.ExpectedLogReturn] =
            moments.Mean * AssetMoments.Years(scenario.HorizonSeconds);
        for (int j = 0; j <= index; j++)
        {
            reals[PriceTable.Real.Cholesky + j] = factor[index, j];
        }

        List<double> survival = Survival(alone.PerYear * stepYears);
        bool jumps = survival.Count > 0
            || dependence.Layers.Any(layer => layer.Members.Any(m => m.Asset == index));
        int state = tables.ReserveSlots(PriceTable.State.Width);
        bool follows = asset.Process is PeggedProcess;
        int logs = jumps || follows ? PriceTable.State.Jumped : PriceTable.State.Diffused;
        tables.SetRow(
            row,
            (PriceTable.Row.Reals, tables.AddReals(reals)),
            (PriceTable.Row.Diffuses, moments.Volatility > 0 ? 1 : 0),
            (PriceTable.Row.JumpTerms, survival.Count),
            (PriceTable.Row.JumpSurvival, tables.AddReals(survival)),
            (PriceTable.Row.State, state),
            (PriceTable.Row.Logs, state + logs),
            (PriceTable.Row.Follows, follows ? 1 : 0),
            (PriceTable.Row.Jumps, jumps ? 1 : 0),
            (PriceTable.Row.Metrics, metrics.Add(index)));
    }

    private static void AddLayers(
        Scenario scenario, PlanTables tables, IReadOnlyList<JumpLayer> layers, int assetRows)
    {
        double stepYears = AssetMoments.Years(scenario.StepSeconds);
        int rows = tables.ReserveIntegers(layers.Count * PriceTable.LayerRow.Width);
        for (int i = 0; i < layers.Count; i++)
        {
            JumpLayer layer = layers[i];
            List<double> survival = Survival(layer.PerYear * stepYears);
            int members = tables.ReserveIntegers(
                layer.Members.Count * PriceTable.MemberRow.Width);
            for (int j = 0; j < layer.Members.Count; j++)
            {
                JumpLayerMember member = layer.Members[j];
                int asset = assetRows + (member.Asset * PriceTable.Row.Width);
                tables.SetRow(
                    members + (j * PriceTable.MemberRow.Width),
                    (PriceTable.MemberRow.State, tables.Integers[asset + PriceTable.Row.State]),
                    (PriceTable.MemberRow.Reals, tables.AddReals(
                        member.Loadings.Prepend(member.Mean))));
            }

            tables.SetRow(
                rows + (i * PriceTable.LayerRow.Width),
                (PriceTable.LayerRow.Terms, survival.Count),
                (PriceTable.LayerRow.Survival, tables.AddReals(survival)),
                (PriceTable.LayerRow.Factors, layer.Factors),
                (PriceTable.LayerRow.Members, layer.Members.Count),
                (PriceTable.LayerRow.MemberRows, members));
        }

        int factors = layers.Select(layer => layer.Factors).DefaultIfEmpty(0).Max();
        tables.SetRow(
            0,
            (PriceTable.Layers, layers.Count),
            (PriceTable.LayerRows, rows),
            (PriceTable.LayerState, layers.Count == 0
                ? -1
                : tables.ReserveSlots(PriceTable.LayerSlots.Width(factors))));
    }

    // P(N >= 1), P(N >= 2), ... of a Poisson variate, while a uniform may well lie below: the
    // rest is less than one in 10^12. Summed from the smallest term, so that none is lost.
    private static List<double> Survival(double intensity)
    {
        const double rarest = 1e-12;
        const int most = 60;
        var survival = new List<double>();
        if (intensity <= 0)
        {
            return survival;
        }

        var terms = new double[most];
        terms[0] = Math.Exp(-intensity);
        for (int n = 1; n < most; n++)
        {
            terms[n] = terms[n - 1] * intensity / n;
        }

        double sum = 0;
        for (int n = most - 1; n > 0; n--)
        {
            sum += terms[n];
            if (n == 1 || sum > rarest)
            {
                survival.Insert(0, sum);
            }
        }

        return survival;
    }
}
