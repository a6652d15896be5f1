using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Prices with a variance of each period give one digest on every device.</summary>
[TestFixture]
internal sealed class PeriodDigestTests
{
    /// <summary>Periods shorter and longer than a block, mixed with others; loans and ranges look
    /// between steps.</summary>
    public static IEnumerable<string> Scenarios()
    {
        const string prices = """
            horizon: 131h
            step: 1h
            assets:
              ETH: { price: 2000, process: { kind: garch, volatility: 0.9, alpha: 0.1, beta: 0.8, leverage: 0.1, period: 1h } }
              BTC: { price: 60000, process: { kind: student-t, volatility: 0.6, degreesOfFreedom: 3, period: 3h } }
              SOL: { price: 100, process: { kind: garch, volatility: 1, alpha: 0.1, beta: 0.8, shocks: student-t, degreesOfFreedom: 4, period: 5h } }
              XRP: { price: 1, process: { kind: student-t, volatility: 0.6, degreesOfFreedom: 5, period: 3h } }

            """;
        const string correlated = "correlations: { ETH-BTC: 0.8, BTC-XRP: 0.5 }\n";
        const string pools = """
            pools:
              p: { kind: concentrated, base: ETH, quote: BTC, fee: 0.003, value: 1000000, concentration: 5 }
            positions:
              q: { pool: p, value: 1000, range: [0.03, 0.036] }
            """;
        const string loans = """
            markets:
              m:
                collateral:
                  ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
                  SOL: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
                debt: { BTC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              one: { market: m, collateral: { ETH: 100 }, debt: { BTC: 2.55 } }
              two: { market: m, collateral: { ETH: 50, SOL: 1000 }, debt: { BTC: 2.5 } }
            """;
        yield return "scenario: alone\nkernel: impermanent-loss\n" + prices;
        yield return "scenario: pools\nkernel: impermanent-loss\n" + prices + correlated + pools;
        yield return "scenario: loans\nkernel: liquidation\n" + prices + correlated + loans;
    }

    [TestCase("simd256", Precision.Float32)]
    [TestCase("simd128", Precision.Float32)]
    [TestCase("cpu", Precision.Float32)]
    [TestCase("opencl", Precision.Float32)]
    [TestCase("cuda", Precision.Float32)]
    [TestCase("simd256", Precision.Float64)]
    [TestCase("cpu", Precision.Float64)]
    [TestCase("cuda", Precision.Float64)]
    public void Periods_GiveOneDigest(string device, Precision precision)
    {
        foreach (string text in Scenarios())
        {
            Plan plan = Library.PlanText(text);
            string Of(string name) => Library.Digest(
                plan, Library.Run(plan, 333, name, precision: precision));
            Assert.That(Of(device), Is.EqualTo(Of("simd512")), text);
        }
    }
}
