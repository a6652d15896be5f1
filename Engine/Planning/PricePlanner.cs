using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Plans the assets' prices.</summary>
internal static class PricePlanner
{
    // Jump counts rarer than the finest uniform cannot be drawn.
    private const double RarestUniform = 1.0 / (1L << 33);

    // Log returns below this are lost among the units of what is tallied, and cannot be checked.
    private const double SmallestDeviation = 1e-9;

    // What rounding leaves of a log price without chance, as a part of it.
    private const double Rounding = 1e-4;

    public static IReadOnlyList<PriceCheck> Add(Scenario scenario, PlanTables tables)
    {
        int count = scenario.Assets.Count;
        int rows = tables.ReserveIntegers(
            PriceTable.FirstRow + (count * PriceTable.Row.Width)) + PriceTable.FirstRow;
        double[,] factor = scenario.Correlations.CholeskyFactor()
            ?? throw new ArgumentException("The correlations are not positive definite.");
        var checks = new List<PriceCheck>();
        for (int i = 0; i < count; i++)
        {
            AddAsset(scenario, tables, factor, i, rows + (i * PriceTable.Row.Width), checks);
        }

        tables.SetRow(
            0,
            (PriceTable.Steps, scenario.Steps),
            (PriceTable.Assets, count),
            (PriceTable.Correlated, IsCorrelated(scenario) ? 1 : 0),
            (PriceTable.Model, tables.Integers.Count),
            (PriceTable.Offsets, -1),
            (PriceTable.Gas, -1),
            (PriceTable.Volume, -1),
            (PriceTable.Shocks, -1));
        return checks;
    }

