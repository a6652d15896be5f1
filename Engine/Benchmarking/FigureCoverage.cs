namespace GpuRisk.Engine.Benchmarking;

/// <summary>How often the 95% intervals of a figure held the truth.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Figure"><c>mean</c>, <c>VaR95</c>, <c>ES95</c> or <c>ES99</c>.</param>
/// <param name="Runs">Runs with such a figure.</param>
/// <param name="Share">The share of them that held it, 0 to 1.</param>
public sealed record FigureCoverage(string Metric, string Figure, int Runs, double Share);
