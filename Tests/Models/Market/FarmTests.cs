using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Farms, claims, rugs and cover, on one path without chance, by hand.</summary>
[TestFixture]
public sealed class FarmTests
{
    private const double Cents = 1e-4;

    private static string Farm(string terms, string classes, string more = "") => $$"""
        farms:
          f: { stakes: ETH, reward: GOV, {{terms}} }
        {{more}}
        classes:
        {{classes}}
        """;

    private const string EarlyAndLate = """
          a: { wallets: 2, sizes: { kind: equal, size: 50000 }, farms: { f: 0.3 } }
          b: { wallets: 1, sizes: { kind: equal, size: 20000 }, farms: { f: 0.5 }, enters: 4d }
        """;

    // 30,000 USD of a, 10,000 outside and, from the fifth day, 10,000 of b. Of 1,000 tokens a day
    // at 2 USD a has 4 x 750 + 6 x 600 and b 6 x 200.
    [Test]
    public void Emission_IsProRata_FromEntryOn()
    {
        Books books = Books.Once(JointYaml.Of(
            Farm("emissionPerDay: 1000, outsideStake: 10000", EarlyAndLate)));
        Assert.That(books.Channel("a", "farming"), Is.EqualTo(13_200).Within(Cents));
        Assert.That(books.Channel("b", "farming"), Is.EqualTo(2400).Within(Cents));
        Assert.That(books["dilution.balance"][0], Is.EqualTo(-15_600).Within(Cents));
        Assert.That(books.Profit("a"), Is.EqualTo(13_200).Within(Cents));
    }

    // The integral of 1,000 x 2^(-t / 5) over ten days is 1,000 x 5 / ln 2 x 3 / 4. Taking it at
    // the middle of each day is right to (ln 2 / 5)^2 / 24 of it.
    [Test]
    public void Emission_FallsByItsHalfLife()
    {
        Books books = Books.Once(JointYaml.Of(Farm(
            "emissionPerDay: 1000, emissionHalfLife: 5d",
            "  a: { wallets: 2, sizes: { kind: equal, size: 50000 }, farms: { f: 0.3 } }")));
        double tokens = 1000 * 5 / Math.Log(2) * 0.75;
        double allowed = Math.Pow(Math.Log(2) / 5, 2) / 24 * 1.1;
        Assert.That(
            books.Channel("a", "farming") / (2 * tokens), Is.EqualTo(1).Within(allowed));
    }

    // A wallet's reward is 3 tokens or 6 USD a day; a claim costs 100,000 x 10e-9 x 2,000 = 2 USD,
    // which is worth it from 20 USD on: on days 4 and 8. What is left on day 10 is not claimed.
    [Test]
    public void Claim_WaitsUntilItIsWorthItsGas()
    {
        Books books = Books.Once(JointYaml.Of(Farm(
            "emissionPerDay: 300, claimGas: 100000",
            "  a: { wallets: 100, sizes: { kind: equal, size: 1000 }, gasTolerance: 0.1, farms: { f: 0.3 } }",
            "gas: { price: 10, asset: ETH }")));
        Assert.That(books.Channel("a", "farming"), Is.EqualTo(100 * 48).Within(Cents));
        Assert.That(books.Channel("a", "gas"), Is.EqualTo(-100 * 4).Within(Cents));
    }

    // A large wallet claims daily beside small ones that never do.
    [Test]
    public void Claim_IsWorthItForTheLargeFirst()
    {
        Books books = Books.Once(JointYaml.Of(Farm(
            "emissionPerDay: 300, claimGas: 100000",
            """
              small: { wallets: 90, sizes: { kind: equal, size: 10 }, gasTolerance: 0.1, farms: { f: 1 } }
              large: { wallets: 1, sizes: { kind: equal, size: 29100 }, gasTolerance: 0.1, farms: { f: 1 } }
            """,
            "gas: { price: 10, asset: ETH }")));
        Assert.That(books.Profit("small"), Is.Zero);
        Assert.That(
            books.Profit("large"), Is.EqualTo(10 * ((600 * 0.97) - 2)).Within(Cents));
    }

