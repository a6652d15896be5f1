namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of pools and of positions in them.</summary>
internal static class PoolShapes
{
    private const string Kind = "kind";

    private const string KindMeaning = "The formula of the pool.";

    private static readonly Field Value = Field.Required(
        "value", new NumberShape("(0,)"), "The value at the start, in USD.");

    private static readonly Field[] PairFields =
    [
        Field.Required(
            "base", new NameShape(), "The asset that is priced."),
        Field.Required(
            "quote", new NameShape(), "The asset in which the price is told."),
        Field.Required(
            "fee", new NumberShape("[0, 1)"), "The swap fee, as a fraction."),
        Value,
        Field.Default(
            "noiseVolumePerDay", new NumberShape("[0,)"), "0",
            "What noise traders swap in a day, as a fraction of the pool's value."),
        Field.Default(
            "noiseVolumeStdDev", new NumberShape("[0, 3]"), "0",
            "The log-normal standard deviation of each step's noise volume; the mean is kept."),
        Field.Default(
            "arbitrage", new ChoiceShape<ArbitrageTiming>(), "continuous",
            "Whether arbitrage is frictionless or happens once a step outside the fee band."),
        Field.Default(
            "arbitrageGas", new NumberShape("[0,)"), "0",
            "The gas of an arbitrage, in USD; with arbitrage step only."),
        Field.Default(
            "protocolShareOfFees", new NumberShape("[0, 1]"), "0",
            "The protocol's part of the fees."),
    ];

    private static readonly Field[] RangedFields =
    [
        Field.Default(
            "concentration", new NumberShape("[1,)"), "1",
            "Active liquidity as a multiple of a full-range pool of the same value."),
        Field.Optional(
            "tickSpacing", new IntegerShape(1, 16384),
            "The ticks between usable prices; ranges must then end on them, see decimals."),
    ];

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
    public static ObjectShape Pair { get; } = new("a pool", PairFields)
    {
        ChoosingKey = Kind,
        ChoosingMeaning = KindMeaning,
        Variants =
        [
            new Variant("constant-product"),
            new Variant("concentrated", RangedFields),
        ],
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
        Variants =
        [
            new Variant("constant-product", PairFields),
            new Variant("concentrated", [.. PairFields, .. RangedFields]),
            StableVariant,
        ],
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
