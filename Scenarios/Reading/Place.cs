namespace GpuRisk.Scenarios.Reading;

/// <summary>A place in what a user wrote; lines and columns count from 1.</summary>
internal readonly record struct Place(string File, int Line, int Column);
