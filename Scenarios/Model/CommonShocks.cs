namespace GpuRisk.Scenarios;

/// <summary>Shocks that assets have in common beside what correlations say.</summary>
/// <param name="Source">What they are drawn from: assets with one source share its draws.</param>
/// <param name="Law">What is made of them.</param>
/// <param name="KeepsCorrelation">Whether assets with one source and law are correlated over a
/// horizon as at each moment.</param>
public sealed record CommonShocks(string Source, string Law, bool KeepsCorrelation);
