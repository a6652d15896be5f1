using System.Globalization;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>What is rare, drawn by importance sampling, against exact probabilities.</summary>
[TestFixture]
public sealed class RareEventTests
{
    // docs/oracles.md, "First passage": volatility 0.6, a health factor of 2, 30 days' ends.
    private const double Passage = 5.438e-5;

    private const double Deviation = 0.6;

    private static string Loan(string rare) => $$"""
        scenario: passage
        kernel: liquidation
        horizon: 30d
        step: 1d
        assets:
          X: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
          Y: { price: 1, process: { kind: constant } }
        markets:
          m:
            monitoring: step
            collateral: { X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
            debt: { Y: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
        loans:
          a: { market: m, collateral: { X: 10 }, debt: { Y: 4000 } }
        rare: {{rare}}
        """;

    [Test]
    public void RareLiquidation_IsTheExactFirstPassage()
    {
        RunResult result = Simulation.Run(Loan("a.liquidated"), 200_000, 1);
        Estimated hit = result.Estimate("a.liquidated");
        hit.AssertIs(Passage, 5e-9);
        Assert.Multiple(() =>
        {
            Assert.That(hit.Error / hit.Value, Is.LessThan(0.01));
            Assert.That(result.Rare!.VarianceRatio, Is.GreaterThan(500));
            Assert.That(
                result.Rare.MeanWeight, Is.EqualTo(1).Within(4 * result.Rare.MeanWeightError!.Value));
            Assert.That(result.Checks.Select(check => check.Agrees), Has.None.False);
        });
    }

    // All else is told by weighted paths: closed forms of a lognormal price.
    [Test]
    public void WhatIsNotRare_StaysRight()
    {
        RunResult result = Simulation.Run(Loan("a.liquidated"), 200_000, 2);
        MetricResult price = result.Metrics["X.price"];
        double deviation = Deviation * Math.Sqrt(30.0 / 365);
        double Quantile(double level) => 1000 * Math.Exp(
            (deviation * Normal.InvCDF(0, 1, level)) - (0.5 * deviation * deviation));
        double Shortfall(double level) => 1000 * (1 - (Normal.CDF(
            0, 1, Normal.InvCDF(0, 1, 1 - level) - deviation) / (1 - level)));
        result.Estimate("X.price").AssertIs(1000);
        new Estimated("5 %", price.P05!.Value, price.Errors.P05.StandardError!.Value)
            .AssertIs(Quantile(0.05), 0.5);
        new Estimated("95 %", price.P95!.Value, price.Errors.P95.StandardError!.Value)
            .AssertIs(Quantile(0.95), 0.5);
        new Estimated("ES 95", price.Es95!.Value, price.Errors.Es95.StandardError!.Value)
            .AssertIs(Shortfall(0.95), 0.5);
        new Estimated("ES 99", price.Es99!.Value, price.Errors.Es99.StandardError!.Value)
            .AssertIs(Shortfall(0.99), 0.5);
        new Estimated(
            "P(loss)", price.ProbabilityOfLoss!.Value,
            price.Errors.ProbabilityOfLoss.StandardError!.Value)
            .AssertIs(Normal.CDF(0, 1, 0.5 * deviation));
        new Estimated(
            "deviation", price.StandardDeviation!.Value,
            price.Errors.StandardDeviation.StandardError!.Value)
            .AssertIs(1000 * Math.Sqrt(Math.Exp(deviation * deviation) - 1));

        // A tail that plain paths would hardly reach: one in 100,000.
        Simulation.Run(Loan("P(X.price < 500)"), 50_000, 3).Estimate("figures.rare")
            .AssertIs(Normal.CDF(0, 1, (Math.Log(0.5) + (0.5 * deviation * deviation)) / deviation));
    }

    // Of intervals that hold the truth in 95 of 100 cases, fewer than 51 of 60 do once in 900.
    // GPURISK_RARE_SEEDS sets the number of seeds for a longer run.
    [Test]
    [Category("Slow")]
    public void ManySeeds_AreUnbiasedAndCovered()
    {
        int seeds = int.Parse(
            Environment.GetEnvironmentVariable("GPURISK_RARE_SEEDS") ?? "60",
            CultureInfo.InvariantCulture);
        Plan plan = Simulation.Plan(Loan("a.liquidated"));
        Uncertainty[] errors = new Uncertainty[seeds];
        double[] values = new double[seeds];
        for (int seed = 0; seed < seeds; seed++)
        {
            MetricResult hit =
                Simulation.Run(plan, 8192, (ulong)seed + 100).Metrics["a.liquidated"];
            values[seed] = hit.Mean!.Value;
            errors[seed] = hit.Errors.Mean;
        }

        Estimated.Of("mean of seeds", values).AssertIs(Passage, 5e-9);
        int covered = errors.Count(error => error.Low <= Passage && Passage <= error.High);
        TestContext.Out.WriteLine($"{covered} of {seeds} intervals hold it");
        Assert.That(covered, Is.GreaterThanOrEqualTo(51 * seeds / 60));
    }

