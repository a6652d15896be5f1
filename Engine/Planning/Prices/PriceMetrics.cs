using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>Plans what a path tells of its prices, and what a run checks of them.</summary>
internal sealed class PriceMetrics
{
    // Log returns below this are lost among the units of what is tallied, and cannot be checked.
    private const double SmallestDeviation = 1e-9;

    // Of a process whose steps are not exact: the error of its moments that a reader should know.
    private const double CoarseStep = 0.03;

    // Of single precision: half a unit in the last place, relative to the number.
    private const double Rounding = 1.0 / (1 << 24);

    private readonly Scenario scenario;
    private readonly PriceDependence dependence;
    private readonly PlanBuilder tables;
    private readonly AssetMoments[] moments;
    private readonly double years;
    private readonly List<PriceCheck> checks = [];
    private readonly List<(int First, int Other, int Metric)> pairs = [];
    private readonly List<int> firsts = [];

    public PriceMetrics(Scenario scenario, PriceDependence dependence, PlanBuilder tables)
    {
        this.scenario = scenario;
        this.dependence = dependence;
        this.tables = tables;
        moments = [.. scenario.Assets.Select(scenario.MomentsOf)];
        years = AssetMoments.Years(scenario.HorizonSeconds);
    }

    /// <summary>What the run checks.</summary>
    public IReadOnlyList<PriceCheck> Checks =>
        [.. checks, .. pairs.Select(pair => Pair(pair.First, pair.Other, pair.Metric))];

    /// <summary>Adds an asset's metrics and checks, and tells the first metric.</summary>
    public int Add(int index)
    {
        Asset asset = scenario.Assets[index];
        AssetMoments own = moments[index];
        double mean = own.Mean * years;
        double variance = own.Variance * years;
        double jumps = own.JumpsPerYear * years;
        double size = Size(index);
        double stated = scenario.StatedMove(asset) ?? 0;
        bool isStill = asset.Process is ConstantProcess
            && scenario.Regulation?.Falls.Any(fall => fall.Asset.Index == index) != true;
        Metric Still(Metric metric) => isStill ? metric.Fixed(asset.PriceUsd) : metric;
        int first = tables.AddOutcomes(new AssetOutcomes<Metric>
        {
            Price = Still(new Metric(
                asset.Name, "price", "USD",
                asset.PriceUsd * own.Growth(years) * Math.Exp(Math.Max(stated, 0)),
                MetricSense.Gain,
                Origin: asset.PriceUsd)
            {
                Least = 0,
            }),
            Minimum = Still(new Metric(
                asset.Name, "minimum", "USD", asset.PriceUsd, MetricSense.Level,
                Origin: asset.PriceUsd)
            {
                Least = 0,
                Greatest = asset.PriceUsd,
            }),
            LogReturn = Internal(asset.Name, "logReturn", size),
            Jumps = Internal(asset.Name, "jumps", 1 + jumps),
        });
        firsts.Add(first);
        double stepError = asset.Process.StepError(AssetMoments.Years(scenario.StepSeconds));
        if (stepError > CoarseStep)
        {
            tables.Warnings.Add(
                $"Steps are coarse for how fast the volatility of {asset.Name} changes: only the "
                + "mean price is exact. Shorter steps come nearer to its distribution.");
        }

        if (IsSeen(index))
        {
            checks.Add(new(
                PriceCheckKind.MeanLogReturn, asset.Name, mean,
                first + AssetOutcomes.LogReturn, mean, 1, Math.Sqrt(variance))
            {
                Allowance = 0.5 * stepError * own.QuadraticVariation * years,
            });
        }

        if (IsSeen(index) && !own.HasUnknownVariance)
        {
            checks.Add(new(
                PriceCheckKind.Volatility, asset.Name, own.ReturnDeviation,
                first + AssetOutcomes.Width, 0, 1 / years,
                Math.Sqrt((own.FourthCumulant * years) + (2 * variance * variance)))
            {
                Allowance = stepError * own.ReturnDeviation,
            });
        }

        if (jumps > 0)
        {
            checks.Add(new(
                PriceCheckKind.Jumps, asset.Name, jumps, first + AssetOutcomes.Jumps, 0, 1,
                Math.Sqrt(jumps + (own.ExcessJumpVariance * years))));
        }

        for (int other = index; other < scenario.Assets.Count; other++)
        {
            int metric = tables.AddMetrics(Internal(
                $"{asset.Name}/{scenario.Assets[other].Name}", "logReturnProduct",
                size * Size(other)));
            if (other > index)
            {
                AddPair(index, other, metric);
            }
        }

        return first;
    }

