using System.Globalization;

namespace GpuRisk.Engine.Planning;

/// <summary>Something that a run must resolve.</summary>
/// <param name="Scale">How small it is against the largest number that it is computed with, or
/// added to; above 0.</param>
/// <param name="Of">What it is, as a part of a sentence.</param>
public readonly record struct Resolution(double Scale, string Of)
{
    /// <summary>What a reader is told of a plan that float32 does not resolve; null where it does.
    /// </summary>
    internal string? Warning => Scale < Plan.LeastScaleOfFloat32
        ? $"Float32 does not resolve {this}: the run is in float64."
        : null;

    /// <summary>What it is and how small, as a part of a sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Of} ({Scale:G2} of what it is computed with; it holds {Plan.LeastScaleOfFloat32:G2})");
}
