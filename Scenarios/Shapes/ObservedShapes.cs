namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shape of what a scenario says of what happened.</summary>
internal static class ObservedShapes
{
    /// <summary>The values of a metric in a file.</summary>
    public static ObjectShape Observation { get; } = new(
        "what happened",
        Field.Required(
            "metric", new TextShape(200), "The metric's name in results, as ETH.price."),
        Field.Required(
            "file", new TextShape(1000),
            "A CSV file as gpurisk calibrate reads it, relative to this one; it need not be there "
            + "to run the scenario."),
        Field.Optional(
            "column", new TextShape(100),
            "The column of the values by name or number; close, or price, or the name of asset "
            + "where not stated."),
        Field.Optional(
            "asset", new TextShape(100),
            "Whose values they are where the file tells of several; what the metric is of where "
            + "not stated."),
        Field.Optional(
            "quote", new TextShape(100),
            "The asset of the same file by whose values they are divided."),
        Field.Required(
            "start", new TextShape(40),
            "What the file calls the moment at which the scenario starts, in UTC, as 2020-03-12 "
            + "or 2020-03-12T06:00Z."));
}
