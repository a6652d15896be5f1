namespace GpuRisk.Scenarios.Reading;

/// <summary>A field of a CSV file and where it stands.</summary>
/// <param name="Text">What it says, without blanks and quotes around it.</param>
/// <param name="Column">The column in which it begins, from 1.</param>
internal readonly record struct CsvCell(string Text, int Column);
