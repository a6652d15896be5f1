using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes what the impermanent-loss kernel simulates.</summary>
internal static class PoolBuilder
{
    public static Scenario AddTo(Scenario scenario, BuildContext context)
    {
        var pools = new Registry<ArbitragedPool>("pool", context.Log);
        foreach (Value entry in context.Root["pools"].Items)
            pools.Add(entry.Name, PoolKind.Pool(entry, pools.Count, context));
        return scenario with
        {
            Kernel = KernelKind.ImpermanentLoss,
            Pools = pools.Items,
            Positions = PositionBuilder.Build(pools, context),
        };
    }
}