    // Half of each day's 1,000 tokens is sold. A sale of q USD brings (1 - exp(-i q)) / i and
    // lowers the next day's log price by i q, of which half returns in a day.
    [Test]
    public void SoldShare_LosesItsSlippage_AndTheRestItsValue()
    {
        Books books = Books.Once(JointYaml.Of(Farm(
            "emissionPerDay: 1000, soldShare: 0.5",
            "  a: { wallets: 5, strata: 1, sizes: { kind: equal, size: 50000 }, farms: { f: 0.3 } }",
            "tokens: { GOV: { supply: 1000000, depth: { depthUsdPerPercent: 500, recoveryHalfLife: 1d } } }")));
        const double impact = 0.01 / 500;
        double log = 0;
        double reward = 0;
        double slippage = 0;
        double last = 0;
        for (int day = 0; day < 10; day++)
        {
            last = 2 * Math.Exp(log);
            double sold = 500 * last;
            reward += 1000 * last;
            slippage += sold - ((1 - Math.Exp(-impact * sold)) / impact);
            log = (0.5 * log) - (impact * sold);
        }

        Assert.That(books.Channel("a", "farming"), Is.EqualTo(reward).Within(1e-3));
        Assert.That(books.Channel("a", "slippage"), Is.EqualTo(-slippage).Within(1e-3));
        Assert.That(books["arbitrageurs.balance"][0], Is.EqualTo(slippage).Within(1e-3));

        // All that was earned is half of the rewards less slippage, and 5,000 tokens.
        double end = (reward / 2) - slippage + (5000 * last);
        Assert.That(books.Profit("a"), Is.EqualTo(end).Within(1e-3));
    }

    private const string Rugged = """
        hazards: { rug: { f: { perYear: 1000000, share: 0.8 } } }
        cover: { c: { farm: f, premiumPerYear: 0.1, payoutShare: 0.5, capital: CAPITAL, covered: { a: 0.75 } } }
        """;

    private const string Staker =
        "  a: { wallets: 2, sizes: { kind: equal, size: 50000 }, farms: { f: 0.3 } }";

    // Owners run on the first day, after its emission, with 80% of 30,000 USD. Half the loss on
    // 22,500 USD is 9,000 USD, if the capital lasts; the premium is that of one day.
    [TestCase(100_000, 9000)]
    [TestCase(6000, 6000)]
    public void Rug_TakesStakes_AndCoverPays(double capital, double paid)
    {
        Books books = Books.Once(JointYaml.Of(Farm(
            "emissionPerDay: 1000", Staker,
            Rugged.Replace("CAPITAL", JointYaml.Text(capital), StringComparison.Ordinal))));
        double premium = 0.1 * 22_500 / 365;
        Assert.That(books["f.rugged"][0], Is.EqualTo(1));
        Assert.That(books.Channel("a", "rug"), Is.EqualTo(-24_000).Within(Cents));
        Assert.That(books["attackers.balance"][0], Is.EqualTo(24_000).Within(Cents));
        Assert.That(books.Channel("a", "insurance"), Is.EqualTo(paid - premium).Within(Cents));
        Assert.That(books["insurers.balance"][0], Is.EqualTo(premium - paid).Within(Cents));
        Assert.That(books.Channel("a", "farming"), Is.EqualTo(2000).Within(Cents));
    }

    // The stake has doubled when it is taken, and the rest of it goes on rising.
    [Test]
    public void Rug_TakesTheValueOfItsDay()
    {
        Books books = Books.Once(JointYaml.Of(
            Farm("emissionPerDay: 0", Staker, Rugged.Replace(
                "CAPITAL", "100000", StringComparison.Ordinal)),
            horizon: "40d", step: "20d", eth: Simulation.Moves(2, 20)));
        Assert.That(books.Channel("a", "rug"), Is.EqualTo(-0.8 * 60_000).Within(Cents));
        Assert.That(
            books.Channel("a", "revaluation"),
            Is.EqualTo(30_000 + (0.2 * 60_000)).Within(Cents));
    }

