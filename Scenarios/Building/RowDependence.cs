using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>The correlations of prices whose moves come from the rows of a table: rows in common
/// carry them, and nothing else can.</summary>
internal static class RowDependence
{
    /// <summary>Refuses what is stated of such prices, and adds what their rows say.</summary>
    /// <param name="entries">The entry of each pair that was stated, in file order.</param>
    /// <param name="stated">The correlations.</param>
    /// <param name="context">The context.</param>
    /// <param name="isSound">Whether nothing was refused.</param>
    public static CorrelationMatrix Apply(
        IReadOnlyList<((int Low, int High) Pair, Value Entry)> entries, CorrelationMatrix stated,
        BuildContext context, out bool isSound)
    {
        List<Asset> assets = context.Assets.Items;
        isSound = true;
        foreach (((int low, int high), Value entry) in entries)
        {
            if (Problem(assets[low], assets[high], entry.Number) is not { } problem) continue;
            context.Refuse(entry, BuildContext.Invariant($"found {entry.Number}; ") + problem);
            isSound = false;
        }

        for (int high = 0; high < assets.Count; high++)
        {
            for (int low = 0; low < high; low++)
            {
                // Of history's paths steps tell all, and nothing is left to correlate.
                if (!AreJoint(assets[low], assets[high])
                    || assets[low].Process is not PeriodProcess) continue;
                stated = stated.With(low, high, RowMoments.Correlation(
                    assets[low].Process.Rows, assets[high].Process.Rows));
            }
        }

        return stated;
    }

    private static string? Problem(Asset first, Asset second, double correlation)
    {
        if (AreJoint(first, second))
        {
            return $"the moves of {first.Name} and {second.Name} come from the same rows, which "
                + "carry their dependence; allowed is none";
        }

        Asset? drawn = first.Process.Rows.Count > 0 ? first
            : second.Process.Rows.Count > 0 ? second
            : null;
        return drawn is null || correlation == 0
            ? null
            : $"the moves of {drawn.Name} come from the rows of a table of its own, which no "
                + $"correlation of {first.Name} and {second.Name} reaches; allowed is 0";
    }

    private static bool AreJoint(Asset first, Asset second) =>
        first.Process.Rows.Count > 0
        && first.Process.CommonShocks is { } shocks && second.Process.CommonShocks == shocks
        && second.Process.Rows.Count == first.Process.Rows.Count;
}
