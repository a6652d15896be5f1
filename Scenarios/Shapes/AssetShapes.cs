namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of assets and of their price processes.</summary>
internal static class AssetShapes
{
    private static readonly Field Drift = Field.Required(
        "drift", new NumberShape("[-20, 20]"),
        "The drift of the price, per year: E[S(T)] = S(0) exp(drift T).");

    private static readonly Field Volatility = Field.Required(
        "volatility", new NumberShape("[0, 20]"),
        "The volatility of the log price's diffusion, without jumps, per square root of a year.");

    private static readonly ObjectShape Process = new("a price process")
    {
        ChoosingKey = "kind",
        ChoosingMeaning = "How the price moves.",
        Variants =
        [
            new Variant("constant"),
            new Variant("gbm", Drift, Volatility),
            new Variant(
                "merton",
                Drift,
                Volatility,
                Field.Required(
                    "jumpsPerYear", new NumberShape("[0, 10000]"),
                    "The mean number of the asset's own jumps in a year; at most 5 in a step."),
                Field.Required(
                    "jumpMean", new NumberShape("[-5, 5]"),
                    "The mean of a jump of the log price."),
                Field.Required(
                    "jumpStdDev", new NumberShape("[0, 5]"),
                    "The standard deviation of a jump of the log price."),
                Field.Default(
                    "compensated", new FlagShape(), "false",
                    "Whether the mean effect of all jumps is taken out of the drift; always so "
                    + "with measure risk-neutral."),
                Field.Optional(
                    "commonJumpMean", new NumberShape("[-5, 5]"),
                    "The mean of what a common jump does to the log price; with commonJumps."),
                Field.Optional(
                    "commonJumpStdDev", new NumberShape("[0, 5]"),
                    "The standard deviation of what a common jump does to the log price.")),
            new Variant(
                "pegged",
                Field.Required(
                    "stablecoin", new NameShape(),
                    "The stablecoin whose price this is; with kernel market only.")),
        ],
    };

    /// <summary>Jumps of several assets at the same moment.</summary>
    public static ObjectShape CommonJumps { get; } = new(
        "common jumps",
        Field.Required(
            "perYear", new NumberShape("[0, 10000]"),
            "The mean number of common jumps in a year; at most 5 in a step."),
        Field.Optional(
            "sizeCorrelation", new NumberShape("[0, 1]"),
            "The correlation of the sizes of two assets' common jumps; that of the pair's log "
            + "returns where not stated."));

    /// <summary>An asset.</summary>
    public static ObjectShape Asset { get; } = new(
        "an asset",
        Field.Required(
            "price", new NumberShape("(0,)"), "The price at the start, in USD."),
        Field.Required(
            "process", Process, "How the price moves."),
        Field.Optional(
            "decimals", new IntegerShape(0, 36),
            "Decimals of the token's contract; they decide where ranges may end in pools with "
            + "ticks."
            ));
}
