using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>A time as scenarios write it: <c>90d</c>, <c>1h</c>, <c>30m</c>, <c>12s</c>.</summary>
public static class Duration
{
    private const decimal MostSeconds = 3_000_000_000m;

    /// <summary>Reads a time above 0 and below a century; null where a text is none.</summary>
    public static TimeSpan? Read(string text) => DurationShape.Seconds(text) switch
    {
        null or <= 0 or > MostSeconds => null,
        { } seconds => TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)),
    };
}
