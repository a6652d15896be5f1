namespace GpuRisk.Scenarios;

/// <summary>Common jumps as a scenario states them: one layer.</summary>
internal static class StatedJumps
{
    /// <summary>The layer; null where the sizes cannot be correlated as stated.</summary>
    public static JumpLayer[]? Layers(
        IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated, CommonJumps common)
    {
        int[] members = [.. Enumerable.Range(0, moments.Count)
            .Where(i => moments[i].Common.PerYear > 0)];
        if (members.Length == 0) return [];
        CorrelationMatrix sizes = stated.Of(members);
        if (common.SizeCorrelation is { } correlation)
        {
            for (int i = 0; i < members.Length; i++)
            {
                for (int j = 0; j < i; j++) sizes = sizes.With(i, j, correlation);
            }
        }

        if (sizes.CholeskyFactor() is not { } factor) return null;
        return
        [
            new JumpLayer(
                common.PerYear,
                members.Length,
                [.. members.Select((asset, row) => new JumpLayerMember(
                    asset,
                    moments[asset].Common.Mean,
                    Loadings(factor, row, moments[asset].Common.StdDev)))]),
        ];
    }

    /// <summary>The correlations that two assets can have.</summary>
    public static (double Lower, double Upper) Bounds(
        AssetMoments first, AssetMoments second, CommonJumps common)
    {
        double scale = first.Deviation * second.Deviation;
        if (scale == 0) return (0, 0);
        double diffusion = DiffusionCovariance.Most(first, second);
        double perYear = Math.Min(first.Common.PerYear, second.Common.PerYear);
        double means = perYear * first.Common.Mean * second.Common.Mean;
        double sizes = perYear * first.Common.StdDev * second.Common.StdDev;
        if (common.SizeCorrelation is { } correlation) means += correlation * sizes;
        else scale -= sizes;
        // Sizes that are correlated as the whole, and nothing else that moves: anything will do.
        if (scale <= 0) return (-1, 1);
        return (
            Math.Clamp((means - diffusion) / scale, -1, 1),
            Math.Clamp((means + diffusion) / scale, -1, 1));
    }

    /// <summary>A row of a Cholesky factor, times a deviation.</summary>
    public static double[] Loadings(double[,] factor, int row, double deviation) =>
        [.. Enumerable.Range(0, factor.GetLength(1)).Select(k => deviation * factor[row, k])];
}
