using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Pools of two assets.</summary>
internal abstract class PairPoolKind : PoolKind
{
    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields { get; } =
    [
        Field.Required(
            "base", new NameShape(), "The asset that is priced."),
        Field.Required(
            "quote", new NameShape(), "The asset in which the price is told."),
        .. ArbitragedPool.Fields("[0, 1)"),
    ];

    /// <inheritdoc/>
    public override PairPool? Build(Value entry, int index, BuildContext context)
    {
        Asset? priced = context.Assets.Referenced(entry["base"]);
        Asset? quote = context.Assets.Referenced(entry["quote"]);
        if (priced is not null && priced == quote)
        {
            context.Refuse(
                entry["quote"], $"found {quote.Name} as base too; allowed is another asset");
        }

        return priced is null || quote is null || priced == quote
            ? null
            : Pair(entry, index, priced, quote);
    }

    /// <summary>Makes a pool of two assets.</summary>
    protected abstract PairPool Pair(Value entry, int index, Asset priced, Asset quote);
}

/// <summary>Constant-product pools.</summary>
internal sealed class ConstantProductKind : PairPoolKind
{
    /// <inheritdoc/>
    public override string Name => "constant-product";

    /// <inheritdoc/>
    protected override ConstantProductPool Pair(
        Value entry, int index, Asset priced, Asset quote) => new(entry, index, priced, quote);
}

/// <summary>Concentrated pools.</summary>
internal sealed class ConcentratedKind : PairPoolKind
{
    /// <inheritdoc/>
    public override string Name => "concentrated";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
    [
        .. base.Fields,
        Field.Default(
            "concentration", new NumberShape("[1,)"), "1",
            "Active liquidity as a multiple of a full-range pool of the same value."),
        Field.Optional(
            "tickSpacing", new IntegerShape(1, 16384),
            "The ticks between usable prices; ranges must then end on them, see decimals."),
    ];

    /// <inheritdoc/>
    protected override ConcentratedPool Pair(
        Value entry, int index, Asset priced, Asset quote) => new(entry, index, priced, quote);
}
