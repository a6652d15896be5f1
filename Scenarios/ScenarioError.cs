namespace GpuRisk.Scenarios;

/// <summary>What is wrong in a scenario, and where.</summary>
/// <param name="File">The file as the caller named it, or <c>--set</c> for an override.</param>
/// <param name="Line">The line, from 1; the number of the override for <c>--set</c>.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="KeyPath">The dotted keys down to the value; empty for the file as a whole.</param>
/// <param name="Message">What was found, and what is allowed.</param>
public sealed record ScenarioError(
    string File,
    int Line,
    int Column,
    string KeyPath,
    string Message)
{
    /// <summary>The nearest numbers that are allowed, where those are some of many.</summary>
    internal (double Below, double Above)? Nearest { get; init; }

    /// <summary>The error in one line, harmless to print.</summary>
    public override string ToString() => PrintableText.Line(KeyPath.Length == 0
        ? $"{File}:{Line}:{Column}: {Message}"
        : $"{File}:{Line}:{Column}: {KeyPath}: {Message}");
}
