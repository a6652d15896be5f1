namespace GpuRisk.Host.Runs.Trials;

/// <summary>A difference of two figures of the same paths.</summary>
/// <param name="Value">The difference; null where one of them has no value.</param>
/// <param name="StandardError">Its standard error, paired path by path; null where it cannot be
/// told.</param>
internal readonly record struct Difference(double? Value, double? StandardError)
{
    private const double IntervalErrors = 1.96;

    /// <summary>Whether it is told from 0 with 95 %.</summary>
    public bool IsSeen => Value is { } value && value != 0
        && Math.Abs(value) > IntervalErrors * StandardError;

    /// <summary>The difference, divided by what caused it.</summary>
    public Difference Per(double cause) =>
        new(Value / cause, StandardError / Math.Abs(cause));
}
