namespace GpuRisk.Host.Figures;

/// <summary>How a metric's figures are shown: shares in percent, all else as they are.</summary>
/// <param name="Factor">What figures are multiplied by.</param>
/// <param name="Unit">The unit that they have then.</param>
internal readonly record struct MetricScale(double Factor, string Unit)
{
    /// <summary>Parts of a whole, in percent.</summary>
    public static MetricScale Share { get; } = new(100, "%");

    /// <summary>The scale of a unit.</summary>
    public static MetricScale Of(string unit) =>
        unit is "fraction" or "probability" ? Share : new(1, unit);
}
