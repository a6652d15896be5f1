namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of assets and of their price processes.</summary>
internal static class AssetShapes
{
    private static readonly Field Drift = Field.Required(
        "drift", new NumberShape("[-20, 20]"),
        "The drift of the price, per year: E[S(T)] = S(0) exp(drift T).");

    private static readonly Field Volatility = Field.Required(
        "volatility", new NumberShape("[0, 20]"),
        "The volatility of the log price, per square root of a year.");

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
                    "The mean number of jumps in a year; at most 5 in a step."),
                Field.Required(
                    "jumpMean", new NumberShape("[-5, 5]"),
                    "The mean of a jump of the log price."),
                Field.Required(
                    "jumpStdDev", new NumberShape("[0, 5]"),
                    "The standard deviation of a jump of the log price."),
                Field.Default(
                    "compensated", new FlagShape(), "false",
                    "Whether the mean effect of the jumps is taken out of the drift.")),
            new Variant(
                "pegged",
                Field.Required(
                    "stablecoin", new NameShape(),
                    "The stablecoin whose price this is; with kernel market only.")),
        ],
    };

    /// <summary>An asset.</summary>
    public static ObjectShape Asset { get; } = new(
        "an asset",
        Field.Required(
            "price", new NumberShape("(0,)"), "The price at the start, in USD."),
        Field.Required(
            "process", Process, "How the price moves."),
        Field.Optional(
            "decimals", new IntegerShape(0, 36),
            "Decimals of the token's contract; they decide where ranges may end in pools with ticks."
            ));
}
