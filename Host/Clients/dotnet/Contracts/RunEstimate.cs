namespace GpuRisk.Client;

/// <summary>A figure of a run so far.</summary>
public sealed record RunEstimate
{
    /// <summary>The metric's name, for example <c>narrow.netVersusHold</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Its unit, for example <c>USD</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The mean outcome of the paths done; null where none has a value.</summary>
    public double? Mean { get; init; }

    /// <summary>The mean's standard error; null where it is not determined.</summary>
    public double? StandardError { get; init; }

    /// <summary>The lower end of its 95% interval, or null where it is open.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end, or null where it is open.</summary>
    public double? High { get; init; }

    /// <summary>Whether so few outcomes decide the mean that its error cannot be trusted; the
    /// interval is then a bound.</summary>
    public bool Untrusted { get; init; }
}
