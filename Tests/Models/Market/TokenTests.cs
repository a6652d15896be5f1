using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Allocations, bonds and votes, on one path without chance, by hand.</summary>
[TestFixture]
public sealed class TokenTests
{
    private const double Cents = 1e-4;

    private static string Allocation(string terms, string token = "") => $$"""
        tokens:
          GOV: { supply: 1000000, {{token}} allocations: { team: { share: 0.1, {{terms}} } } }
        classes:
          team: { wallets: 3, sizes: { kind: equal, size: 1000 } }
        """;

    // Looks on days 2, 4, ... at ages 97, 99, 101, ... of 400 days: nothing before the cliff at
    // 100, then 101 and 2 and 2 four-hundredths of 100,000 tokens, which gain 1.5 USD each.
    [Test]
    public void Allocation_UnlocksAtItsCliff_AndEvenlyFromThere()
    {
        Books books = Books.Once(JointYaml.Of(Allocation(
            "cost: 0.5, cliff: 100d, vesting: 400d, age: 95d, unlockEvery: 2d")));
        Assert.That(
            books.Channel("team", "unlock"), Is.EqualTo(26_250 * 1.5).Within(Cents));
        Assert.That(books.Profit("team"), Is.EqualTo(39_375).Within(Cents));
        Assert.That(books["dilution.balance"][0], Is.EqualTo(-39_375).Within(Cents));
    }

    // Past its cliff an old allocation unlocks only what is new, and nothing once it has vested.
    [TestCase("vesting: 400d, age: 200d", 2500)]
    [TestCase("vesting: 400d, age: 395d", 1250)]
    [TestCase("vesting: 400d, age: 400d", 0)]
    [TestCase("cliff: 20d, vesting: 40d", 0)]
    [TestCase("cliff: 10d, vesting: 10d, unlockEvery: 10d", 100_000)]
    [TestCase("vesting: 20d, unlockEvery: 3d", 45_000)]
    public void Allocation_LeavesOutWhatHasUnlocked(string terms, double tokens)
    {
        Books books = Books.Once(JointYaml.Of(Allocation(terms)));
        Assert.That(books.Profit("team"), Is.EqualTo(2 * tokens).Within(Cents));
    }

    // A token may cost more than it is worth: then unlocking it is a loss.
    [Test]
    public void Allocation_AboveItsPrice_IsALoss()
    {
        Books books = Books.Once(JointYaml.Of(Allocation("cost: 3, vesting: 100d")));
        Assert.That(books.Profit("team"), Is.EqualTo(-10_000).Within(Cents));
    }

    // 1,000 tokens a day; the price is 2 x 1.5^(t / 10) but for what the sales of 40% do to it.
    [Test]
    public void SoldShare_LosesItsSlippage_AndTheRestGoesWithThePrice()
    {
        Books books = Books.Once(JointYaml.Of(
            Allocation(
                "vesting: 100d, soldShare: 0.4",
                "depth: { depthUsdPerPercent: 400, recoveryHalfLife: 2d },"),
            gov: Simulation.Moves(1.5, 10)));
        const double impact = 0.01 / 400;
        double fall = 0;
        double unlocked = 0;
        double slippage = 0;
        double price = 0;
        for (int day = 1; day <= 10; day++)
        {
            price = 2 * Math.Pow(1.5, day / 10.0) * Math.Exp(fall);
            double sold = 400 * price;
            unlocked += 1000 * price;
            slippage += sold - ((1 - Math.Exp(-impact * sold)) / impact);
            fall = (fall * Math.Sqrt(0.5)) - (impact * sold);
        }

        Assert.That(books.Channel("team", "unlock"), Is.EqualTo(unlocked).Within(1e-3));
        Assert.That(books.Channel("team", "slippage"), Is.EqualTo(-slippage).Within(1e-3));
        Assert.That(
            books.Profit("team"),
            Is.EqualTo((0.4 * unlocked) - slippage + (6000 * price)).Within(1e-3));
    }