    // docs/oracles.md, "Whole liquidations": in units of the debt, by jumps of all sizes.
    [Test]
    public void BadDebtOfJumps_IsTheQuadrature()
    {
        const double size = 1e6;
        const double debt = 0.83 / 1.25 * size;
        RunResult result = Simulation.Run(
            $$"""
            scenario: jumps
            kernel: liquidation
            horizon: 30d
            step: 1d
            assets:
              ETH: { price: {{size}}, process: { kind: merton, drift: 0, volatility: 0.9, jumpsPerYear: 12, jumpMean: -0.1, jumpStdDev: 0.15, compensated: true } }
              USDC: { price: 1, process: { kind: constant } }
            markets:
              m:
                monitoring: step
                closeFactor: 1
                collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
                debt: { USDC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              a: { market: m, collateral: { ETH: 1 }, debt: { USDC: {{debt}} } }
            figures:
              bad: P(a.badDebt > 0)
            rare: a.badDebt
            """,
            200_000, 4);
        Estimated bad = result.Estimate("a.badDebt");
        (bad with { Value = bad.Value / debt, Error = bad.Error / debt }).AssertIs(3.825783e-3);
        result.Estimate("figures.bad").AssertIs(0.048693291);
        result.Estimate("a.liquidated").AssertIs(0.430451306);
        Assert.That(result.Rare!.VarianceRatio, Is.GreaterThan(2));
        Assert.That(result.Checks.Select(check => check.Agrees), Has.None.False);
    }

    // docs/oracles.md: a peg that reverts, watched daily; 1 - exp(-rate x time) of impairments.
    [Test]
    public void PegsAndImpairments_AreExact()
    {
        static string Coin(string days, string coin, string rare) => $$"""
            scenario: coin
            kernel: depeg
            horizon: {{days}}
            step: 1d
            assets:
              X: { price: 1, process: { kind: constant } }
            stablecoins:
              C: { design: reserve-backed, supply: 1000000000, {{coin}} }
            rare: {{rare}}
            """;
        Simulation.Run(
            Coin(
                "30d", "meanReversionPerDay: 0.56, volatilityPerDay: 0.0021",
                "P(C.minimum <= 0.995)"),
            100_000, 5).Estimate("figures.rare").AssertIs(0.131869875);
        RunResult impaired = Simulation.Run(
            Coin(
                "30d",
                "meanReversionPerDay: 0, volatilityPerDay: 0, "
                + "impairmentsPerYear: 0.001, impairmentMean: 0.2, impairmentConcentration: 50",
                "P(C.minimum < 0.999)"),
            50_000, 6);
        impaired.Estimate("figures.rare").AssertIs(1 - Math.Exp(-0.001 * 30 / 365));
        Assert.That(impaired.Rare!.VarianceRatio, Is.GreaterThan(1000));
    }

    [Test]
    public void Rug_ComesWithItsProbability()
    {
        RunResult result = Simulation.Run(
            ScenarioPlanner.Plan(ScenarioReader.Read(
                Path.Combine(Library.Folder, "paradox", "rug-pulls.yaml"),
                ["hazards.rug.risky.perYear=0.0002", "horizon=5d", "rare=risky.rugged"]).Scenario!),
            4096, 7);
        result.Estimate("risky.rugged").AssertIs(1 - Math.Exp(-0.0002 * 5 / 365));
        Assert.That(result.Rare!.VarianceRatio, Is.GreaterThan(100));
    }

    // Beyond what six standard deviations reach nothing is found, and all is as without.
    [Test]
    public void WhatIsNotFound_IsSaid()
    {
        RunResult result = Simulation.Run(Loan("P(X.price > 1000000)"), 1000, 1);
        Assert.That(result.Warnings, Has.Some.Contains("follow the true law"));
        Assert.That(result.Rare!.Laws, Has.Count.EqualTo(1));
        Assert.That(result.Rare.MeanWeight, Is.EqualTo(1));
    }
}
