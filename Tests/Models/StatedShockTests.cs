using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Moves of prices and pegs, and factors of volume and gas, at stated times.</summary>
[TestFixture]
internal sealed class StatedShockTests
{
    private const string Shocks = """
        shocks:
          - { at: 7h, over: 1h, prices: { X: -0.2366 } }
          - { at: 80h, over: 60h, prices: { X: 0.5, Y: 0.1 } }
          - { at: 399h, prices: { X: -0.01 } }
        """;

    private static string Scenario(string shocks, string process) => $$"""
        scenario: shocks
        kernel: impermanent-loss
        horizon: 400h
        step: 1h
        assets:
          X: { price: 100, process: { {{process}} } }
          Y: { price: 10, process: { kind: gbm, drift: 0, volatility: 0.5 } }
        {{shocks}}
        """;

    // Path by path, beside what the process does, whatever it is.
    [TestCase("kind: gbm, drift: 0.2, volatility: 0.8")]
    [TestCase("kind: merton, drift: 0, volatility: 0.5, jumpsPerYear: 500, jumpMean: -0.02, jumpStdDev: 0.05")]
    [TestCase("kind: garch, volatility: 0.8, alpha: 0.1, beta: 0.8, period: 1h")]
    public void Move_ComesInEqualPartsAtTheEndsOfItsSteps(string process)
    {
        double[][] with = Paths.LogPrices(Scenario(Shocks, process), 16, 1);
        double[][] without = Paths.LogPrices(Scenario("", process), 16, 1);
        for (int step = 0; step < 400; step++)
        {
            double moved = (step >= 7 ? Math.Log(1 - 0.2366) : 0)
                + (Math.Log(1.5) * Math.Clamp((step - 79) / 60.0, 0, 1))
                + (step >= 399 ? Math.Log(0.99) : 0);
            for (int i = 0; i < 16; i++)
            {
                Assert.That(
                    with[step][i], Is.EqualTo(without[step][i] + moved).Within(1e-12), $"{step}");
            }
        }
    }

    [Test]
    public void Run_TellsPricesAndMinimaWithThem()
    {
        RunResult result = Simulation.Run(
            Scenario(Shocks, "kind: gbm, drift: 0, volatility: 0.8"), 100_000, 2);
        result.Estimate("X.price").AssertIs(100 * (1 - 0.2366) * 1.5 * 0.99);
        result.Estimate("Y.price").AssertIs(11);
        Assert.That(result.Metrics["X.minimum"].Mean, Is.LessThan(76.34));
        Assert.That(result.Checks.Select(check => check.Agrees), Has.All.True);
    }

    private static string Pool(string kernel, string noise, string shocks) => $$"""
        scenario: volume
        kernel: {{kernel}}
        horizon: 200h
        step: 1h
        assets:
          X: { price: 100, process: { kind: constant } }
          Y: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.24{{noise}} }
          q: { kind: weighted, assets: [X, Y], weights: [0.5, 0.5], fee: 0.003, value: 1000000, noiseVolumePerDay: 0.24 }
        {{shocks}}
        """;

    // 10,000 USD an hour.
    [TestCase("impermanent-loss")]
    [TestCase("market")]
    public void Volume_IsMultipliedWhileTheShockLasts(string kernel)
    {
        Paths paths = Paths.Of(
            Pool(
                kernel, "",
                """
                shocks:
                  - { at: 60h, over: 10h, volume: { p: 5, q: 0 } }
                  - { at: 65h, over: 70h, volume: { p: 2 } }
                  - { at: 199h, volume: { q: 3 } }
                """),
            8, 1);
        double hours = Enumerable.Range(0, 200).Sum(
            step => (step is >= 60 and < 70 ? 5.0 : 1) * (step is >= 65 and < 135 ? 2 : 1));
        Assert.Multiple(() =>
        {
            foreach ((string pool, double sum) in new[] { ("p", hours), ("q", 60 + 129 + 3) })
            {
                Assert.That(
                    paths[pool + ".noiseVolume"], Has.All.EqualTo(10_000 * sum).Within(1e-3));
                Assert.That(
                    paths[pool + ".fees"],
                    Has.All.EqualTo(30 * sum).Within(1e-3));
            }
        });
    }

    // Whatever else multiplies it: what a shock adds is its factor less one times what is there.
    [Test]
    public void Volume_IsMultipliedBesideWhatElseDoes()
    {
        const string noise =
            ", noiseVolumeStdDev: 0.4, noiseVolumeProcess: { meanReversionPerDay: 1, volatilityPerDay: 0.5, start: 2 }";
        double[] Of(string shocks) =>
            Paths.Of(Pool("impermanent-loss", noise, shocks), 64, 3)["p.noiseVolume"];
        double[] usual = Of("");
        double[] none = Of("shocks: [{ at: 50h, over: 30h, volume: { p: 0 } }]");
        double[] much = Of("shocks: [{ at: 50h, over: 30h, volume: { p: 7 } }]");
        double[] whole = Of("shocks: [{ at: 0h, over: 200h, volume: { p: 7 } }]");
        for (int i = 0; i < usual.Length; i++)
        {
            Assert.That(none[i], Is.LessThan(usual[i]));
            Assert.That(
                much[i] - none[i], Is.EqualTo(7 * (usual[i] - none[i])).Within(1e-9).Percent);
            Assert.That(whole[i], Is.EqualTo(7 * usual[i]).Within(1e-9).Percent);
        }
    }

