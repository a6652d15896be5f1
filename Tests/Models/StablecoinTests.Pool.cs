using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Stablecoins in pools and at their issuer.</summary>
public sealed partial class StablecoinTests
{
    // A pool of two coins at par takes sales as its curve says, fee off; without an issuer
    // nobody brings the price back.
    [Test]
    public void Sale_IntoAPool_FetchesWhatTheCurveGives()
    {
        RunResult result = Simulation.RunOnce(Scenario(
            "meanReversionPerDay: 0, volatilityPerDay: 0, supply: 1000000000, runIntensity: 100, "
            + "impairmentAt: { time: 1h, size: 0.000001 }",
            "2h", "1h",
            """
            pools:
              p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 2000000, fee: 0.0004 }
            holders:
              h: { holdings: 1000000000, latency: 0s }
            """));
        double leaving = 1e9 * -double.ExpM1(-1e-6 * 100 / 24);
        double invariant = 2e6;
        Assert.That(result.Mean("h.soldShare") * 1e9, Is.EqualTo(leaving).Within(0.1).Percent);
        double start = BalanceAt(1 - 1e-6);
        double x = start + (leaving / invariant);
        double y = Other(x);
        double received = (Other(start) - y) * invariant * 0.9996;
        double price = result.Mean("C.price");
        Assert.That(
            result.Mean("h.loss"),
            Is.EqualTo(leaving - received + ((1e9 - leaving) * (1 - price))).Within(0.1).Percent);
        Assert.That(result.Mean("p.coinShare"), Is.EqualTo(x / (x + y)).Within(1e-6));
    }

    private static double Other(double x) => GpuRisk.Kernels.Stablecoins.StableSwapPair<
        GpuRisk.Kernels.Lanes.Real64, GpuRisk.Kernels.Lanes.Word64>.Other(
            new(x), new(1.0 / 200)).Value;

    // Where the curve's slope is the price, by bisection.
    private static double BalanceAt(double price)
    {
        double lower = 0.5;
        double upper = 1.5;
        for (int i = 0; i < 60; i++)
        {
            double x = (lower + upper) / 2;
            double y = Other(x);
            double c = 0.25 / (x * y);
            bool above = (200 + (c / x)) / (200 + (c / y)) > price;
            lower = above ? x : lower;
            upper = above ? upper : x;
        }

        return (lower + upper) / 2;
    }

    // docs/oracles.md, "StableSwap".
    // A coin worth .877 outside fills its pool: 90.8% of it, and LPs lose 4.43%.
    [Test]
    public void Pool_OfACoinThatFell_IsFilledWithIt()
    {
        RunResult result = Simulation.RunOnce(Scenario(
            $"{Still}, impairmentAt: {{ time: 1h, size: 0.123 }}", "4h", "1h",
            "pools:\n  p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 2000000 }"));
        Assert.That(result.Mean("C.price"), Is.EqualTo(0.877).Within(1e-6));
        Assert.That(result.Mean("p.coinShare"), Is.EqualTo(0.908161).Within(1e-6));
        Assert.That(result.Mean("p.impermanentLoss"), Is.EqualTo(-0.04431199).Within(1e-8));
    }

    // What sellers receive is what the pool pays out.
    [Test]
    public void Sale_BelowPar_PaysOutWhatThePoolLoses()
    {
        RunResult result = Simulation.RunOnce(Scenario(
            $"{Still}, runIntensity: 1, impairmentAt: {{ time: 1h, size: 0.1 }}", "3h", "1h",
            """
            pools:
              p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 200000000 }
            holders:
              h: { holdings: 1000000000, latency: 0s }
            """));
        double sold = result.Mean("h.soldShare") * 1e9;
        double price = result.Mean("C.price");
        double received = sold - (result.Mean("h.loss") - ((1e9 - sold) * (1 - price)));
        double start = BalanceAt(0.9);
        double paidOut = (Other(start) - Other(start + (sold / 2e8))) * 2e8;
        Assert.That(received, Is.EqualTo(paidOut).Within(1e-4).Percent);
    }

    // Nobody is paid from reserves that are not there.
    [Test]
    public void Redemption_OfMoreThanTheReserves_EndsWithThem()
    {
        RunResult result = Simulation.RunOnce(Scenario(
            "meanReversionPerDay: 1, volatilityPerDay: 0, supply: 100000000, runIntensity: 1, "
            + "impairmentAt: { time: 1d, size: 0.9 }, redemption: { dailyCapacity: 1000000000 }",
            "4d", "1d",
            "pools:\n  p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 80000000 }"));
        Assert.That(result.Mean("C.reserveRatio"), Is.GreaterThanOrEqualTo(0));
        Assert.That(result.Mean("C.failed"), Is.EqualTo(1));
    }

