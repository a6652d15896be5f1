using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>
/// Finds the smallest scale that a plan must resolve. Log prices are sums, so that a step's move is
/// rounded to the digits that the sum so far has left, and so is a price's place in a range.
/// </summary>
internal static class ResolutionPlanner
{
    // A step's rounding is forgotten where chance decides the next one's; equal steps repeat it, so
    // that they have to be that much coarser. Measured, see docs/models.md.
    private const double RepeatedRounding = 16;

    /// <summary>What a scenario asks to be resolved, the smallest of all; null for nothing.
    /// </summary>
    public static Resolution? Smallest(Scenario scenario) => SmallestOf(Of(scenario));

    /// <summary>What its prices alone ask to be resolved.</summary>
    public static Resolution? SmallestOfPrices(Scenario scenario) =>
        SmallestOf(OfPrices(scenario));

    private static Resolution? SmallestOf(IEnumerable<Resolution> resolutions) => resolutions
        .Where(resolution => resolution.Scale > 0)
        .OrderBy(resolution => resolution.Scale)
        .Select(resolution => (Resolution?)resolution)
        .FirstOrDefault();

    private static IEnumerable<Resolution> OfPrices(Scenario scenario) =>
        scenario.Assets.Select(asset => Move(
            scenario, scenario.MomentsOf(asset).Volatility, Spread(scenario, asset),
            Drifts(scenario, asset), $"price {asset.Name}"));

    private static IEnumerable<Resolution> Of(Scenario scenario)
    {
        foreach (Resolution price in OfPrices(scenario)) yield return price;

        foreach (ArbitragedPool pool in scenario.Pools.OfType<ArbitragedPool>())
        {
            IEnumerable<(Asset First, Asset Second)> pairs =
                from first in pool.Assets
                from second in pool.Assets.SkipWhile(asset => asset != first).Skip(1)
                select (first, second);
            foreach ((Asset first, Asset second) in pairs)
            {
                yield return Move(
                    scenario, Volatility(scenario, first, second),
                    Spread(scenario, [first, second]),
                    Drifts(scenario, first) || Drifts(scenario, second),
                    $"pool {pool.Name}");
            }
        }

        foreach (Position position in scenario.Positions)
        {
            if (position.Range is { } range)
                yield return Width(scenario, position.Pool, range, position.Name);
        }

        foreach (WalletClass @class in scenario.Classes)
        {
            foreach (LiquidityHolding holding in @class.Liquidity)
            {
                if (holding.Range is not { } range) continue;
                double price = holding.Pool.Price;
                yield return Width(
                    scenario, holding.Pool,
                    new PriceRange(range.Lower * price, range.Upper * price),
                    $"{@class.Name}/{holding.Pool.Name}");
            }
        }

        // Sums of the other kernels do not carry what rounding leaves out.
        if (scenario.Kernel != KernelKind.ImpermanentLoss)
            yield return new Resolution(
                1.0 / scenario.Steps, "a step's part of a sum over all steps");
    }

    private static Resolution Move(
        Scenario scenario, double volatility, double spread, bool drifts, string what)
    {
        double step = volatility * Math.Sqrt(AssetMoments.Years(scenario.StepSeconds));
        double scale = step > 0
            ? step / spread
            : spread > 0 && drifts ? 1 / (RepeatedRounding * scenario.Steps) : 0;
        return new Resolution(Math.Min(scale, 1), $"a step's move of {what}");
    }

    private static Resolution Width(
        Scenario scenario, ArbitragedPool pool, PriceRange range, string name)
    {
        double spread = Spread(scenario, pool.Assets);
        double distance = Math.Clamp(
            0, Math.Log(range.Lower / pool.Price), Math.Log(range.Upper / pool.Price));
        double width = Math.Log(range.Upper / range.Lower);
        double scale = width / Math.Max(Math.Max(spread, Math.Abs(distance)), width);
        return new Resolution(scale, $"the range of {name}");
    }

    // Whether anything is added to a log price at each step; jumps alone are rare, and each is
    // large.
    private static bool Drifts(Scenario scenario, Asset asset)
    {
        AssetMoments moments = scenario.MomentsOf(asset);
        return moments.Volatility > 0 || moments.DiffusionDrift != 0;
    }

    // How far a log price may well go: two standard deviations beside its mean.
    private static double Spread(Scenario scenario, Asset asset)
    {
        AssetMoments moments = scenario.MomentsOf(asset);
        double years = AssetMoments.Years(scenario.HorizonSeconds);
        return Math.Abs(moments.Mean * years) + (2 * Math.Sqrt(moments.Variance * years));
    }

    private static double Spread(Scenario scenario, IEnumerable<Asset> assets) =>
        assets.Max(asset => Spread(scenario, asset));

    // The volatility of an asset in another, of which jumps are no part.
    private static double Volatility(Scenario scenario, Asset first, Asset second)
    {
        double one = scenario.MomentsOf(first).Volatility;
        double other = scenario.MomentsOf(second).Volatility;
        double correlation = scenario.Correlation(first.Index, second.Index);
        double squared = ((one - other) * (one - other)) + (2 * (1 - correlation) * one * other);
        return Math.Sqrt(Math.Max(squared, 0));
    }
}
