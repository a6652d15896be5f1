using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Engine.Planning.Controls;

/// <summary>An outcome whose mean is known. It is told as a part of that mean, less 1, so that its
/// own mean is 0.</summary>
/// <param name="Metric">What is tallied.</param>
/// <param name="Source">The outcome that it is computed from.</param>
/// <param name="Kind">How.</param>
/// <param name="Known">What makes its mean 0: of a power of the price the log of the mean power of
/// its growth beyond the mean log return, of a realised variance 1 over its mean.</param>
internal sealed record PlannedControl(Metric Metric, int Source, ControlKind Kind, double Known)
{
    /// <summary>Its value on a path; the same bits on every machine.</summary>
    /// <param name="outcome">The path's outcome.</param>
    public double Of(double outcome) => Kind switch
    {
        ControlKind.Price => Exponential(outcome - Known),
        ControlKind.RootOfPrice => Exponential((0.5 * outcome) - Known),
        ControlKind.RealisedVariance => (outcome * Known) - 1,
        _ => throw new ArgumentOutOfRangeException(
            nameof(outcome), Kind, "No control of this kind."),
    };

    private static double Exponential(double log) => Real64.Exp(new Real64(log)).Value - 1;
}

/// <summary>What a control is.</summary>
internal enum ControlKind
{
    /// <summary>The price at the horizon, of the excess log return.</summary>
    Price,

    /// <summary>Its square root.</summary>
    RootOfPrice,

    /// <summary>The sum of squared log returns of the steps.</summary>
    RealisedVariance,
}
