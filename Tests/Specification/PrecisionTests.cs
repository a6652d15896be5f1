using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Cli;
using GpuRisk.Tests.Host;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>A run that single precision could get wrong is made in double, and says so.</summary>
[TestFixture]
internal sealed class PrecisionTests : HostFixture
{
    // A pool of two assets that hardly part: its log price is the difference of two that are as far
    // away as their own volatility takes them.
    private static string Pair(double apart, double halfWidth) => $$"""
        scenario: pair
        kernel: impermanent-loss
        horizon: 30d
        step: 1h
        paths: 200
        seed: 3
        assets:
          A: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          B: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
        correlations: { A-B: {{1 - apart:R}} }
        pools:
          v: { kind: concentrated, base: A, quote: B, fee: 0.0001, value: 100000000, concentration: 1000, noiseVolumePerDay: 0.5 }
        positions:
          p: { pool: v, value: 100, range: [{{1 - halfWidth:R}}, {{1 + halfWidth:R}}] }
        """;

    private static string Rising(double drift, double volatility, string step) => $$"""
        scenario: rising
        kernel: impermanent-loss
        horizon: 365d
        step: {{step}}
        paths: 20
        assets:
          A: { price: 1, process: { kind: gbm, drift: {{drift}}, volatility: {{volatility:R}} } }
        """;

    private static string Jumping(bool compensated) => $$"""
        scenario: jumping
        kernel: impermanent-loss
        horizon: 100d
        step: 12s
        paths: 20
        assets:
          A:
            price: 100
            process: { kind: merton, drift: 0, volatility: 0, jumpsPerYear: 1, jumpMean: -0.5, jumpStdDev: 0, compensated: {{(compensated ? "true" : "false")}} }
        """;

    private static IEnumerable<TestCaseData> Scenarios()
    {
        yield return new TestCaseData(Pair(1e-4, 0.05), false, "").SetArgDisplayNames("near");
        yield return new TestCaseData(Pair(3e-8, 1e-3), false, "").SetArgDisplayNames("nearer");
        yield return new TestCaseData(Pair(1e-9, 1e-3), true, "a step's move of pool v")
            .SetArgDisplayNames("nearest");
        yield return new TestCaseData(Pair(1e-4, 1e-7), true, "the range of p")
            .SetArgDisplayNames("range");
        yield return new TestCaseData(Rising(0.5, 1e-3, "1h"), false, "")
            .SetArgDisplayNames("drift");
        yield return new TestCaseData(Rising(0.5, 1e-6, "1h"), true, "a step's move of price A")
            .SetArgDisplayNames("drift, little chance");
        yield return new TestCaseData(Rising(0.05, 0, "1h"), false, "")
            .SetArgDisplayNames("drift alone");
        yield return new TestCaseData(Rising(0.05, 0, "5m"), true, "a step's move of price A")
            .SetArgDisplayNames("drift alone, small steps");
        yield return new TestCaseData(Jumping(compensated: false), false, "")
            .SetArgDisplayNames("jumps alone");
        yield return new TestCaseData(
            Jumping(compensated: true), true, "a step's move of price A")
            .SetArgDisplayNames("jumps and their compensation");
    }

    [TestCaseSource(nameof(Scenarios))]
    public void Plan_KnowsWhetherFloat32ResolvesIt(string yaml, bool needsFloat64, string what)
    {
        Plan plan = Simulation.Plan(yaml);
        Assert.That(plan.NeedsFloat64, Is.EqualTo(needsFloat64));
        Assert.That(
            plan.Warnings.Any(text => text.Contains($"Float32 does not resolve {what}")),
            Is.EqualTo(needsFloat64));
        Assert.That(
            PrecisionRule.Of(plan, null),
            Is.EqualTo(needsFloat64 ? Precision.Float64 : Precision.Float32));
        Assert.That(PrecisionRule.Of(plan, Precision.Float64), Is.EqualTo(Precision.Float64));
        Assert.That(PrecisionRule.Problem(plan, Precision.Float64), Is.Null);
        Assert.That(
            PrecisionRule.Problem(plan, Precision.Float32), needsFloat64 ? Is.Not.Null : Is.Null);
    }

