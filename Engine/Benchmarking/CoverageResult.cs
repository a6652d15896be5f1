namespace GpuRisk.Engine.Benchmarking;

/// <summary>What a study of coverage found in a scenario.</summary>
/// <param name="Figures">The coverages.</param>
/// <param name="Scarce">Expected shortfalls left out, as fewer than 30 losses are expected in a
/// sample's tail apart from those at its edge: results mark their errors as untrusted.</param>
/// <param name="Unresolved">Figures left out among equal outcomes, or whose error is less than
/// bins of the tally may add.</param>
public sealed record CoverageResult(
    IReadOnlyList<FigureCoverage> Figures, int Scarce, int Unresolved);