    private static string Gas(string process, string shocks) => $$"""
        scenario: gas
        kernel: market
        horizon: 100h
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: constant } }
        gas: { price: 20, asset: ETH{{process}} }
        classes:
          a: { wallets: 10, sizes: { kind: equal, size: 100000 }, gasTolerance: 0.9, transactions: { every: 4h, gas: 100000 } }
        {{shocks}}
        """;

    [Test]
    public void Gas_CostsItsFactorWhileTheShockLasts()
    {
        Paths paths = Paths.Of(
            Gas(
                "",
                """
                shocks:
                  - { at: 10h, over: 20h, gas: 10 }
                  - { at: 27h, over: 3h, gas: 0.5 }
                  - { at: 99h, gas: 3 }
                """),
            8, 1);
        double paid = Enumerable.Range(1, 25).Sum(i => 4.0
            * ((4 * i) - 1 is >= 10 and < 30 ? 10 : 1) * ((4 * i) - 1 is >= 27 and < 30 ? 0.5 : 1)
            * ((4 * i) - 1 == 99 ? 3 : 1));
        Assert.Multiple(() =>
        {
            Assert.That(paths["a/0.transactionGas"], Has.All.EqualTo(paid).Within(1e-9));
            Assert.That(paths["gas.price"], Has.All.EqualTo(60).Within(1e-9));
        });
    }

    [Test]
    public void Gas_IsMultipliedBesideItsProcess()
    {
        const string process = ", meanReversionPerDay: 1, volatilityPerDay: 0.5";
        double[] usual = Paths.Of(Gas(process, ""), 64, 5)["a/0.transactionGas"];
        double[] dear = Paths.Of(
            Gas(process, "shocks: [{ at: 0h, over: 100h, gas: 4 }]"), 64, 5)["a/0.transactionGas"];
        Assert.That(dear, Is.EqualTo(usual.Select(paid => 4 * paid)).Within(1e-9).Percent);
    }

    private static string Coin(string more, string shocks) => $$"""
        scenario: peg
        kernel: depeg
        horizon: 60h
        step: 1h
        assets:
          USD: { price: 1, process: { kind: constant } }
        stablecoins:
          C: { design: reserve-backed, peg: 2, meanReversionPerDay: 2, supply: 1000000000{{more}} }
        pools:
          p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 400000000 }
        {{shocks}}
        """;

    // What is there reverts, as all of the log price does, and the rest comes in equal parts.
    [Test]
    public void Peg_MovesInEqualPartsAndReverts()
    {
        const string shocks = """
            shocks:
              - { at: 5h, pegs: { C: -0.2 } }
              - { at: 20h, over: 8h, pegs: { C: 0.1 } }
            """;
        Plan calm = Simulation.Plan(Coin(", volatilityPerDay: 0", shocks));
        Plan with = Simulation.Plan(Coin(", volatilityPerDay: 0.01", shocks));
        Plan without = Simulation.Plan(Coin(", volatilityPerDay: 0.01", ""));
        double log = 0;
        int below = 0;
        for (int step = 0; step < 60; step++)
        {
            log = (log * Math.Exp(-2.0 / 24)) + (step == 5 ? Math.Log(0.8) : 0)
                + (step is >= 20 and < 28 ? Math.Log(1.1) / 8 : 0);
            below += log < Math.Log(0.95) ? 1 : 0;
            Assert.That(
                Paths.Of(calm.Until(step + 1), 8, 1)["C.price"],
                Has.All.EqualTo(2 * Math.Exp(log)).Within(1e-9), $"{step}");
            double[] moved = Paths.Of(with.Until(step + 1), 8, 1)["C.price"];
            double[] usual = Paths.Of(without.Until(step + 1), 8, 1)["C.price"];
            Assert.That(
                moved.Zip(usual, (a, b) => Math.Log(a / b)),
                Is.All.EqualTo(log).Within(1e-9), $"{step}");
        }

        Paths end = Paths.Of(calm, 8, 1);
        Assert.That(end["C.minimum"], Has.All.EqualTo(1.6).Within(1e-9));
        Assert.That(end["C.hoursBelow95"], Has.All.EqualTo(below).Within(1e-9));
    }

    /// <summary>Who holds the coin sees the gap, and runs; reserves stay whole.</summary>
    [Test]
    public void Peg_MovesWithoutReserves()
    {
        string text = Coin(
            ", volatilityPerDay: 0, runIntensity: 3",
            """
            holders:
              h: { holdings: 500000000, latency: 0h }
            shocks: [{ at: 5h, pegs: { C: -0.2 } }]
            """);
        Paths paths = Paths.Of(text, 8, 1);
        Assert.Multiple(() =>
        {
            Assert.That(paths["C.reserveRatio"], Has.All.EqualTo(1));
            Assert.That(paths["h.soldShare"], Has.All.GreaterThan(0.1));
            Assert.That(paths["C.minimum"], Has.All.LessThan(1.6));
        });
    }
}
