using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using MathNet.Numerics.Integration;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// Runs whose numbers are drawn: each path is that of the scenario with its draw's numbers, and the
/// figures are those of the mixture.
/// </summary>
internal sealed class UncertainRunsTests
{
    private const int Together = 64;

    private const string Pool = """
        scenario: uncertain-pool
        kernel: impermanent-loss
        horizon: 30d
        step: 1d
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: { low: 0.4, high: 1.2 } } }
          USDC: { price: 1, process: { kind: constant } }
        pools: { p: { kind: constant-product, base: ETH, quote: USDC, value: 1e9, fee: 0.003 } }
        positions: { a: { pool: p, value: 1000 } }
        uncertainty: { draws: 64 }
        """;

    private static readonly string Market =
        File.ReadAllText(Path.Combine(Library.Folder, "paradox", "defi-paradox.yaml"));

    // Closed form: with v = volatility^2 T, impermanent loss of a constant-product position is
    // sqrt(r) / ((1 + r) / 2) - 1 and as a part of the start sqrt(r) - (1 + r) / 2, whose mean at
    // drift 0 is exp(-v / 8) - 1 (Loesch et al. 2021, arXiv:2111.09192).
    [Test]
    public void Mean_IsThatOfTheMixture_AndInputsMakeTheirPart()
    {
        RunResult result = Simulation.Run(Pool, 1 << 20, 5);
        double LossOf(double volatility) =>
            Math.Exp(-volatility * volatility * 30 / 365 / 8) - 1;
        double mean = GaussLegendreRule.Integrate(v => LossOf(v) / 0.8, 0.4, 1.2, 32);
        double square = GaussLegendreRule.Integrate(
            v => LossOf(v) * LossOf(v) / 0.8, 0.4, 1.2, 32);
        double deviation = Math.Sqrt(square - (mean * mean));
        MetricResult loss = result.Metrics["a.lossVersusRebalancing"];
        Estimate between = loss.Figures["parameterDeviation"];
        Estimate share = loss.Figures["parameterShare"];
        Assert.Multiple(() =>
        {
            Assert.That(
                loss.Mean, Is.EqualTo(-1000 * mean).Within(4 * loss.StandardError!.Value));
            Assert.That(
                between.Value,
                Is.EqualTo(1000 * deviation).Within(4 * between.StandardError!.Value));
            Assert.That(
                share.Value, Is.EqualTo(
                    Math.Pow(1000 * deviation / loss.StandardDeviation!.Value, 2))
                    .Within(4 * share.StandardError!.Value));
            Assert.That(between.StandardError, Is.LessThan(0.2 * between.Value!.Value));
        });
    }

    [Test]
    public void Path_IsThatOfItsDrawsScenario([Values(0, 1, 63)] int draw)
    {
        ScenarioResult read = ScenarioReader.Parse(Pool, "test.yaml");
        Plan all = ScenarioPlanner.Plan(read.Scenario!);
        Plan one = ScenarioPlanner.Plan(read.Scenario!.Draws[draw]);
        Assert.That(
            Outcomes(all, draw * Together, Together), Is.EqualTo(
                Outcomes(one, draw * Together, Together)));
    }

    [Test]
    public void Books_OfAMarketAreThoseOfTheDraw()
    {
        string text = Market.Replace(
            "volatility: 0.92", "volatility: { low: 0.5, high: 1.1 }", StringComparison.Ordinal)
            + "\nuncertainty: { draws: 16 }\n";
        Scenario scenario = ScenarioReader.Parse(text, "test.yaml").Scenario!;
        Assert.That(scenario.Draws, Has.Count.EqualTo(16), "the market has another volatility");
        Plan all = ScenarioPlanner.Plan(scenario);
        Plan one = ScenarioPlanner.Plan(scenario.Draws[3]);
        Assert.That(LedgerAudit.Find(all, 5, 4 * Together), Is.Null, "books balance");
        Assert.That(
            Metrics(all, 3 * Together, Together), Is.EqualTo(Metrics(one, 3 * Together, Together)));
    }

    [Test]
    public void Digest_IsOneAtEveryChunkWidthAndDevice()
    {
        Plan plan = Library.PlanText(Pool);
        string expected = Library.Digest(plan, Library.Run(plan, 5000, "simd"));
        Assert.Multiple(() =>
        {
            foreach ((string device, int threads, int? chunk) in new (string, int, int?)[]
            {
                ("simd512", 2, 1000), ("simd256", 1, 333), ("simd128", 2, 4096), ("simd", 3, 100),
                ("cpu", 1, null),
            })
            {
                Assert.That(
                    Library.Digest(plan, Library.Run(plan, 5000, device, threads, chunk)),
                    Is.EqualTo(expected), $"{device}, {threads} threads, chunks of {chunk}");
            }
        });
    }

    [Test]
    public void SavedTally_GoesOnWithItsDraws()
    {
        Plan plan = Library.PlanText(Pool);
        RunTally tally = Library.Run(plan, 6000).Tally;
        using var stream = new MemoryStream();
        tally.Save(stream);
        stream.Position = 0;
        var loaded = RunTally.Load(stream);
        MetricEstimates Of(RunTally t) =>
            new(t.Metrics.First(m => m.Metric.Name == "a.lossVersusRebalancing"));
        Assert.That(Of(loaded).ParameterDeviation, Is.EqualTo(Of(tally).ParameterDeviation));
        Assert.That(Of(loaded).ParameterDeviation.Value, Is.Positive);
    }

    [Test]
    public void FewPaths_AreTold() => Assert.That(
        Simulation.Run(Pool, 640, 1).Warnings,
        Has.Some.EqualTo("640 paths meet 10 draws of 64 of the uncertain numbers; 4,096 meet all."));

    [Test]
    public void NumberThatMovesTheStart_IsRefused() => Assert.That(
        () => Library.PlanText(Pool.Replace(
            "price: 2000", "price: { low: 1000, high: 3000 }", StringComparison.Ordinal)),
        Throws.InstanceOf<NotSupportedException>().With.Message.Contain("ETH.price"));

    private static double[] Outcomes(Plan plan, long first, int paths) =>
        Captured(plan, plan.Outcomes.Count, first, paths, sink => sink);

    private static double[] Metrics(Plan plan, long first, int paths) =>
        Captured(plan, plan.Metrics.Count, first, paths, plan.SinkTo);

    private static double[] Captured(
        Plan plan, int metrics, long first, int paths, Func<IOutcomeSink, IOutcomeSink> through)
    {
        var capture = new Capture(metrics, paths, first);
        using var device = new SimdDevice(1);
        using IPathWorker worker = device.CreateWorker(plan, Precision.Float64);
        worker.Simulate(11, first, paths, through(capture));
        return capture.Values;
    }

    private sealed class Capture(int metrics, int count, long start) : IOutcomeSink
    {
        public double[] Values { get; } = new double[metrics * count];

        public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath) =>
            throw new NotSupportedException();

        public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
        {
            for (int metric = 0; metric < metrics; metric++)
            {
                outcomes.Slice(metric * stride, paths).CopyTo(
                    Values.AsSpan((metric * count) + (int)(firstPath - start)));
            }
        }
    }
}
