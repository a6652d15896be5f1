using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Figures;

/// <summary>What half the step changes, as people read it.</summary>
internal static class StepCheckText
{
    /// <summary>What stands above <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Titles { get; } =
        ["figure", "step", "half the step", "change ± s.e.", "error of the run", "verdict"];

    /// <summary>How it was done, in a sentence.</summary>
    public static string Sentence(StepCheckResult check) =>
        $"{Counted.Of(check.Paths, "path")} again in steps of "
        + $"{FigureText.Duration(check.HalfStepSeconds)} instead of "
        + $"{FigureText.Duration(check.StepSeconds)}, on the same random numbers.";

    /// <summary>A row for each figure.</summary>
    public static IEnumerable<string[]> Rows(RunResult result, StepCheckResult check) =>
        check.Figures.Select(change =>
        {
            (double factor, string unit) = MetricScale.Of(result.Metrics[change.Name].Unit);
            return (string[])
            [
                unit.Length > 0 ? $"{change.Name} [{unit}]" : change.Name,
                Value(change.Step * factor), Value(change.HalfStep * factor),
                FigureText.PlusMinus(change.Change * factor, change.StandardError * factor),
                Value(change.RunError * factor),
                change switch
                {
                    { Moves: true } => "MOVES",
                    { Change: null } or { StandardError: null } => "cannot be told",
                    _ => "within its error",
                },
            ];
        });

    /// <summary>A sentence for each figure that half the step moves by more than its error.
    /// </summary>
    public static IEnumerable<string> Warnings(RunResult result, StepCheckResult check) =>
        from change in check.Figures
        where change.Moves
        select $"The step of {FigureText.Duration(check.StepSeconds)} is too long for "
            + $"{change.Name}: half of it changes that by {Amount(result, change)}, more than its "
            + "error.";

    /// <summary>What the step does to a figure, behind a sentence about it; empty where it does not
    /// move it.</summary>
    public static string Behind(RunResult result, string? name) =>
        result.StepCheck?.Figures.FirstOrDefault(change => change.Name == name)
            is { Moves: true } change
            ? $" Half the step changes this by {Amount(result, change)}."
            : "";

    /// <summary>By how much half the step changes a figure.</summary>
    public static string Amount(RunResult result, StepChange change)
    {
        (double factor, string unit) = MetricScale.Of(result.Metrics[change.Name].Unit);
        string amount = FigureText.PlusMinus(
            change.Change * factor, change.StandardError * factor);
        return unit == "%" ? amount + "%" : unit.Length > 0 ? $"{amount} {unit}" : amount;
    }

    private static string Value(double? value) =>
        value is { } known ? FigureText.Compact(known) : FigureText.Unknown;
}
