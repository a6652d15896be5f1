namespace GpuRisk.Scenarios;

/// <summary>The fewest assets that cannot be correlated as stated.</summary>
/// <param name="Assets">Their indices, ascending; at least 2.</param>
internal sealed record DependenceConflict(IReadOnlyList<int> Assets)
{
    private const int Grid = 80;
    private const int Bisections = 40;

    /// <summary>Finds the conflict; null where there is none.</summary>
    public static DependenceConflict? Find(
        IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated, CommonJumps? common)
    {
        if (PriceDependence.Solve(moments, stated, common) is not null) return null;
        return Enumerable.Range(0, 1 << moments.Count)
            .Select(set => Enumerable.Range(0, moments.Count)
                .Where(i => (set & (1 << i)) != 0).ToArray())
            .Where(assets => assets.Length > 1)
            .OrderBy(assets => assets.Length)
            .Where(assets => Solve(assets, moments, stated, common) is null)
            .Select(assets => new DependenceConflict(assets))
            .First();
    }

    /// <summary>The correlations that one pair of the assets could have beside the others';
    /// null where none was found.</summary>
    public (double Lower, double Upper)? Bounds(
        int first, int second, IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated,
        CommonJumps? common)
    {
        if (Assets.Count == 2)
        {
            return common is null
                ? JumpShares.Bounds(moments[first], moments[second])
                : StatedJumps.Bounds(moments[first], moments[second], common);
        }

        bool IsPossible(double correlation) => Solve(
            Assets, moments, stated.With(first, second, correlation), common) is not null;
        double[] possible = [.. Enumerable.Range(-Grid, (2 * Grid) + 1)
            .Select(i => (double)i / Grid)
            .Concat(Assets.Select(i => stated[first, i] * stated[i, second]))
            .Where(IsPossible)];
        return possible.Length == 0
            ? null
            : (Edge(possible.Min(), -1, IsPossible), Edge(possible.Max(), 1, IsPossible));
    }

    private static PriceDependence? Solve(
        IReadOnlyList<int> assets, IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated,
        CommonJumps? common) =>
        PriceDependence.Solve([.. assets.Select(i => moments[i])], stated.Of(assets), common);

    private static double Edge(double inside, double outside, Func<double, bool> isPossible)
    {
        if (isPossible(outside)) return outside;
        for (int i = 0; i < Bisections; i++)
        {
            double middle = 0.5 * (inside + outside);
            if (isPossible(middle)) inside = middle;
            else outside = middle;
        }

        return inside;
    }
}
