using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// Intervals that are stated to hold the truth with 95% do so: over seeds, for mean, value at risk
/// and expected shortfall of every metric of which a sample holds at least 30 hits.
/// </summary>
internal sealed class CoverageTests
{
    private const int Seeds = 60;

    // A coverage of 95% among 60 seeds has an error of 2.8%, and figures of a scenario depend on
    // each other: the mean over them may be off by two of those, a single one by four.
    private const double LowestMean = 0.89;
    private const double LowestFigure = 0.83;

    [TestCase("quick-start", "5d", "1h")]
    [TestCase("multi-collateral-loans", "10d", "6h")]
    [TestCase("usdc-march-2023", "3d", "1h")]
    [TestCase("paradox/liquidations-and-mev", "6d", "6h")]
    public void Intervals_HoldTheTruth(string scenario, string horizon, string step)
    {
        string file = Path.Combine(Library.Folder, scenario + ".yaml");
        ScenarioResult read = ScenarioReader.Read(file, [$"horizon={horizon}", $"step={step}"]);
        Assert.That(read.Errors, Is.Empty);
        using var device = new SimdDevice(2);
        IReadOnlyList<FigureCoverage> found = CoverageStudy.Of(
            ScenarioPlanner.Plan(read.Scenario!), new CoverageOptions(Seeds, 1_000, 60_000),
            device);
        Assert.Multiple(() =>
        {
            Assert.That(found, Has.Count.GreaterThan(3));
            Assert.That(found.Average(c => c.Share), Is.InRange(LowestMean, 0.99));
            foreach (FigureCoverage coverage in found)
            {
                Assert.That(
                    coverage.Share, Is.GreaterThan(LowestFigure),
                    $"{coverage.Figure} of {coverage.Metric}");
            }
        });
    }
}
