using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Liquidity, its fees and arbitrage, on one path without chance, by hand.</summary>
[TestFixture]
public sealed class LiquidityTests
{
    private const double Cents = 1e-4;

    private static string Noise(string traders) => JointYaml.Of($$"""
        pools:
          p: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.2, protocolShareOfFees: 0.1 }
        classes:
          lp: { wallets: 4, sizes: { kind: equal, size: 50000 }, liquidity: { p: { share: 0.5 } } }
          treasury: { wallets: 1, sizes: { kind: equal, size: 1000 } }
        {{traders}}
        """);

    // 200,000 USD a day for ten days at 0.3% are 6,000 USD; three weights of four pay 4,500. The
    // protocol has a tenth, and lp, with a tenth of the pool, a tenth of what is left.
    [Test]
    public void NoiseFees_AreDividedByLiquidityAndPaidByWeight()
    {
        Books books = Books.Once(Noise("""
              a: { wallets: 10, sizes: { kind: equal, size: 1000 }, trading: 3 }
              b: { wallets: 10, sizes: { kind: equal, size: 1000 }, trading: 1 }
            """));
        Assert.That(books.Channel("a", "trading-fees"), Is.EqualTo(-4500).Within(Cents));
        Assert.That(books.Channel("b", "trading-fees"), Is.EqualTo(-1500).Within(Cents));
        Assert.That(books.Channel("lp", "trading-fees"), Is.EqualTo(540).Within(Cents));
        Assert.That(books.Channel("treasury", "protocol-fee"), Is.EqualTo(600).Within(Cents));
        Assert.That(books["p.balance"][0], Is.EqualTo(4860).Within(Cents));
        Assert.That(books.Profit("lp"), Is.EqualTo(540).Within(Cents));
    }

    [Test]
    public void NoiseFees_WithoutTradersAmongClasses_ComeFromOutside()
    {
        Books books = Books.Once(Noise(""));
        Assert.That(books["traders.balance"][0], Is.EqualTo(-6000).Within(Cents));
        Assert.That(books["p.balance"][0], Is.EqualTo(4860).Within(Cents));
    }

    private static string Arbitrage(
        string pool, string gas, double factor = 1.21, string liquidity = "share: 1",
        string horizon = "10d") => JointYaml.Of(
        $$"""
        pools:
          p: { {{pool}}, base: ETH, quote: USD, value: 1000000 }
        gas: { price: 10, asset: USD, {{gas}} }
        classes:
          lp: { wallets: 2, sizes: { kind: equal, size: 50000 }, liquidity: { p: { {{liquidity}} } } }
          arbitrageurs: { wallets: 7, sizes: { kind: pareto, minimum: 1000, exponent: 1.2 } }
          infrastructure: { wallets: 1, sizes: { kind: equal, size: 1000 } }
          treasury: { wallets: 1, sizes: { kind: equal, size: 1000 } }
        """, horizon, "10d", Simulation.Moves(factor, horizon == "10d" ? 10 : 20));

    // At s = sqrt(1.21) = 1.1 a dollar of liquidity is worth 1.1, and half a square root's unit
    // of it traded 0.1 of quote for 0.1 / 1.1 of base worth 1.21: 0.5 x 0.1 x (1.1 - 1) is lost.
    // The pool as a whole loses ten times as much as lp, of which arbitrageurs bid away 40%.
    [TestCase("continuous")]
    [TestCase("step")]
    public void Arbitrage_WithoutFees_TakesTheLossVersusRebalancing(string timing)
    {
        Books books = Books.Once(Arbitrage(
            $"kind: constant-product, fee: 0, arbitrage: {timing}", "bidShare: 0.4"));
        Assert.That(books.Channel("lp", "arbitrage"), Is.EqualTo(-500).Within(Cents));
        Assert.That(books.Channel("lp", "revaluation"), Is.EqualTo(10_500).Within(Cents));
        Assert.That(books.Profit("lp"), Is.EqualTo(10_000).Within(Cents));
        Assert.That(books.Channel("arbitrageurs", "arbitrage"), Is.EqualTo(5000).Within(Cents));
        Assert.That(books.Channel("arbitrageurs", "bids"), Is.EqualTo(-2000).Within(Cents));
        Assert.That(books.Profit("infrastructure"), Is.EqualTo(2000).Within(Cents));
        Assert.That(books.Profit("arbitrageurs"), Is.EqualTo(3000).Within(Cents));
    }

    // In two steps s goes by r = sqrt(1.1) each: the losses are 0.5 (r - 1)^2 and r times that.
    [Test]
    public void Arbitrage_InTwoSteps_TakesLess()
    {
        Books books = Books.Once(Arbitrage(
            "kind: constant-product, fee: 0", "bidShare: 0", horizon: "20d"));
        double r = Math.Sqrt(1.1);
        double loss = 100_000 * 0.5 * (r - 1) * (r - 1) * (1 + r);
        Assert.That(books.Channel("lp", "arbitrage"), Is.EqualTo(-loss).Within(Cents));
        Assert.That(books.Profit("lp"), Is.EqualTo(10_000).Within(Cents));
    }

