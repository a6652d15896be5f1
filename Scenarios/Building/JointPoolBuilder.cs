using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the pools of a joint market, of two assets or of two coins.</summary>
internal static class JointPoolBuilder
{
    public static Registry<Pool> Build(Registry<Stablecoin> coins, BuildContext context)
    {
        var pools = new Registry<Pool>("pool", context.Log);
        var firstPoolOfCoin = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Value entry in context.Root["pools"].Items)
        {
            Pool? pool = entry["kind"].Text == "stableswap"
                ? StableSwapBuilder.Pool(entry, pools.Count, coins, firstPoolOfCoin, context)
                : PoolBuilder.Pool(entry, pools.Count, context);
            pools.Add(entry.Name, pool);
        }

        return pools;
    }

    /// <summary>The pool that a key names, if it is one of two assets; otherwise null, which has
    /// been told.</summary>
    public static PairPool? PairByKey(Registry<Pool> pools, Value entry, BuildContext context) =>
        AsPair(pools.ReferencedByKey(entry), entry.KeyAt, entry.Path, context);

    /// <summary>The same of a pool that a value names.</summary>
    public static PairPool? Pair(Registry<Pool> pools, Value reference, BuildContext context) =>
        AsPair(pools.Referenced(reference), reference.At, reference.Path, context);

    private static PairPool? AsPair(Pool? pool, Place at, string path, BuildContext context)
    {
        if (pool is StableSwapPool)
        {
            context.Log.Add(
                at, path,
                $"found {pool.Name}, a stableswap pool; allowed is a constant-product or "
                + "concentrated one");
        }

        return pool as PairPool;
    }
}
