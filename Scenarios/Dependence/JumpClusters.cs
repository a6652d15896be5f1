namespace GpuRisk.Scenarios;

/// <summary>
/// Common jumps by clusters of assets: two assets share that part of their jumps which is their
/// part of the possible correlation, and shared jumps have perfectly correlated sizes. Clusters
/// grow by complete linkage, so that nobody shares more than this with anyone, and assets that
/// are not correlated share nothing.
/// </summary>
internal static class JumpClusters
{
    private sealed record Cluster(int[] Members, int[] Signs, double Height);

    /// <summary>The layers of common jumps.</summary>
    /// <param name="moments">The assets' moments.</param>
    /// <param name="shares">Each pair's part of the possible correlation, with its sign.</param>
    public static JumpLayer[] Layers(IReadOnlyList<AssetMoments> moments, double[,] shares)
    {
        List<Cluster> clusters =
            [.. Enumerable.Range(0, moments.Count).Select(i => new Cluster([i], [1], 1))];
        var layers = new List<JumpLayer>();
        while (Closest(clusters, moments, shares) is { } merged)
        {
            foreach (Cluster part in clusters.Where(c => merged.Members.Contains(c.Members[0])))
                layers.AddRange(Layers(moments, part, part.Height - merged.Height));
            clusters.RemoveAll(c => merged.Members.Contains(c.Members[0]));
            clusters.Add(merged);
        }

        foreach (Cluster root in clusters) layers.AddRange(Layers(moments, root, root.Height));
        return [.. layers];
    }

    private static IEnumerable<JumpLayer> Layers(
        IReadOnlyList<AssetMoments> moments, Cluster cluster, double part) =>
        part > 0
            ? NestedJumps.Layers(
                moments, cluster.Members, part, 1,
                i => [cluster.Signs[Array.IndexOf(cluster.Members, i)] * moments[i].Own.StdDev])
            : [];

    private static Cluster? Closest(
        List<Cluster> clusters, IReadOnlyList<AssetMoments> moments, double[,] shares)
    {
        Cluster? closest = null;
        for (int i = 0; i < clusters.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Cluster? merged = Merged(clusters[j], clusters[i], moments, shares);
                if (merged is not null && merged.Height > (closest?.Height ?? 0))
                    closest = merged;
            }
        }

        return closest;
    }

    // Signs must fit for all pairs; null where two assets cannot share a jump.
    private static Cluster? Merged(
        Cluster first, Cluster second, IReadOnlyList<AssetMoments> moments, double[,] shares)
    {
        int flip = 0;
        double height = Math.Min(first.Height, second.Height);
        for (int i = 0; i < first.Members.Length; i++)
        {
            for (int j = 0; j < second.Members.Length; j++)
            {
                (int a, int b) = (first.Members[i], second.Members[j]);
                int sign = Math.Sign(shares[a, b]);
                if (sign == 0) return null;
                if (JumpShares.MostOfJumps(moments[a].Own, moments[b].Own, sign) == 0) return null;
                int needed = sign * first.Signs[i] * second.Signs[j];
                if (flip == 0) flip = needed;
                if (flip != needed) return null;
                height = Math.Min(height, Math.Abs(shares[a, b]));
            }
        }

        return new Cluster(
            [.. first.Members, .. second.Members],
            [.. first.Signs, .. second.Signs.Select(sign => sign * flip)],
            height);
    }
}
