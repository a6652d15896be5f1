namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of assets and of their price processes.</summary>
internal static class AssetShapes
{
    private static readonly ObjectShape Process = new("a price process")
    {
        ChoosingKey = "kind",
        ChoosingMeaning = "How the price moves.",
        Variants = [.. ProcessKinds.All.Select(kind => new Variant(kind.Name, kind.Keys))],
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
        Field.Optional(
            "source", new TextShape(500),
            "What the process was calibrated on, in words; reports say so. The file where prices "
            + "come from one."),
        Field.Required(
            "process", Process, "How the price moves."),
        Field.Optional(
            "decimals", new IntegerShape(0, 36),
            "Decimals of the token's contract; they decide where ranges may end in pools with "
            + "ticks."
            ));
}
