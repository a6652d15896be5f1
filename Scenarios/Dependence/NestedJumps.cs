namespace GpuRisk.Scenarios;

/// <summary>
/// Jumps of assets with unequal intensities at the same moments: the rarest asset's jumps come to
/// all, what the next one has beyond those to all but the rarest, and so on. Two assets jump
/// together as often as the rarer of them jumps.
/// </summary>
internal static class NestedJumps
{
    /// <summary>The layers of a part of the jumps of some assets.</summary>
    /// <param name="moments">All assets' moments.</param>
    /// <param name="members">The indices of those that jump together.</param>
    /// <param name="part">The part of the jumps, above 0 and at most 1.</param>
    /// <param name="factors">The number of factors.</param>
    /// <param name="loadings">What each factor adds to a jump of a member.</param>
    public static IEnumerable<JumpLayer> Layers(
        IReadOnlyList<AssetMoments> moments, IReadOnlyList<int> members, double part,
        int factors, Func<int, double[]> loadings)
    {
        double below = 0;
        int[] sorted = [.. members.OrderBy(i => moments[i].Own.PerYear)];
        for (int k = 0; k + 1 < sorted.Length; k++)
        {
            double intensity = moments[sorted[k]].Own.PerYear;
            if (intensity > below)
            {
                yield return new JumpLayer(
                    part * (intensity - below),
                    factors,
                    [.. sorted[k..].Order().Select(
                        i => new JumpLayerMember(i, moments[i].Own.Mean, loadings(i)))]);
            }

            below = intensity;
        }
    }
}