    // An arbitrageur trades to s' = sqrt(1.21 (1 - f)), pays in L (s' - 1) / (1 - f) of quote, of
    // which f is the fee, and takes L (1 - 1 / s') of base worth 1.21 each. A tenth of the fee is
    // the protocol's; gas of 100 USD goes to validators, half of it burned.
    [Test]
    public void Arbitrage_WithFees_PaysThemAndGas()
    {
        const double f = 0.01;
        Books books = Books.Once(Arbitrage(
            $"kind: constant-product, fee: {JointYaml.Text(f)}, arbitrage: step, arbitrageGas: 100, protocolShareOfFees: 0.1",
            "burnedShare: 0.5"));
        double s = Math.Sqrt(1.21 * (1 - f));
        double paid = 500_000 * (s - 1) / (1 - f);
        double taken = 500_000 * 1.21 * (1 - (1 / s));
        double fee = f * paid;
        double loss = taken - (paid - fee);
        Assert.That(books.Channel("arbitrageurs", "arbitrage"), Is.EqualTo(loss).Within(Cents));
        Assert.That(
            books.Channel("arbitrageurs", "trading-fees"), Is.EqualTo(-0.9 * fee).Within(Cents));
        Assert.That(
            books.Channel("arbitrageurs", "protocol-fee"), Is.EqualTo(-0.1 * fee).Within(Cents));
        Assert.That(books.Channel("arbitrageurs", "gas"), Is.EqualTo(-100).Within(Cents));
        Assert.That(
            books.Profit("arbitrageurs"), Is.EqualTo(taken - paid - 100).Within(Cents));
        Assert.That(books.Profit("treasury"), Is.EqualTo(0.1 * fee).Within(Cents));
        Assert.That(books.Profit("infrastructure"), Is.EqualTo(50).Within(Cents));
        Assert.That(books.Channel("lp", "trading-fees"), Is.EqualTo(0.09 * fee).Within(Cents));
    }

    // Bids are a part of profits, after all fees and gas: who bids all of them keeps nothing.
    [TestCase(0.25)]
    [TestCase(1)]
    public void Bids_AreAPartOfProfits(double share)
    {
        Books books = Books.Once(Arbitrage(
            "kind: constant-product, fee: 0.01, arbitrage: step, arbitrageGas: 100, protocolShareOfFees: 0.5",
            $"bidShare: {JointYaml.Text(share)}"));
        double profit = books["p.arbitrageProfit"][0];
        Assert.That(profit, Is.GreaterThan(0));
        Assert.That(
            books.Profit("arbitrageurs"), Is.EqualTo((1 - share) * profit).Within(Cents));
        Assert.That(
            books.Profit("infrastructure"), Is.EqualTo((share * profit) + 100).Within(Cents));
    }

    // From 1 to 1.5 past an upper end of 1.25, all base is sold along the curve. Two wallets open
    // and close at 100,000 units of 10e-9 USD.
    [Test]
    public void Range_LeftAbove_IsAllQuote()
    {
        Books books = Books.Once(Arbitrage(
            "kind: concentrated, fee: 0, concentration: 10", "bidShare: 0", 1.5,
            "share: 0.5, range: [0.8, 1.25], gas: 100000000000"));
        double lower = Math.Sqrt(0.8);
        double upper = Math.Sqrt(1.25);
        double liquidity = 50_000 / ((1 - (1 / upper)) + (1 - lower));
        double end = liquidity * (upper - lower);
        double soldFor = liquidity * (upper - 1);
        double worth = 1.5 * liquidity * (1 - (1 / upper));
        Assert.That(
            books.Channel("lp", "arbitrage"), Is.EqualTo(soldFor - worth).Within(Cents));
        Assert.That(books.Channel("lp", "gas"), Is.EqualTo(-2 * 2 * 1000).Within(Cents));
        Assert.That(books.Profit("lp"), Is.EqualTo(end - 50_000 - 4000).Within(Cents));
    }

    // From 1 to 1.5 in a step, ln 1.25 of ln 1.5 lies below the range's end. Ten days of the
    // pool's value, which counts s = sqrt(1.5) at the end, pay one per cent.
    [Test]
    public void Range_LeftWithinAStep_EarnsTheShareOfTheMoveThatLiesInIt()
    {
        Books books = Books.Once(Arbitrage(
            "kind: concentrated, fee: 0.01, concentration: 2, noiseVolumePerDay: 1",
            "bidShare: 0", 1.5, "share: 0.5, range: [0.8, 1.25]"));
        double fees = 0.01 * 10 * 1_000_000 * Math.Sqrt(1.5);
        double share = 50_000 / (1 - Math.Sqrt(0.8) + 1 - (1 / Math.Sqrt(1.25))) / 1_000_000;
        Assert.That(
            books.Channel("lp", "trading-fees"),
            Is.EqualTo(fees * share * Math.Log(1.25) / Math.Log(1.5)).Within(Cents));
        Assert.That(books["traders.balance"][0], Is.EqualTo(-fees).Within(Cents));
    }

    // What begins and ends outside of the range earns nothing.
    [Test]
    public void Range_NeverReached_EarnsNoFees()
    {
        Books books = Books.Once(Arbitrage(
            "kind: concentrated, fee: 0.01, concentration: 2, noiseVolumePerDay: 1",
            "bidShare: 0", 1.5, "share: 0.5, range: [0.7, 0.9]"));
        Assert.That(books.Channel("lp", "trading-fees"), Is.Zero);
        Assert.That(books["traders.balance"][0], Is.LessThan(-10_000));
    }
}
