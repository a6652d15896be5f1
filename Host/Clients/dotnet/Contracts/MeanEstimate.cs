namespace GpuRisk.Client;

/// <summary>A mean and its error.</summary>
public sealed record MeanEstimate
{
    /// <summary>The mean.</summary>
    public double? Mean { get; init; }

    /// <summary>Its standard error.</summary>
    public double? StandardError { get; init; }
}