    // Liquidity of a pool is taken alike: at s = sqrt(1.21) it is worth 1.1 times its start.
    [Test]
    public void Rug_TakesLiquidity()
    {
        Books books = Books.Once(JointYaml.Of(
            """
            pools: { p: { kind: constant-product, base: ETH, quote: USD, fee: 0, value: 1000000 } }
            farms: { f: { stakes: p, reward: GOV, emissionPerDay: 0 } }
            hazards: { rug: { f: { perYear: 1000000, share: 0.8 } } }
            classes:
              a: { wallets: 2, sizes: { kind: equal, size: 50000 }, farms: { f: 0.3 } }
            """, horizon: "10d", step: "10d", eth: Simulation.Moves(1.21, 10)));
        Assert.That(books.Channel("a", "rug"), Is.EqualTo(-0.8 * 33_000).Within(Cents));
        Assert.That(books.Profit("a"), Is.EqualTo((0.2 * 33_000) - 30_000).Within(Cents));
        Assert.That(books.Channel("a", "arbitrage"), Is.EqualTo(-150).Within(Cents));
    }

    // The capital is the most that is paid, also where the stake has risen before it is taken:
    // half of the loss of 48,000 USD on three quarters of it is 18,000 USD.
    [Test]
    public void Cover_PaysAtMostItsCapital()
    {
        Books books = Books.Once(JointYaml.Of(
            Farm("emissionPerDay: 0", Staker, Rugged.Replace(
                "CAPITAL", "9000", StringComparison.Ordinal)),
            horizon: "20d", step: "20d", eth: Simulation.Moves(2, 20)));
        double premium = 0.1 * 22_500 * 20 / 365;
        Assert.That(books.Channel("a", "insurance"), Is.EqualTo(9000 - premium).Within(Cents));
    }

    // Who has not entered has nothing to insure.
    [Test]
    public void Cover_BeginsWithEntry()
    {
        Books books = Books.Once(JointYaml.Of(Farm(
            "emissionPerDay: 0",
            "  a: { wallets: 2, sizes: { kind: equal, size: 50000 }, farms: { f: 0.3 }, enters: 4d }",
            "cover: { c: { farm: f, premiumPerYear: 0.1, capital: 1000, covered: { a: 1 } } }")));
        Assert.That(
            books.Channel("a", "insurance"), Is.EqualTo(-0.1 * 30_000 * 6 / 365).Within(Cents));
    }

    // Wallets that are alike sell alike, in however many strata they are simulated: 1,000 USD are
    // sold where 10,000 move the log price by 1, and 10,000 where they move it by 10.
    [TestCase(1000)]
    [TestCase(10_000)]
    public void Slippage_DoesNotDependOnTheStrata(double tokens)
    {
        double Lost(int strata) => Books.Once(JointYaml.Of(
            Farm(
                $"emissionPerDay: {JointYaml.Text(tokens / 2)}, soldShare: 1",
                $"  a: {{ wallets: 10, strata: {strata}, sizes: {{ kind: equal, size: 50000 }}, farms: {{ f: 0.3 }} }}",
                "tokens: { GOV: { supply: 1000000, depth: { depthUsdPerPercent: 10, recoveryHalfLife: 1d } } }"),
            horizon: "1d")).Channel("a", "slippage");
        // The series is right to x^5 / 5,040 at a log price's fall x below a quarter.
        Assert.That(Lost(10), Is.EqualTo(Lost(1)).Within(1e-4).Percent);
        Assert.That(
            Lost(1),
            Is.EqualTo((1000 * (1 - Math.Exp(-tokens / 1000))) - tokens).Within(1e-6 * tokens));
    }
}