    // Where float32 is taken it agrees with float64 far within the sampling error, on the same
    // paths; a drift without chance, which has none, to a part of a thousand.
    [TestCase(1e-4, 0.05)]
    [TestCase(1e-6, 0.005)]
    [TestCase(3e-8, 0.0005)]
    public void WhereFloat32IsTaken_ItAgreesWithFloat64(double apart, double halfWidth)
    {
        const int Paths = 4000;
        RunResult single = Simulation.Run(Pair(apart, halfWidth), Paths, 3);
        RunResult twice = Simulation.Run(Pair(apart, halfWidth), Paths, 3, Precision.Float64);
        foreach (string name in new[] { "impermanentLoss", "lossVersusRebalancing", "fees" })
        {
            double error = twice.Metrics[$"p.{name}"].StandardError!.Value;
            Assert.That(
                single.Mean($"p.{name}"),
                Is.EqualTo(twice.Mean($"p.{name}")).Within(0.1 * error), name);
        }
    }

    [Test]
    public void WhereFloat32IsTaken_ADriftAloneAgrees() => Assert.That(
        Simulation.Run(Rising(0.05, 0, "1h"), 1, 1).Mean("A.price"),
        Is.EqualTo(Math.Exp(0.05)).Within(1e-5));

    [Test]
    public void Command_TakesFloat64_OrRefusesFloat32()
    {
        string fine = At("fine.yaml");
        string coarse = At("coarse.yaml");
        File.WriteAllText(fine, Pair(1e-9, 1e-3));
        File.WriteAllText(coarse, Pair(1e-4, 0.05));
        CommandRun taken = CommandRun.Of("run", fine, "--json", "--device", "simd");
        CommandRun refused = CommandRun.Of("run", fine, "--precision", "float32");
        CommandRun asked = CommandRun.Of(
            "run", fine, "--json", "--device", "simd", "--precision", "float64");
        CommandRun usual = CommandRun.Of("run", coarse, "--json", "--device", "simd");
        CommandRun sweep = CommandRun.Of(
            "sweep", coarse, "--vary", "correlations.A-B=0.9,0.999999999", "--json",
            "--device", "simd");
        CommandRun swept = CommandRun.Of(
            "sweep", coarse, "--vary", "correlations.A-B=0.9,0.999999999", "--precision", "float32");
        Assert.Multiple(() =>
        {
            Assert.That(taken.Code, Is.EqualTo(ExitCode.Done), taken.Error);
            Assert.That(taken.Output, Does.Contain("\"precision\": \"float64\""));
            Assert.That(taken.Output, Does.Contain("Float32 does not resolve"));
            Assert.That(refused.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(refused.Error, Does.Contain("float32, which does not resolve a step's move"));
            Assert.That(asked.Code, Is.EqualTo(ExitCode.Done), asked.Error);
            Assert.That(usual.Output, Does.Contain("\"precision\": \"float32\""));
            Assert.That(sweep.Code, Is.EqualTo(ExitCode.Done), sweep.Error);
            Assert.That(sweep.Output, Does.Contain("\"precision\": \"float64\""));
            Assert.That(sweep.Error, Does.Contain("Float32 does not resolve"));
            Assert.That(swept.Code, Is.EqualTo(ExitCode.BadInput));
        });
    }

    // No scenario of the library asks for more than float32 holds.
    [Test]
    public void Library_RunsInFloat32([ValueSource(typeof(Library), nameof(Library.Names))] string name) =>
        Assert.That(
            Library.Plan(name).NeedsFloat64, Is.False, Library.Plan(name).Smallest?.ToString());
}
