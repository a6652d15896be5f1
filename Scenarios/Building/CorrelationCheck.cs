using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Tells correlations that no prices of the stated processes can have.</summary>
internal static class CorrelationCheck
{
    private const int ShownPairs = 6;

    /// <summary>Checks the correlations.</summary>
    /// <param name="entries">The entry of each pair that was stated, in file order.</param>
    /// <param name="section">Where they were stated.</param>
    /// <param name="stated">The correlations.</param>
    /// <param name="regimes">The regimes in which they hold; of several that cannot have them, the
    /// first is told.</param>
    /// <param name="common">The jumps in common.</param>
    /// <param name="context">The context.</param>
    public static void Check(
        IReadOnlyList<((int Low, int High) Pair, Value Entry)> entries, Value section,
        CorrelationMatrix stated, IReadOnlyList<int> regimes, CommonJumps? common,
        BuildContext context)
    {
        double years = AssetMoments.Years(context.Root["horizon"].Number);
        _ = regimes.Any(regime => IsRefused(
            entries, section, stated,
            [.. context.Assets.Items.Select(asset => asset.Process.MomentsIn(regime, years))],
            common, context));
    }

    private static bool IsRefused(
        IReadOnlyList<((int Low, int High) Pair, Value Entry)> entries, Value section,
        CorrelationMatrix stated, AssetMoments[] moments, CommonJumps? common,
        BuildContext context)
    {
        // What was not understood was told, and says nothing about correlations.
        if (!moments.All(m => double.IsFinite(m.Mean) && double.IsFinite(m.Variance)))
            return false;
        if (common is not null && !double.IsFinite(common.SizeCorrelation ?? 0)) return false;
        if (DependenceConflict.Find(moments, stated, common) is not { } conflict) return false;
        (int Low, int High)[] pairs = [.. Pairs(conflict.Assets)];
        ((int Low, int High) last, Value? entry) =
            entries.LastOrDefault(e => pairs.Contains(e.Pair), (pairs[^1], null!));
        string Name((int Low, int High) pair) =>
            entries.FirstOrDefault(e => e.Pair == pair).Entry?.Name
            ?? $"{context.Assets.Items[pair.Low].Name}-{context.Assets.Items[pair.High].Name}";
        List<string> others = [.. pairs.Where(pair => pair != last).Select(pair =>
            BuildContext.Invariant($"{Name(pair)} {stated[pair.Low, pair.High]}"))];
        string more = others.Count > ShownPairs
            ? $" and {Counted.Of(others.Count - ShownPairs, "more pair")}"
            : "";
        string found = entry is null
            ? "is not stated, which means 0"
            : BuildContext.Invariant($"found {stated[last.Low, last.High]}");
        string message = found
            + (others.Count > 0
                ? $" beside {string.Join(", ", others.Take(ShownPairs))}{more}; allowed beside "
                    + "those is"
                : "; allowed is")
            + " " + Range(conflict.Bounds(last.Low, last.High, moments, stated, common))
            + Reason(moments, conflict.Assets);
        if (entry is not null)
        {
            context.Refuse(entry, message);
            return true;
        }

        Value at = common is null ? section : context.Root["commonJumps"];
        context.Log.Add(at.KeyAt, $"{section.Path}.{Name(last)}", message);
        return true;
    }

    private static IEnumerable<(int Low, int High)> Pairs(IReadOnlyList<int> assets)
    {
        for (int high = 1; high < assets.Count; high++)
        {
            for (int low = 0; low < high; low++) yield return (assets[low], assets[high]);
        }
    }

    // To four digits, on the side that is allowed.
    private static string Range((double Lower, double Upper)? bounds)
    {
        if (bounds is not var (lower, upper)) return "none";
        double low = Math.Ceiling((lower * 1e4) - 1e-6) / 1e4;
        double high = Math.Floor((upper * 1e4) + 1e-6) / 1e4;
        return low < high
            ? BuildContext.Invariant($"[{low}, {high}]")
            : BuildContext.Invariant($"{0.5 * (lower + upper):0.####}");
    }

    private static string Reason(AssetMoments[] moments, IReadOnlyList<int> assets) =>
        assets.Any(i => moments[i].JumpsPerYear > 0)
            ? ", as far as diffusions and jumps at the same moments go"
            : "";
}
