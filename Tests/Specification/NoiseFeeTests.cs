using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>What noise traders pay to a range that a step crosses.</summary>
[TestFixture]
public sealed class NoiseFeeTests
{
    private const double Tick = 1.0001;

    // The backtester demeter (zelos-alpha/demeter, tests of its Uniswap market) pays a position by
    // the share of the step's ticks that lie in its range. Its example: liquidity 500 of 10,000,
    // fee 1% of 10,000, range ticks 5 to 10: 5 within, and the share of that below.
    [TestCase(6, 9, 1)]
    [TestCase(11, 14, 0)]
    [TestCase(1, 4, 0)]
    [TestCase(1, 6, 0.2)]
    [TestCase(8, 13, 0.4)]
    [TestCase(3, 13, 0.5)]
    [TestCase(13, 3, 0.5)]
    [TestCase(9, 4, 0.8)]
    [TestCase(7, 7, 1)]
    [TestCase(12, 12, 0)]
    public void CrossingStep_PaysTheShareOfItsTicks(int from, int to, double share)
    {
        RunResult result = Simulation.RunOnce($$"""
            scenario: crossing
            kernel: impermanent-loss
            horizon: 1d
            step: 1d
            assets:
              ETH: { price: {{Math.Pow(Tick, from):R}}, process: { kind: gbm, volatility: 0, drift: {{(to - from) * Math.Log(Tick) * 365:F17}} } }
              USD: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: concentrated, base: ETH, quote: USD, fee: 0.01, value: {{2 * 10_000 * Math.Pow(Tick, from / 2.0):R}}, concentration: 1, noiseVolumePerDay: {{0.5 * Math.Pow(Tick, -to / 2.0):R}} }
            positions:
              q: { pool: p, value: {{Value(from):R}}, range: [{{Math.Pow(Tick, 5):R}}, {{Math.Pow(Tick, 10):R}}] }
            """);

        // The pool's volume is half its value, 10,000, at the end of the step.
        Assert.That(result.Mean("q.fees"), Is.EqualTo(5 * share).Within(1e-6));
        Assert.That(result.Mean("q.timeInRange"), Is.EqualTo(share).Within(1e-7));
    }

    // What liquidity of 500 is worth at a tick.
    private static double Value(int tick)
    {
        double root = Math.Pow(Tick, Math.Clamp(tick, 5, 10) / 2.0);
        return 500 * ((((1 / root) - Math.Pow(Tick, -5)) * Math.Pow(Tick, tick))
            + (root - Math.Pow(Tick, 2.5)));
    }

    // Where arbitrage comes in steps it is the pool's price that counts, which stops at the edge of
    // the band: from 1 to 1.2 with a fee of 5% it goes to 1.14. Arbitrage's own fee is paid on what
    // it trades within the range, up to 1.1.
    [TestCase(1.2, 1.14)]
    [TestCase(1.04, 1)]
    public void StepArbitrage_PaysByThePoolsOwnPrice(double factor, double pool)
    {
        RunResult result = Simulation.RunOnce($$"""
            scenario: crossing
            kernel: impermanent-loss
            horizon: 10d
            step: 10d
            assets:
              ETH: { price: 1, process: {{Simulation.Moves(factor, 10)}} }
              USD: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: concentrated, base: ETH, quote: USD, fee: 0.05, value: 1000, concentration: 10, noiseVolumePerDay: 0.1, arbitrage: step }
            positions:
              q: { pool: p, value: 100, range: [0.9, 1.1] }
            """);
        double liquidity = 100 / ((1 - (1 / Math.Sqrt(1.1))) + (1 - Math.Sqrt(0.9)));
        double share = pool > 1 ? Math.Log(1.1) / Math.Log(pool) : 1;
        double noise = 0.05 * 1000 * Math.Sqrt(pool) * liquidity / 5000 * share;
        double kept = liquidity * (Math.Sqrt(Math.Min(pool, 1.1)) - 1);
        Assert.That(
            result.Mean("q.fees"), Is.EqualTo(noise + (kept * 0.05 / 0.95)).Within(1e-6));
        Assert.That(result.Mean("q.timeInRange"), Is.EqualTo(share).Within(1e-7));
    }
}
