namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>A value that a key takes in a sweep, and where the user wrote it.</summary>
/// <param name="Text">The value as YAML.</param>
/// <param name="File">The file, or <c>--vary</c>.</param>
/// <param name="Line">The line from 1, or the number of the option.</param>
/// <param name="Column">The column of its first character, from 1.</param>
internal readonly record struct SweepValue(string Text, string File, int Line, int Column);
