using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk run --check-step</c>: what half the step changes.</summary>
internal sealed class CheckStepTests : HostFixture
{
    private const string Walk = """
        scenario: walk
        kernel: impermanent-loss
        horizon: 8d
        step: 2d
        paths: 40000
        seed: 3
        assets:
          X: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.8 } }
        figures: { low: P(X.minimum < 0.9), end: P(X.price < 0.9) }
        """;

    // P(X.minimum < 0.9) over 4 and 8 dates, by quadrature of the walk's density.
    private const double Change = 0.2992441562 - 0.2706328944;

    [Test]
    public void Changes_AreExact_WithErrorsOfPairs()
    {
        CommandRun run = CommandRun.Of(
            "run", Write("walk.yaml", Walk), "--device", "simd", "--check-step", "--json");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        JsonNode result = JsonNode.Parse(run.Output)!;
        JsonNode check = result["stepCheck"]!;
        JsonNode low = check["figures"]!.AsArray()
            .Single(figure => (string?)figure!["name"] == "figures.low")!;
        JsonNode end = check["figures"]!.AsArray()
            .Single(figure => (string?)figure!["name"] == "figures.end")!;
        double error = (double)low["standardError"]!;
        Assert.Multiple(() =>
        {
            Assert.That((double)check["halfStepSeconds"]!, Is.EqualTo(86400));
            Assert.That((double)low["change"]!, Is.EqualTo(Change).Within(4 * error));

            // Paths that dip between two dates are what a binomial share of them errs by.
            Assert.That(error, Is.EqualTo(Math.Sqrt(Change * (1 - Change) / 40000)).Within(1e-5));
            Assert.That((bool)low["moves"]!, Is.True);
            Assert.That((double)end["change"]!, Is.Zero);
            Assert.That((bool)end["moves"]!, Is.False);
            Assert.That(
                result["warnings"]!.AsArray().Select(warning => (string)warning!),
                Has.Exactly(1).StartsWith("The step of 2 d is too long for figures.low"));
        });
    }

    [Test]
    public void Report_TellsItInItsHeadlineAndATable()
    {
        string scenario = Write("pool.yaml", """
            scenario: pool
            kernel: impermanent-loss
            horizon: 10d
            step: 1h
            paths: 20000
            assets:
              ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.3 } }
              USDC: { price: 1, process: { kind: constant } }
            pools:
              v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e6, arbitrage: step }
            positions:
              lp: { pool: v2, value: 10000 }
            """);
        CommandRun run = CommandRun.Of(
            "run", scenario, "--device", "simd", "--check-step", "--out", At("kept"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        string page = File.ReadAllText(At("kept/report.html"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("MOVES"));
            Assert.That(page, Does.Match("<h1>[^<]*Half the step changes this by"));
            Assert.That(page, Does.Contain("id=\"step\""));
        });
    }

    [TestCase("rare=P(X.minimum < 0.5)", "rare: found 'P(X.minimum < 0.5)', but --check-step ")]
    [TestCase("step=0.08s", "--check-step: found a step of 0.08 s, half of which cannot be ")]
    public void WhatCannotBeChecked_IsRefused(string setting, string expected)
    {
        CommandRun run = CommandRun.Of(
            "run", Write("walk.yaml", Walk), "--device", "simd", "--check-step", "--set", setting);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(expected));
    }

    [Test]
    public void Parts_CannotBeChecked()
    {
        CommandRun run = CommandRun.Of(
            "run", Write("walk.yaml", Walk), "--check-step", "--part", "1/2", "--out", At("part"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("--part cannot go with --check-step"));
    }
}
