namespace GpuRisk.Benchmarks.Cases;

/// <summary>What paths came to in one metric.</summary>
/// <param name="Name">The metric, as subject.quantity.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="StandardError">The mean's standard error.</param>
internal sealed record Figure(string Name, double Mean, double StandardError);
