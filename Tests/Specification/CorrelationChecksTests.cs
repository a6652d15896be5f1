using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// The realised correlation that a run shows is that of its sample, beside the stated one, in
/// standard errors that are right for few paths, for strong correlations and for jumps.
/// </summary>
[TestFixture]
internal sealed class CorrelationChecksTests
{
    private static string Pair(string process, string correlation) => $$"""
        scenario: pair
        kernel: impermanent-loss
        horizon: 10d
        step: 1d
        assets:
          A: { price: 2000, process: { {{process}} } }
          B: { price: 30, process: { {{process}} } }
        correlations: { A-B: {{correlation}} }
        pools:
          p: { kind: constant-product, base: A, quote: B, fee: 0.003, value: 1000000 }
        positions:
          a: { pool: p, value: 1000 }
        """;

    private static Check Run(string process, string correlation, int paths, ulong seed) =>
        Simulation.Run(Pair(process, correlation), paths, seed)
            .Checks.Single(check => check.Name == "A-B correlation");

    private const string Diffusion = "kind: gbm, drift: 0, volatility: 0.8";

    private const string Jumps = "kind: merton, drift: 0, volatility: 0.4, jumpsPerYear: 60, "
        + "jumpMean: -0.02, jumpStdDev: 0.08";

    // What is one is so in every sample.
    [TestCase(Diffusion, "1", 5)]
    [TestCase(Diffusion, "-1", 100)]
    [TestCase(Jumps, "1", 100)]
    public void PerfectCorrelation_IsRealisedByFewPaths(string process, string correlation, int paths)
    {
        Check check = Run(process, correlation, paths, 7);
        Assert.That(check.Realised, Is.EqualTo(check.Expected).Within(1e-6));
        Assert.That(check.Agrees, Is.True);
    }

    // The scores of many runs are standard normal, or narrower where the greater of two errors is
    // taken: in 200 runs their mean has an error of 0.07 and their deviation one of 0.05. Fisher's
    // z leaves a bias of r sqrt(n) / 2n in them, 0.07 for 50 paths.
    [TestCase(Diffusion, "0.95", 50, 0.75)]
    [TestCase(Diffusion, "-0.5", 50, 0.75)]
    [TestCase(Diffusion, "0", 20, 0.7)]
    [TestCase(Jumps, "0.8", 400, 0.75)]
    public void Scores_AreStandardNormal(
        string process, string correlation, int paths, double narrowest)
    {
        double[] scores = [.. Enumerable.Range(1, 200).Select(
            seed => Run(process, correlation, paths, (ulong)seed).ZScore!.Value)];
        double mean = scores.Average();
        double deviation = Math.Sqrt(scores.Average(z => (z - mean) * (z - mean)));
        Assert.Multiple(() =>
        {
            Assert.That(mean, Is.EqualTo(0).Within(0.3));
            Assert.That(deviation, Is.InRange(narrowest, 1.2));
            Assert.That(scores.Max(Math.Abs), Is.LessThan(Check.LargestScore));
        });
    }

    // Two points always lie on a line.
    [Test]
    public void FewerThanFourPaths_SayNothing()
    {
        Check check = Run(Diffusion, "0.5", 3, 1);
        Assert.That(check.StandardError, Is.Null);
        Assert.That(check.Agrees, Is.Null);
    }

    // Pearson's formula over the same paths.
    [TestCase(Diffusion, "0.6")]
    [TestCase(Jumps, "0.6")]
    public void Realised_IsPearsonsCorrelation(string process, string correlation)
    {
        Paths paths = Paths.Of(Pair(process, correlation), 300, 5);
        double expected = MathNet.Numerics.Statistics.Correlation.Pearson(
            paths["A.price"].Select(x => Math.Log(x)), paths["B.price"].Select(x => Math.Log(x)));
        Check check = Run(process, correlation, 300, 5);
        Assert.That(check.Realised, Is.EqualTo(expected).Within(1e-5));
    }
}
