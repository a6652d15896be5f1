using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Stablecoins and their holders, on one path without chance, by hand.</summary>
[TestFixture]
public sealed class CoinTests
{
    private const double Cents = 1e-4;

    private static string Coin(string terms, string holder) => JointYaml.Of($$"""
        stablecoins:
          coin: { design: reserve-backed, meanReversionPerDay: 500, volatilityPerDay: 0, supply: 1000000, {{terms}} }
        classes:
          issuer: { wallets: 1, sizes: { kind: equal, size: 1000 } }
          arbitrageurs: { wallets: 3, sizes: { kind: equal, size: 1000 } }
          h: { {{holder}}, latency: 1d, holdings: { coin: 1 } }
        """, horizon: "4d");

    private const string Small = "wallets: 1000, sizes: { kind: equal, size: 100 }";
    private const string Large = "wallets: 1, sizes: { kind: equal, size: 100000 }";

    // 5% a year on a million coins over four days.
    [Test]
    public void Reserves_PayTheIssuer()
    {
        Books books = Books.Once(Coin("reserveYield: 0.05", Small));
        Assert.That(
            books.Channel("issuer", "reserve-yield"),
            Is.EqualTo(1e6 * 0.05 * 4 / 365).Within(Cents));
        Assert.That(books.Profit("h"), Is.Zero);
    }

    // A tenth of the reserves is lost for good on the second day: 10,000 of 100,000 USD.
    [Test]
    public void Impairment_IsTheHoldersLoss()
    {
        Books books = Books.Once(Coin("impairmentAt: { time: 1d, size: 0.1 }", Small));
        Assert.That(books.Channel("h", "peg"), Is.EqualTo(-10_000).Within(Cents));
        Assert.That(books.Profit("h"), Is.EqualTo(-10_000).Within(Cents));
        Assert.That(books["market.balance"][0], Is.EqualTo(10_000).Within(Cents));
    }

    private const string Run =
        "impairmentAt: { time: 1d, size: 0.1 }, recoveredShare: 1, recoveryTime: 2d, runIntensity: 2";

    // On the third day 1 - exp(-0.2) of the coins are sold at 0.9; on the fourth all reserves are
    // back and the coin is at par, so that those who bought have won what the sellers lost.
    [Test]
    public void SellersBelowPar_LoseToTheBuyers()
    {
        Books books = Books.Once(Coin(Run, Small));
        double sold = 100_000 * (1 - Math.Exp(-0.2));
        Assert.That(books.Profit("h"), Is.EqualTo(-0.1 * sold).Within(Cents));
        Assert.That(books.Channel("h", "peg"), Is.EqualTo(-0.1 * sold).Within(Cents));
        Assert.That(books.Profit("arbitrageurs"), Is.EqualTo(0.1 * sold).Within(Cents));
    }

    // A wallet above the minimum redeems at 0.99 instead; the fee is the issuer's.
    [Test]
    public void Redeemers_LoseTheirFeeToTheIssuer()
    {
        Books books = Books.Once(Coin(
            $"{Run}, redemption: {{ minimum: 1000, fee: 0.01, dailyCapacity: 1000000 }}, failureThreshold: 0.5",
            Large));
        double redeemed = 100_000 * (1 - Math.Exp(-0.2));
        Assert.That(books.Profit("h"), Is.EqualTo(-0.01 * redeemed).Within(Cents));
        Assert.That(books.Channel("h", "redemption"), Is.EqualTo(-0.01 * redeemed).Within(Cents));
        Assert.That(
            books.Channel("issuer", "redemption"), Is.EqualTo(0.01 * redeemed).Within(Cents));
        Assert.That(books.Profit("arbitrageurs"), Is.Zero);
        Assert.That(books["coin.redeemed"][0], Is.EqualTo(redeemed).Within(Cents));
    }

    // Wallets of exactly the minimum redeem, however their wealth is added up.
    [TestCase(3, 0.1)]
    [TestCase(7, 0.3)]
    [TestCase(1000, 0.7)]
    [TestCase(49, 1.0)]
    public void Redeemers_AtTheMinimum_Redeem(int wallets, double share)
    {
        double size = 1000 / share;
        string yaml = Coin(
            $"{Run}, redemption: {{ minimum: {JointYaml.Text(size * share)}, fee: 0.01, dailyCapacity: 1000000 }}, failureThreshold: 0.5",
            $"wallets: {wallets}, sizes: {{ kind: equal, size: {JointYaml.Text(size)} }}")
            .Replace("coin: 1 }", $"coin: {JointYaml.Text(share)} }}", StringComparison.Ordinal);
        Books books = Books.Once(yaml);
        Assert.That(books["coin.redeemed"][0], Is.GreaterThan(0));
    }

    // An asset that follows the coin is worth what the coin is.
    [Test]
    public void PeggedAsset_FollowsItsCoin()
    {
        string yaml = Coin("impairmentAt: { time: 1d, size: 0.1 }", Small)
            .Replace("  USD:", "  PEG: { price: 1, process: { kind: pegged, stablecoin: coin } }\n  USD:", StringComparison.Ordinal)
            .Replace("coin: 1 }", "PEG: 0.5 }", StringComparison.Ordinal);
        Books books = Books.Once(yaml);
        Assert.That(books.Channel("h", "revaluation"), Is.EqualTo(-5000).Within(Cents));
    }
}
