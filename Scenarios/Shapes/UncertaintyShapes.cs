namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shape of what a scenario says of all its uncertain numbers.</summary>
internal static class UncertaintyShapes
{
    private static readonly ObjectShape Pair = new(
        "two numbers that are drawn together",
        Field.Required("of", new TextShape(400), "The key of the one, as a dotted path."),
        Field.Required("with", new TextShape(400), "The key of the other."),
        Field.Required(
            "value", new NumberShape("[-1, 1]") { IsCertain = true },
            "The correlation of their normal scores."));

    /// <summary>The section.</summary>
    public static ObjectShape Uncertainty { get; } = new(
        "how uncertain numbers are drawn",
        Field.Default(
            "draws", new IntegerShape(16, 1024), "256",
            "How many sets of numbers are drawn, a power of two; 64 paths at a time are dealt out "
            + "to them in turn."),
        Field.Optional(
            "correlations", new ListShape(Pair, 1, "pairs", 1024),
            "Which numbers are not independent."));
}
