namespace GpuRisk.Host.Runs.Comparing;

/// <summary>Something that two runs do not have in common.</summary>
/// <param name="Key">A dotted key of the scenario, or what else it is.</param>
/// <param name="A">What the first run has; null where it has none.</param>
/// <param name="B">What the second run has; null where it has none.</param>
internal sealed record ChangedKey(string Key, string? A, string? B);
