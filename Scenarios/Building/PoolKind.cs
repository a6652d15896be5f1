using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>A kind of pool that arbitrageurs trade: its keys, and how it is made of them.</summary>
internal abstract class PoolKind
{
    /// <summary>All of them; only these can be written.</summary>
    public static IReadOnlyList<PoolKind> All { get; } =
        [new ConstantProductKind(), new ConcentratedKind(), new WeightedKind()];

    /// <summary>What the key says.</summary>
    public abstract string Name { get; }

    /// <summary>The keys of such a pool.</summary>
    public abstract IReadOnlyList<Field> Fields { get; }

    /// <summary>Makes a pool; null where an error was told.</summary>
    public abstract ArbitragedPool? Build(Value entry, int index, BuildContext context);

    /// <summary>Makes a pool of the kind that it says; null where an error was told.</summary>
    public static ArbitragedPool? Pool(Value entry, int index, BuildContext context)
    {
        if (entry["kind"].Text is not { } name) return null;
        PoolKind kind = All.SingleOrDefault(k => k.Name == name)
            ?? throw new InvalidOperationException($"No pool is '{name}'.");
        ArbitragedPool.Check(entry, context);
        return kind.Build(entry, index, context);
    }
}
