namespace GpuRisk.Engine.Results;

/// <summary>The sampling error of a figure.</summary>
/// <param name="StandardError">The standard error, or null where it cannot be told.</param>
/// <param name="Low">The lower end of the 95% interval, or null where it is open.</param>
/// <param name="High">The upper end of the 95% interval, or null where it is open.</param>
/// <param name="Untrusted">True where so few outcomes decide the figure that its standard error
/// cannot be trusted; the interval of a mean or an expected shortfall is then a bound.</param>
public sealed record Uncertainty(
    double? StandardError, double? Low, double? High, bool Untrusted = false);
