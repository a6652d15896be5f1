namespace GpuRisk.Client;

/// <summary>A metric of two runs.</summary>
public sealed record MetricDifference
{
    /// <summary>The metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its unit.</summary>
    public required string Unit { get; init; }

    /// <summary>The first run's.</summary>
    public required MeanEstimate A { get; init; }

    /// <summary>The second run's.</summary>
    public required MeanEstimate B { get; init; }

    /// <summary>The second mean less the first.</summary>
    public double? Difference { get; init; }

    /// <summary>The difference's standard error.</summary>
    public double? StandardError { get; init; }

    /// <summary>The difference in its standard errors; null where that is 0.</summary>
    public double? Z { get; init; }
}
