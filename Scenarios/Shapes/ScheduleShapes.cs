namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of what changes at stated times.</summary>
internal static class ScheduleShapes
{
    /// <summary>A change of drift or volatility.</summary>
    public static ObjectShape Change { get; } = new(
        "a change",
        Field.Required(
            "at", new DurationShape(),
            "When, after the start: a whole number of steps, later than the change before it."),
        Field.Optional(
            "drift", new NumberShape("[-20, 20]"),
            "The drift from then on; as before where not stated."),
        Field.Optional(
            "volatility", new NumberShape("[0, 20]"),
            "The volatility from then on; as before where not stated."));
}
