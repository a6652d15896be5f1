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
        Field.Optional(
            "blockTime", new DurationShape(),
            "The time between two blocks, at each of which arbitrageurs may trade; at most a step; "
            + "a step without it."),
        Field.Default(
            "blocks", new ChoiceShape<BlockPace>(), "constant",
            "Whether blocks come at a constant pace or at random; with blockTime."),
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

        CheckBlocks(entry, context);
        return priced is null || quote is null || priced == quote
            ? null
            : Pair(entry, index, priced, quote, context);
    }

    private static void CheckBlocks(Value entry, BuildContext context)
    {
        Value time = entry["blockTime"];
        if (!time.IsGiven)
        {
            context.RefuseIfGiven(entry["blocks"], "is not used; allowed only with blockTime");
            return;
        }

        Value arbitrage = entry["arbitrage"];
        if (arbitrage.IsSound && arbitrage.Choice<ArbitrageTiming>() != ArbitrageTiming.Step)
        {
            context.Refuse(time, "is not used; allowed only with arbitrage step");
            return;
        }

        double step = context.Root["step"].Number;
        if (time.IsSound && time.Number > step)
        {
            context.Refuse(
                time,
                FormattableString.Invariant(
                    $"found {time.Number} s; allowed is at most a step, which is {step} s"));
        }

        Value gas = entry["arbitrageGas"];
        if (gas.IsSound && gas.Number != 0)
        {
            context.Refuse(
                gas,
                FormattableString.Invariant($"found {gas.Number}, but what a pool's blocks trade ")
                + "is told without gas; allowed is 0, or a pool without blockTime");
        }
    }

    /// <summary>Makes a pool of two assets.</summary>
    protected abstract PairPool Pair(
        Value entry, int index, Asset priced, Asset quote, BuildContext context);
}

/// <summary>Constant-product pools.</summary>
internal sealed class ConstantProductKind : PairPoolKind
{
    /// <inheritdoc/>
    public override string Name => "constant-product";

    /// <inheritdoc/>
    protected override ConstantProductPool Pair(
        Value entry, int index, Asset priced, Asset quote, BuildContext context) =>
        new(entry, index, priced, quote);
}

/// <summary>Concentrated pools.</summary>
internal sealed class ConcentratedKind : PairPoolKind
{
    private const double LeastConcentration = 1;

    private static readonly ObjectShape Liquidity = new(
        "a pool's liquidity",
        Field.Required(
            "file", new TextShape(1000),
            "A CSV file beside the scenario with columns tick (or tickIdx) and liquidityNet."),
        Field.Required(
            "tick",
            new IntegerShape(
                -LiquidityDistribution.MostTick, LiquidityDistribution.MostTick),
            "The pool's tick at the start."));

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
            "source", new TextShape(500),
            "What concentration was estimated from, in words; runs warn of one without."),
        Field.Optional(
            "liquidity", Liquidity,
            "The pool's liquidity at each price, from which concentration follows."),
        Field.Optional(
            "tickSpacing", new IntegerShape(1, 16384),
            "The ticks between usable prices; ranges must then end on them, see decimals."),
    ];

    /// <inheritdoc/>
    protected override ConcentratedPool Pair(
        Value entry, int index, Asset priced, Asset quote, BuildContext context)
    {
        var pool = new ConcentratedPool(entry, index, priced, quote);
        Value liquidity = entry["liquidity"];
        if (!liquidity.IsGiven) return pool;
        foreach (Value other in (Value[])[entry["concentration"], entry["source"]])
            context.RefuseIfGiven(other, "is not used; allowed only without liquidity");
        if (LiquidityFile.Read(liquidity, context) is not { } distribution) return pool;
        int tick = (int)liquidity["tick"].Integer;
        double concentration = distribution.Concentration(tick);
        if (!(concentration >= LeastConcentration))
        {
            context.Refuse(
                liquidity["tick"],
                FormattableString.Invariant($"found a concentration of {concentration:G4} there; ")
                + "allowed is at least 1, as much as liquidity at all prices has");
            return pool;
        }

        return pool with
        {
            Concentration = concentration,
            Source = liquidity["file"].Text,
            Liquidity = distribution,
            Tick = tick,
        };
    }
}
