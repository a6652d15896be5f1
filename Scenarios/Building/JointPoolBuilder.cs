using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the pools of a joint market, arbitraged ones or of two coins.</summary>
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
                : PoolKind.Pool(entry, pools.Count, context);
            pools.Add(entry.Name, pool);
        }

        return pools;
    }

    /// <summary>The pool that a key names, if arbitrageurs trade it; otherwise null, which has
    /// been told.</summary>
    public static ArbitragedPool? ByKey(Registry<Pool> pools, Value entry, BuildContext context) =>
        AsArbitraged(pools.ReferencedByKey(entry), entry.KeyAt, entry.Path, context);

    /// <summary>The same of a pool that a value names.</summary>
    public static ArbitragedPool? Arbitraged(
        Registry<Pool> pools, Value reference, BuildContext context) =>
        AsArbitraged(pools.Referenced(reference), reference.At, reference.Path, context);

    private static ArbitragedPool? AsArbitraged(
        Pool? pool, Place at, string path, BuildContext context)
    {
        if (pool is StableSwapPool)
        {
            context.Log.Add(
                at, path,
                $"found {pool.Name}, a stableswap pool; allowed is a "
                + string.Join(" or ", PoolKind.All.Select(kind => kind.Name)) + " one");
        }

        return pool as ArbitragedPool;
    }
}
