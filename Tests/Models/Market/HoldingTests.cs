using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Holdings, gas by habit, and services, on one path without chance, by hand.</summary>
[TestFixture]
public sealed class HoldingTests
{
    private const string TwoClasses = """
        classes:
          a: { wallets: 4, sizes: { kind: equal, size: 25000 }, holdings: { ETH: 0.6, USD: 0.1 } }
          b: { wallets: 1, sizes: { kind: equal, size: 50000 }, holdings: { ETH: 0.02 } }
        """;

    // ETH goes from 2,000 to 2,200: 60,000 USD of it gain 6,000 and 1,000 USD gain 100.
    [Test]
    public void Holdings_GainWhatTheirPriceDoes()
    {
        Books books = Books.Once(JointYaml.Of(TwoClasses, eth: Simulation.Moves(1.1, 10)));
        Assert.That(books.Profit("a"), Is.EqualTo(6000).Within(1e-5));
        Assert.That(books.Profit("b"), Is.EqualTo(100).Within(1e-5));
        Assert.That(books["a.profitPerWallet"][0], Is.EqualTo(1500).Within(1e-5));
        Assert.That(books["b.profitPerDollar"][0], Is.EqualTo(0.002).Within(1e-9));
        Assert.That(books["market.balance"][0], Is.EqualTo(-6100).Within(1e-5));
        Assert.That(
            books.Flow("revaluation", "market", "a"), Is.EqualTo(6000).Within(1e-5));
    }

    private static string Habit(double size, string every = "2d") => $$"""
        gas: { price: 10, asset: ETH, burnedShare: 0.25 }
        classes:
          a: { wallets: 3, sizes: { kind: equal, size: {{size}} }, gasTolerance: 0.01, transactions: { every: {{every}}, gas: 100000 } }
        """;

    // 100,000 units at 10e-9 ETH of 2,000 USD are 2 USD, five times in ten days, of three wallets.
    // A wallet of 150 USD pays at most 1.5 USD, one of 250 USD at most 2.5 USD.
    [TestCase(150, 0)]
    [TestCase(250, 30)]
    public void Habit_IsKept_WhileGasIsWorthIt(double size, double paid)
    {
        Books books = Books.Once(JointYaml.Of(Habit(size)));
        Assert.That(books.Profit("a"), Is.EqualTo(-paid).Within(1e-5));
        Assert.That(books.Channel("a", "gas"), Is.EqualTo(-paid).Within(1e-5));
        Assert.That(books["infrastructure.balance"][0], Is.EqualTo(0.75 * paid).Within(1e-5));
        Assert.That(books["burned.balance"][0], Is.EqualTo(0.25 * paid).Within(1e-5));
    }

    // ETH doubles in twenty days: gas is 2.30 USD after four days and 2.64 after eight.
    [Test]
    public void Habit_EndsWhenTheGasTokenRises()
    {
        Books books = Books.Once(JointYaml.Of(
            Habit(250, "4d"), "20d", eth: Simulation.Moves(2, 20)));
        Assert.That(
            books.Profit("a"), Is.EqualTo(-3 * 2 * Math.Pow(2, 0.2)).Within(1e-5));
    }

    // (36,500 + 73,000) USD a year over ten days of 365.
    [Test]
    public void Services_ArePaidByTheTreasury()
    {
        Books books = Books.Once(JointYaml.Of("""
            services: { audits: 36500, developers: 73000 }
            classes:
              treasury: { wallets: 1, sizes: { kind: equal, size: 1000000 } }
              infrastructure: { wallets: 5, sizes: { kind: equal, size: 1000 } }
            """));
        Assert.That(books.Profit("treasury"), Is.EqualTo(-3000).Within(1e-5));
        Assert.That(books.Profit("infrastructure"), Is.EqualTo(3000).Within(1e-5));
        Assert.That(books["infrastructure.profitPerWallet"][0], Is.EqualTo(600).Within(1e-5));
    }

    // What a class has as a whole falls on its strata by size: per dollar all have the same.
    [Test]
    public void Strata_ShareByTheirSize()
    {
        Books books = Books.Once(JointYaml.Of("""
            services: { developers: 3650000 }
            classes:
              infrastructure: { wallets: 5000, sizes: { kind: pareto, minimum: 1000, exponent: 1.3 }, strata: 6 }
            """));
        for (int i = 0; i < 6; i++)
        {
            Assert.That(
                books[$"infrastructure/{i}.profitPerDollar"][0],
                Is.EqualTo(books["infrastructure.profitPerDollar"][0]).Within(1e-9));
        }
    }

    // At the start of a step gas still costs what it did; each jump of the asset that pays for
    // it multiplies it. With a variance of v^2 (1 - exp(-2 k T)) / (2 k) it is log-normal.
    [Test]
    public void Gas_HasTheMomentsOfAnOrnsteinUhlenbeckProcess()
    {
        Books books = Books.Of(
            JointYaml.Of(
                """
                gas: { price: 30, asset: ETH, meanReversionPerDay: 0.5, volatilityPerDay: 0.4 }
                classes:
                  a: { wallets: 1, sizes: { kind: equal, size: 1000 } }
                """, horizon: "20d"),
            40_000, 11);
        double variance = 0.16 * (1 - Math.Exp(-20)) / 1;
        double[] logs = [.. books["gas.price"].Select(x => Math.Log(x / 30))];
        Estimated.Of("mean", logs).AssertIs(0);
        Estimated.Of("variance", [.. logs.Select(x => x * x)]).AssertIs(variance);
        Estimated.Of("mean price", books["gas.price"])
            .AssertIs(30 * Math.Exp(variance / 2));
    }
}