    private static bool IsCorrelated(Scenario scenario)
    {
        for (int i = 0; i < scenario.Assets.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (scenario.Correlation(i, j) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void AddAsset(
        Scenario scenario, PlanTables tables, double[,] factor, int index, int row,
        List<PriceCheck> checks)
    {
        Asset asset = scenario.Assets[index];
        AssetMoments moments = AssetMoments.Of(asset);
        double stepYears = AssetMoments.Years(scenario.StepSeconds);
        double years = AssetMoments.Years(scenario.HorizonSeconds);
        var reals = new double[PriceTable.Real.Width];
        reals[PriceTable.Real.Price] = asset.PriceUsd;
        reals[PriceTable.Real.Drift] = moments.DiffusionDrift * stepYears;
        reals[PriceTable.Real.Deviation] = moments.Volatility * Math.Sqrt(stepYears);
        reals[PriceTable.Real.JumpMean] = moments.JumpMean;
        reals[PriceTable.Real.JumpDeviation] = moments.JumpStdDev;
        reals[PriceTable.Real.ExpectedLogReturn] = moments.Mean * years;
        for (int j = 0; j <= index; j++)
        {
            reals[PriceTable.Real.Cholesky + j] = factor[index, j];
        }

        List<double> distribution = JumpDistribution(moments.JumpsPerYear * stepYears);
        int state = tables.ReserveSlots(PriceTable.State.Width);
        bool follows = asset.Process is PeggedProcess;
        int logs = distribution.Count > 0 || follows
            ? PriceTable.State.Jumped
            : PriceTable.State.Diffused;
        tables.SetRow(
            row,
            (PriceTable.Row.Reals, tables.AddReals(reals)),
            (PriceTable.Row.Diffuses, moments.Volatility > 0 ? 1 : 0),
            (PriceTable.Row.JumpTerms, distribution.Count),
            (PriceTable.Row.JumpDistribution, tables.AddReals(distribution)),
            (PriceTable.Row.State, state),
            (PriceTable.Row.Logs, state + logs),
            (PriceTable.Row.Follows, follows ? 1 : 0),
            (PriceTable.Row.Metrics, tables.Metrics.Count));
        AddMetrics(scenario, tables, index, moments, years, checks);
    }

    // P(N <= 0), P(N <= 1), ... as long as a uniform can exceed them.
    private static List<double> JumpDistribution(double intensity)
    {
        var distribution = new List<double>();
        if (intensity <= 0)
        {
            return distribution;
        }

        double term = Math.Exp(-intensity);
        double sum = term;
        for (int n = 1; 1 - sum > RarestUniform; n++)
        {
            distribution.Add(sum);
            term *= intensity / n;
            sum += term;
        }

        return distribution;
    }

    private static void AddMetrics(
        Scenario scenario, PlanTables tables, int index, AssetMoments moments, double years,
        List<PriceCheck> checks)
    {
        Asset asset = scenario.Assets[index];
        double price = asset.PriceUsd * moments.Growth(years);
        double deviation = Deviation(asset, years);
        double mean = moments.Mean * years;
        bool isStill = asset.Process is ConstantProcess
            && scenario.Regulation?.Falls.Any(fall => fall.Asset.Index == index) != true;
        Metric Still(Metric metric) => isStill ? metric.Fixed(asset.PriceUsd) : metric;
        int first = tables.AddMetrics(
            Still(new Metric(
                asset.Name, "price", "USD", price, MetricSense.Gain, Origin: asset.PriceUsd)
            {
                Least = 0,
            }),
            Still(new Metric(
                asset.Name, "minimum", "USD", asset.PriceUsd, MetricSense.Level,
                Origin: asset.PriceUsd)
            {
                Least = 0,
                Greatest = asset.PriceUsd,
            }),
            Internal(asset.Name, "logReturn", deviation),
            Internal(asset.Name, "jumps", 1 + (moments.JumpsPerYear * years)));
        if (IsSeen(moments, years))
        {
            checks.Add(new(
                PriceCheckKind.MeanLogReturn, asset.Name, mean,
                first + PriceTable.Metric.LogReturn, mean, 1));
            checks.Add(new(
                PriceCheckKind.Volatility, asset.Name, Math.Sqrt(moments.Variance),
                first + PriceTable.Metric.Products, 0, 1 / years));
        }

        if (moments.JumpsPerYear > 0)
        {
            checks.Add(new(
                PriceCheckKind.Jumps, asset.Name, moments.JumpsPerYear * years,
                first + PriceTable.Metric.Jumps, 0, 1));
        }

        for (int j = index; j < scenario.Assets.Count; j++)
        {
            Asset other = scenario.Assets[j];
            AssetMoments otherMoments = AssetMoments.Of(other);
            double scale = deviation * Deviation(other, years);
            int metric = tables.AddMetrics(
                Internal($"{asset.Name}/{other.Name}", "logReturnProduct", scale));
            if (j > index && moments.Volatility > 0 && otherMoments.Volatility > 0
                && IsSeen(moments, years) && IsSeen(otherMoments, years))
            {
                double expected = scenario.Correlation(index, j)
                    * moments.Volatility * otherMoments.Volatility
                    / Math.Sqrt(moments.Variance * otherMoments.Variance);
                checks.Add(new(
                    PriceCheckKind.Correlation, $"{asset.Name}-{other.Name}", expected,
                    metric, 0, 1 / (years * Math.Sqrt(moments.Variance * otherMoments.Variance))));
            }
        }
    }

    // A peg has no moments of its own, but may be lost altogether.
    private static double Deviation(Asset asset, double years) => asset.Process is PeggedProcess
        ? 1
        : Math.Max(
            Math.Sqrt(AssetMoments.Of(asset).Variance * years),
            Math.Max(Rounding * Math.Abs(AssetMoments.Of(asset).Mean * years), SmallestDeviation));

    private static bool IsSeen(AssetMoments moments, double years) =>
        Math.Sqrt(moments.Variance * years) >= SmallestDeviation;

    private static Metric Internal(string subject, string quantity, double magnitude) =>
        new(subject, quantity, "1", magnitude, MetricSense.Level, Internal: true);
}
