using GpuRisk.Scenarios.Building;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of pools and of positions in them.</summary>
internal static class PoolShapes
{
    private const string Kind = "kind";

    private const string KindMeaning = "The formula of the pool.";

    private static readonly Field Value = Field.Required(
        "value", new NumberShape("(0,)"), "The value at the start, in USD.");

    private static readonly Variant[] ArbitragedVariants =
        [.. PoolKind.All.Select(kind => new Variant(kind.Name, [.. kind.Fields]))];

    private static readonly Variant StableVariant = new(
        "stableswap",
        Field.Required(
            "amplification", new NumberShape("[1, 1000000]"),
            "The amplification, in the convention of the contracts."),
        Field.Required(
            "assets", new ListShape(new NameShape(), 2, "names"),
            "The two coins: stablecoins, or one and a constant asset."),
        Value,
        Field.Default(
            "fee", new NumberShape("[0, 1)"), "0", "The swap fee, as a fraction."));

    /// <summary>A pool of the impermanent-loss kernel.</summary>
    public static ObjectShape Arbitraged { get; } = new("a pool")
    {
        ChoosingKey = Kind,
        ChoosingMeaning = KindMeaning,
        Variants = ArbitragedVariants,
    };

    /// <summary>A pool of the depeg kernel.</summary>
    public static ObjectShape StableSwap { get; } = new("a pool")
    {
        ChoosingKey = Kind,
        ChoosingMeaning = KindMeaning,
        Variants = [StableVariant],
    };

    /// <summary>A pool of a joint market.</summary>
    public static ObjectShape Joint { get; } = new("a pool")
    {
        ChoosingKey = Kind,
        ChoosingMeaning = KindMeaning,
        Variants = [.. ArbitragedVariants, StableVariant],
    };

    /// <summary>A position in a pool.</summary>
    public static ObjectShape Position { get; } = new(
        "a position",
        Field.Required(
            "pool", new NameShape(), "The pool that holds the liquidity."),
        Value,
        Field.Optional(
            "range", new ListShape(new NumberShape("(0,)"), 2, "prices"),
            "The lower and upper price, in quote per base; for concentrated pools."),
        Field.Default(
            "strategy", new ChoiceShape<RangeStrategy>(), "hold",
            "What the holder does as the price moves."),
        Field.Optional(
            "recentreEvery", new DurationShape(),
            "The time between recentrings; with strategy recentre-on-schedule."),
        Field.Default(
            "gasPerAction", new NumberShape("[0,)"), "0",
            "The gas of each action of the holder, in USD."));
}
