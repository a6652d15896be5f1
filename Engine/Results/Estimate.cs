namespace GpuRisk.Engine.Results;

/// <summary>A figure with its sampling error.</summary>
/// <param name="Value">The figure, or null where the outcomes do not determine it.</param>
/// <param name="StandardError">Its standard error, or null where it cannot be told.</param>
/// <param name="Low">The lower end of its 95% interval, or null where it is open.</param>
/// <param name="High">The upper end of its 95% interval, or null where it is open.</param>
public readonly record struct Estimate(
    double? Value,
    double? StandardError,
    double? Low,
    double? High)
{
    /// <summary>Half the width of a normal 95% interval, in standard errors.</summary>
    internal const double NormalQuantile = 1.9599639845400545;

    /// <summary>A figure that the outcomes do not determine.</summary>
    public static Estimate None => default;

    /// <summary>The error alone, as results hold it.</summary>
    public Uncertainty Uncertainty => new(StandardError, Low, High);

    /// <summary>A figure whose 95% interval is the normal one.</summary>
    internal static Estimate Normal(double value, double? standardError) => new(
        value,
        standardError,
        value - (NormalQuantile * standardError),
        value + (NormalQuantile * standardError));
}
