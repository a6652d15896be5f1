using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Controls;

/// <summary>Plans how fewer paths have the same error.</summary>
internal static class SamplingPlanner
{
    // Beyond a standard deviation of 90 times its mean few paths decide what a control says.
    private const double MostVariance = 9;

    // Known means are rounded to what the mathematical libraries of all machines agree on.
    private const double Grid = 1L << 44;

    /// <summary>Adds it, when the prices are planned and nothing else.</summary>
    public static void Add(Scenario scenario, PlanBuilder tables)
    {
        switch (scenario.Sampling?.Kind)
        {
            case null or SamplingKind.Plain:
                return;
            case SamplingKind.ControlVariates:
                AddControls(scenario, tables);
                break;
            case SamplingKind.Antithetic:
                AddNormals(NormalsKind.Antithetic, PathDependence.Pairs, -1, tables);
                break;
            case SamplingKind.Sobol:
                AddNormals(
                    NormalsKind.Sobol, PathDependence.Points, SobolPlanner.Add(scenario, tables),
                    tables);
                break;
            case var kind:
                throw new ArgumentOutOfRangeException(
                    nameof(scenario), kind, "No sampling of this kind.");
        }

        tables.Prices.Model = tables.Integers.Count;
    }

    private static void AddNormals(
        NormalsKind kind, PathDependence dependence, int sobol, PlanBuilder tables)
    {
        tables.Prices.Together = -tables.AddRow(new SamplingRow
        {
            Normals = (int)kind,
            Sobol = sobol,
            Realised = 0,
            RealisedRows = 0,
        });
        tables.Dependence = dependence;
    }

    private static void AddControls(Scenario scenario, PlanBuilder tables)
    {
        var realised = new List<RealisedRow>();
        foreach (Asset asset in scenario.Assets)
        {
            AddPowers(scenario, asset, tables);
            if (Realised(scenario, asset) is { } mean)
                realised.Add(AddRealised(asset, mean, tables));
        }

        if (tables.Controls.Count == 0)
        {
            throw new ScenarioException([scenario.Sampling!.Wrong(
                "but no price here both varies and has a mean that a run can show; allowed is "
                + "plain")]);
        }

        if (realised.Count > 0)
        {
            PlannedRows rows = tables.AddRows(realised);
            tables.Prices.Together = -tables.AddRow(new SamplingRow
            {
                Normals = (int)NormalsKind.Independent,
                Sobol = -1,
                Realised = rows.Count,
                RealisedRows = rows.First,
            });
        }
    }

    private static void AddPowers(Scenario scenario, Asset asset, PlanBuilder tables)
    {
        double years = AssetMoments.Years(scenario.HorizonSeconds);
        AssetMoments moments = scenario.MomentsOf(asset);
        foreach ((ControlKind kind, double power) in
            new[] { (ControlKind.Price, 1.0), (ControlKind.RootOfPrice, 0.5) })
        {
            double variance = power * power * moments.Variance * years;
            if (asset.Process.LogExpectation(power, years) is { } log
                && variance is > 0 and <= MostVariance)
            {
                Add(
                    tables, asset, kind,
                    tables.AssetOutcomes[asset.Index] + AssetOutcomes.LogReturn,
                    Math.Round((log - (power * moments.Mean * years)) * Grid) / Grid,
                    Math.Exp(2 * Math.Sqrt(variance)));
            }
        }
    }

    private static RealisedRow AddRealised(Asset asset, double mean, PlanBuilder tables)
    {
        AssetMoments moments = asset.Process.Moments(1);
        double jump = Math.Max(Square(moments.Own), Square(moments.Common));
        int outcome = tables.AddMetrics(new Metric(
            asset.Name, "realisedVariance", "1", Math.Max(mean, jump), MetricSense.Level,
            Internal: true));

        // To as many digits as the grid has of 1.
        double inverse = Math.ScaleB(1, Math.ILogB(1 / mean));
        Add(
            tables, asset, ControlKind.RealisedVariance, outcome,
            Math.Round(1 / mean / inverse * Grid) / Grid * inverse, Math.Max(1, jump / mean));
        return new RealisedRow
        {
            Asset = asset.Index,
            State = tables.ReserveSlots(RealisedState.Width),
            Outcome = outcome,
        };
    }

    private static void Add(
        PlanBuilder tables, Asset asset, ControlKind kind, int source, double known,
        double magnitude) => tables.Controls.Add(new(
            Metric.Control(asset.Name, NameOf(kind), magnitude), source, kind, known));

    // Stated shocks move prices beside what varies.
    private static double? Realised(Scenario scenario, Asset asset) =>
        scenario.StatedMove(asset) is null
        && asset.Process.RealisedVariance(
            scenario.Steps, AssetMoments.Years(scenario.StepSeconds)) is { } mean
        && mean > 1e-18
            ? mean
            : null;

    // The square of a jump as large as they may well be.
    private static double Square(JumpLaw jumps) => jumps.PerYear > 0
        ? Math.Pow(Math.Abs(jumps.Mean) + (4 * jumps.StdDev), 2)
        : 0;

    private static string NameOf(ControlKind kind) => kind switch
    {
        ControlKind.Price => "price",
        ControlKind.RootOfPrice => "rootOfPrice",
        ControlKind.RealisedVariance => "realisedVariance",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No control of this kind."),
    };
}
