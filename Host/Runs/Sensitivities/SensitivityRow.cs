using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Runs.Sensitivities;

/// <summary>What a number of a scenario does to a figure.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">The number; of a law its median, of a duration its seconds.</param>
/// <param name="Unit"><c>s</c> of durations, else nothing.</param>
/// <param name="Rule">By how much it was moved, in words.</param>
/// <param name="Down">What the figure does when it is lower; null where that is not allowed.
/// </param>
/// <param name="Up">What the figure does when it is higher; null where that is not allowed.
/// </param>
/// <param name="Swing">The figure at the higher end less that at the lower one; where one end is
/// missing, the number itself stands in its place.</param>
/// <param name="Derivative">The swing over the distance of the ends.</param>
/// <param name="Elasticity">The per cent by which the figure changes where the number does by one:
/// the derivative times number over figure; null where either is 0.</param>
internal sealed record SensitivityRow(
    string Key,
    double Value,
    string Unit,
    string Rule,
    SensitivityEnd? Down,
    SensitivityEnd? Up,
    Difference Swing,
    Difference Derivative,
    Difference? Elasticity)
{
    /// <summary>How far the figure is moved at most: rows are sorted by it.</summary>
    public double Size => ((double?[])[Down?.Change.Value, Up?.Change.Value, Swing.Value])
        .Max(change => Math.Abs(change ?? 0));

    /// <summary>Whether any of its changes is told from 0 with 95 %.</summary>
    public bool IsSeen => Swing.IsSeen || Down?.Change.IsSeen == true || Up?.Change.IsSeen == true;
}

/// <summary>A number that was moved, and what that did.</summary>
/// <param name="Value">The number.</param>
/// <param name="Figure">The figure; null where the outcomes do not determine it.</param>
/// <param name="Change">What it is more than with the number as stated.</param>
internal sealed record SensitivityEnd(double Value, double? Figure, Difference Change);

/// <summary>A number that was not moved, or to one side only.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">What it could not be.</param>
/// <param name="Reason">Why.</param>
internal sealed record UnmovedNumber(string Key, double Value, string Reason);
