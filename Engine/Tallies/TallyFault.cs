using System.Globalization;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Tallies;

/// <summary>An outcome that a tally could not take.</summary>
/// <param name="Metric">The name of the metric.</param>
/// <param name="Path">The smallest index of a path with a bad outcome.</param>
/// <param name="Value">That outcome as the kernel wrote it.</param>
/// <param name="Limit">Outcomes must stay below this in absolute value.</param>
/// <param name="Count">How many paths had a bad outcome of this metric.</param>
public sealed record TallyFault(
    string Metric,
    long Path,
    double Value,
    double Limit,
    long Count)
{
    /// <summary>What was wrong with the outcome.</summary>
    public TallyFaultKind Kind => double.IsNaN(Value) ? TallyFaultKind.NotANumber
        : double.IsInfinity(Value) ? TallyFaultKind.Infinite
        : TallyFaultKind.OutOfRange;

    /// <summary>The fault in a sentence that names metric, path and value.</summary>
    public string Message => string.Create(
        CultureInfo.InvariantCulture,
        $"{Metric}: path {Path} gave {Value}, {Reason} ({Counted.Of(Count, "path")} affected).");

    private string Reason => Kind switch
    {
        TallyFaultKind.NotANumber => "which is not a number",
        TallyFaultKind.Infinite => "which is not finite",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"which is not below {Limit} in absolute value"),
    };
}
