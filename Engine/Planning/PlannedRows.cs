namespace GpuRisk.Engine.Planning;

/// <summary>Rows of one kind that follow each other.</summary>
/// <param name="Count">How many.</param>
/// <param name="First">Where the first begins.</param>
internal readonly record struct PlannedRows(int Count, int First);
