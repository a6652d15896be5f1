using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// Intervals that are stated to hold the truth with 95% do so: over seeds, for mean, value at risk
/// and expected shortfall of every metric of which a sample holds at least 30 hits.
/// </summary>
[Category("Slow")]
internal sealed class CoverageTests
{
    private const int Seeds = 200;

    // Of n intervals that hold the truth with 95% a binomial number does. The least number that is
    // accepted is the one below which chance falls in one of a hundred scenarios, were all its
    // figures independent (Bonferroni): of 200 seeds and 50 figures 178, or 89%. At 85% a figure
    // passes once in 15 times, at 80% once in 2,000.
    private const double FalseAlarm = 0.01;

    // Figures of a scenario depend on each other, so that their mean errs nearly as one of them
    // does, by 1.5%: two of those.
    private const double LowestMean = 0.92;

    [TestCase("quick-start", "5d", "1h")]
    [TestCase("multi-collateral-loans", "10d", "6h")]
    [TestCase("../benchmark/depeg", "3d", "1h")]
    [TestCase("paradox/liquidations-and-mev", "6d", "6h")]
    public void Intervals_HoldTheTruth(string scenario, string horizon, string step)
    {
        string file = Path.Combine(Library.Folder, scenario + ".yaml");
        ScenarioResult read = ScenarioReader.Read(file, [$"horizon={horizon}", $"step={step}"]);
        Assert.That(read.Errors, Is.Empty);
        using var device = new SimdDevice(2);
        IReadOnlyList<FigureCoverage> found = CoverageStudy.Of(
            ScenarioPlanner.Plan(read.Scenario!), new CoverageOptions(Seeds, 1_000, 60_000),
            device).Figures;
        Assert.Multiple(() =>
        {
            Assert.That(found, Has.Count.GreaterThan(3));
            Assert.That(found.Average(c => c.Share), Is.InRange(LowestMean, 0.98));
            foreach (FigureCoverage coverage in found)
            {
                int held = (int)Math.Round(coverage.Share * coverage.Runs);
                Assert.That(
                    Binomial.CDF(0.95, coverage.Runs, held),
                    Is.GreaterThan(FalseAlarm / found.Count),
                    $"{coverage.Figure} of {coverage.Metric}: {held} of {coverage.Runs}");
            }
        });
    }
}