    private void AddPair(int index, int other, int metric)
    {
        string name = scenario.Assets[index].Name;
        string otherName = scenario.Assets[other].Name;
        double stated = scenario.Correlation(index, other);
        double scale = moments[index].Deviation * moments[other].Deviation;
        if (stated != 0 && scale == 0)
        {
            string still = moments[index].Deviation == 0 ? name : otherName;
            tables.Warnings.Add(
                $"The correlation of {name} and {otherName} has no effect, because the price of "
                + $"{still} has neither volatility nor jumps.");
        }

        CommonShocks? shocks = moments[index].CommonShocks;
        CommonShocks? others = moments[other].CommonShocks;
        if (CorrelationChanges(index, other))
        {
            tables.Warnings.Add(
                $"The correlation of {name} and {otherName} is that of the regime, of their moves "
                + "at each moment. That of their log returns over the horizon is not checked.");
        }
        else if (moments[index].FollowsRegimes && moments[other].FollowsRegimes && stated == 0)
        {
            // Prices that follow the same regimes are not independent, correlated or not.
        }
        else if (stated != 0 && (moments[index].Reverts || moments[other].Reverts))
        {
            tables.Warnings.Add(
                $"The correlation of {name} and {otherName} is that of their moves at each moment. "
                + "That of their log returns over the horizon differs, because prices revert, and "
                + "is not checked.");
        }
        else if (stated != 0 && (moments[index].HasChangingVolatility
            || moments[other].HasChangingVolatility)
            && !(shocks?.KeepsCorrelation == true && shocks == others))
        {
            tables.Warnings.Add(
                $"The correlation of {name} and {otherName} is that of their moves at each moment. "
                + "That of their log returns over the horizon differs, because volatility changes, "
                + "and is not checked.");
        }
        else if (IsSeen(index) && IsSeen(other) && (shocks is null || others is null))
        {
            pairs.Add((index, other, metric));
        }
    }

    private bool CorrelationChanges(int index, int other) =>
        scenario.Regimes is { } chain && chain.States
            .Select(state => (state.Correlations ?? scenario.Correlations)[index, other])
            .Distinct().Count() > 1;

    // The influence of standardised log returns x and y on their correlation r is
    // xy - r (x^2 + y^2) / 2; its variance follows from their fourth cumulants.
    private PriceCheck Pair(int index, int other, int metric)
    {
        double stated = scenario.Correlation(index, other);
        double rest = 1 - (stated * stated);
        double first = moments[index].ReturnDeviation;
        double second = moments[other].ReturnDeviation;
        double Cumulant(double perYear, double deviations) => perYear / (deviations * years);
        double squares = Cumulant(
            dependence.CommonFourthCumulant(index, other), first * first * second * second);
        double own = Cumulant(moments[index].FourthCumulant, Math.Pow(first, 4))
            + Cumulant(moments[other].FourthCumulant, Math.Pow(second, 4));
        double skewed = Cumulant(
                dependence.CommonSkewedCumulant(index, other), Math.Pow(first, 3) * second)
            + Cumulant(
                dependence.CommonSkewedCumulant(other, index), Math.Pow(second, 3) * first);
        double variance = (rest * rest) + (squares * (1 + (0.5 * stated * stated)))
            + (0.25 * stated * stated * own) - (stated * skewed);
        return new(
            PriceCheckKind.Correlation,
            $"{scenario.Assets[index].Name}-{scenario.Assets[other].Name}", stated, metric, 0, 1,
            Math.Sqrt(Math.Max(variance, 0)))
        {
            Pair = new PairMetrics(
                firsts[index] + AssetOutcomes.LogReturn,
                firsts[other] + AssetOutcomes.LogReturn,
                firsts[index] + AssetOutcomes.Width,
                firsts[other] + AssetOutcomes.Width,
                Rounded(index) + Rounded(other)),
        };
    }

    // Each step rounds the log price anew.
    private double Rounded(int index)
    {
        double unit = Rounding * LargestLog(index);
        return scenario.Steps * unit * unit / (moments[index].Variance * years);
    }

    // How large a log return, less its mean, may well be: of many small moves, of one jump, or of
    // what rounding makes of step after step. A peg has no moments of its own, but may be lost
    // altogether.
    private double Size(int index)
    {
        if (scenario.Assets[index].Process is PeggedProcess)
        {
            return 1;
        }

        AssetMoments own = moments[index];
        double deviation = Math.Sqrt(own.Variance * years);
        double steps = own.Volatility > 0 ? scenario.Steps : 1;
        double rounded = 4 * steps * Rounding * LargestLog(index);
        return new[]
        {
            deviation, Largest(own.Own), Largest(own.Common), 0.01 * rounded, SmallestDeviation,
        }.Max();
    }

    private static double Largest(JumpLaw jumps) =>
        jumps.PerYear > 0 ? Math.Abs(jumps.Mean) + (4 * jumps.StdDev) : 0;

    private double LargestLog(int index) =>
        (Math.Abs(moments[index].Mean) * years) + Math.Sqrt(moments[index].Variance * years);

    // Where a step's noise is lost in the rounding of the log price, single precision has neither
    // the mean nor the deviation to the digits that a check asks for.
    private bool IsSeen(int index)
    {
        AssetMoments own = moments[index];
        double step = own.Volatility * Math.Sqrt(AssetMoments.Years(scenario.StepSeconds));
        bool isLost = step > 0 && step < 16 * Rounding * LargestLog(index);
        return !isLost && Math.Sqrt(own.Variance * years) >= SmallestDeviation;
    }

    private static Metric Internal(string subject, string quantity, double magnitude) =>
        new(subject, quantity, "1", magnitude, MetricSense.Level, Internal: true);
}