    // 1,000 USD a day buy tokens at 10% below the price: as many each day as the first.
    [TestCase(1)]
    [TestCase(1.5)]
    public void Bond_SellsBelowThePrice(double factor)
    {
        Books books = Books.Once(JointYaml.Of(
            """
            bonds: { b: { token: GOV, buyers: whales, usdPerDay: 1000, discount: 0.1, vesting: 5d } }
            classes:
              whales: { wallets: 2, sizes: { kind: equal, size: 100000 } }
              treasury: { wallets: 1, sizes: { kind: equal, size: 1000 } }
            """, gov: Simulation.Moves(factor, 10)));
        double pending = 0;
        double paid = 0;
        double received = 0;
        double price = 0;
        for (int day = 1; day <= 10; day++)
        {
            price = Math.Pow(factor, day / 10.0);
            pending += 1000 / 0.9;
            double released = pending * (1 - Math.Exp(-0.2));
            pending -= released;
            paid += 1000 * price;
            received += released * price;
        }

        received += pending * price;
        Assert.That(books.Profit("treasury"), Is.EqualTo(paid).Within(Cents));
        Assert.That(books.Profit("whales"), Is.EqualTo(received - paid).Within(Cents));
        Assert.That(books["dilution.balance"][0], Is.EqualTo(-received).Within(Cents));
    }

    private static string Vote(bool centre, double turnout) => JointYaml.Of($$"""
        pools: { p: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.2 } }
        tokens: { GOV: { supply: 1000000, feeVote: { pool: p, protocolShare: 0.5, every: 5d, turnout: {{JointYaml.Text(turnout)}} } } }
        classes:
          fans: { wallets: 10, sizes: { kind: equal, size: 10000 }, holdings: { GOV: 1 } }
          lps: { wallets: 10, sizes: { kind: equal, size: 16000 }, centralised: {{(centre ? "true" : "false")}}, holdings: { GOV: 0.375 }, liquidity: { p: { share: 0.625 } } }
          treasury: { wallets: 1, sizes: { kind: equal, size: 1000 } }
        """);

    // Fans hold 50,000 tokens and liquidity providers 30,000, who have more at stake in the pool
    // and vote against. Of 600 USD a day the protocol has half from the sixth day on.
    [TestCase(false, 1.0, 2)]
    [TestCase(false, 0.4, 2)]
    [TestCase(true, 1.0, 2)]
    [TestCase(true, 0.4, 0)]
    public void Vote_TurnsTheFeeOn_WhereTheTokensAre(bool centre, double turnout, int passed)
    {
        Books books = Books.Once(Vote(centre, turnout));
        Assert.That(books["GOV.votesPassed"][0], Is.EqualTo(passed));
        double protocol = passed > 0 ? 1500 : 0;
        Assert.That(books.Profit("treasury"), Is.EqualTo(protocol).Within(Cents));
        Assert.That(
            books.Profit("lps"), Is.EqualTo(0.1 * (6000 - protocol)).Within(Cents));
    }

    // The team's 50,000 tokens, half of them on the fourth day and an eighth a day from there,
    // join the 30,000 of the fans against 60,000 of the providers: days 2 and 4 vote it down with
    // 30,000 and 55,000, days 6 and 8 pass it with 67,500 and 80,000.
    [Test]
    public void Vote_CountsWhatHasUnlocked()
    {
        Books books = Books.Once(JointYaml.Of(
            """
            pools: { p: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.2 } }
            tokens:
              GOV:
                supply: 1000000
                allocations: { team: { share: 0.05, cliff: 4d, vesting: 8d } }
                feeVote: { pool: p, protocolShare: 0.5, every: 2d }
            classes:
              fans: { wallets: 6, sizes: { kind: equal, size: 10000 }, holdings: { GOV: 1 } }
              lps: { wallets: 10, sizes: { kind: equal, size: 30000 }, holdings: { GOV: 0.4 }, liquidity: { p: { share: 0.6 } } }
              team: { wallets: 1, sizes: { kind: equal, size: 1000 } }
            """, horizon: "8d"));
        Assert.That(books["GOV.votesPassed"][0], Is.EqualTo(2));
        Assert.That(books["treasury.balance"][0], Is.EqualTo(2 * 300).Within(Cents));
    }
}