    // An impairment in every path; sizes beta with mean .1 and concentration 40, of which one in
    // 10^4 exceeds .35 and none in 10^12 exceeds .6.
    [Test]
    public void Impairment_OfAModerateLaw_NeverTakesMost()
    {
        Paths paths = Paths.Of(
            Scenario(
                $"{Still}, impairmentsPerYear: 40, impairmentMean: 0.1, impairmentConcentration: 40",
                "365d", "365d"),
            200_000, 65);
        double[] ratio = paths["C.reserveRatio"];
        double beyond = 1 - MathNet.Numerics.Distributions.Beta.CDF(4, 36, 0.3);
        Assert.That(paths.Count * (1 - MathNet.Numerics.Distributions.Beta.CDF(4, 36, 0.6)),
            Is.LessThan(1e-3));
        Assert.That(ratio.Count(r => r < 0.4), Is.Zero);
        paths.Share("beyond .3", i => ratio[i] < 0.7).AssertIs(beyond);
    }

    // Everybody leaves at par: nothing is left, and nothing is divided by it.
    [Test]
    public void Redemption_OfTheWholeSupply_IsNoFault()
    {
        RunResult result = Simulation.Run(
            Scenario(
                "meanReversionPerDay: 1, volatilityPerDay: 0.01, supply: 100000000, "
                + "runIntensity: 1000000000, redemption: { dailyCapacity: 100000000000 }",
                "4d", "1h",
                "holders:\n  h: { holdings: 100000000, latency: 0s }"),
            64, 66);

        // Whoever sees a gap leaves at once: to the issuer, or to a market above par by then.
        Assert.That(result.Mean("h.redeemedShare"), Is.GreaterThan(0.5));
        Assert.That(
            result.Mean("h.redeemedShare") + result.Mean("h.soldShare"),
            Is.EqualTo(1).Within(1e-6));
    }

    // Arbitrageurs buy what was sold until the pool pays par less both fees, and redeem it: the
    // coin all but keeps its peg, so that nothing of the above shows.
    [Test]
    public void Arbitrage_AfterASale_BringsThePriceToParLessFees()
    {
        RunResult result = Simulation.RunOnce(Scenario(
            "meanReversionPerDay: 0, volatilityPerDay: 0, supply: 1000000000, runIntensity: 5000, "
            + "impairmentAt: { time: 1h, size: 0.000001 }, "
            + "redemption: { minimum: 1000000000, fee: 0.001, dailyCapacity: 480000000 }",
            "2h", "1h",
            """
            pools:
              p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 2000000, fee: 0.0004 }
            holders:
              h: { holdings: 900000000, latency: 0s, wallets: 9000 }
            """));
        const double fee = 0.0014;
        const double invariant = 2e6;
        double sold = 9e8 * -double.ExpM1(-1e-6 * 5000 / 24);
        double start = 0.5 + (sold / invariant);
        double x = start;
        for (double lower = 0.4, upper = start; upper - lower > 1e-14;)
        {
            x = 0.5 * (lower + upper);
            double price = (Other(x - 1e-6) - Other(x + 1e-6)) / 2e-6;
            if (price * (1 - 1e-6) > 1 - fee) lower = x;
            else upper = x;
        }

        // Twenty halvings of the reach; the curve is flat, so the amount is known to some 1e-4.
        double coins = (start - x) * invariant;
        double paid = (Other(x) - Other(start)) * invariant;
        Assert.That(coins, Is.GreaterThan(1000));
        Assert.That(result.Mean("C.price"), Is.EqualTo(1 - fee).Within(1e-6));
        Assert.That(result.Mean("C.redeemed"), Is.EqualTo(coins).Within(0.2).Percent);
        Assert.That(
            result.Mean("C.arbitrageIncome"),
            Is.EqualTo(coins - paid - (fee * coins)).Within(2).Percent);
        Assert.That(
            result.Mean("C.issuerIncome"), Is.EqualTo(0.001 * coins).Within(0.2).Percent);
        Assert.That(result.Mean("h.redeemedShare"), Is.Zero);
    }
}
