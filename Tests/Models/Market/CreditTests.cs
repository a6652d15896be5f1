using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Lending, on one path without chance, by hand.</summary>
[TestFixture]
public sealed class CreditTests
{
    private const double Cents = 1e-4;
    private const double Years = 10.0 / 365;

    private static string Market(string rates, string more, string classes, string loan) => $$"""
        markets:
          m:
            monitoring: step
            {{more}}
            collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05, protocolShareOfBonus: 0.1 } }
            debt: { USD: { {{rates}}, slope1: 0, slope2: 0, optimalUtilisation: 0.9 } }
        {{loan}}
        classes:
          a: { wallets: 1, sizes: { kind: equal, size: 100000 } }
        {{classes}}
        """;

    private static string Loan(double debt) =>
        $"loans: {{ l: {{ market: m, class: a, collateral: {{ ETH: 10 }}, debt: {{ USD: {JointYaml.Text(debt)} }} }} }}";

    // 10,000 USD at 10% a year, of 12,500 lent: a quarter of the interest is the protocol's and
    // the rest the lender's, who has all deposits.
    [Test]
    public void Interest_GoesToLendersAndTheProtocol()
    {
        Books books = Books.Once(JointYaml.Of(Market(
            "baseRate: 0.1, utilisation: 0.8, reserveFactor: 0.25", "",
            "  b: { wallets: 1, sizes: { kind: equal, size: 25000 }, deposits: { m: { USD: 0.5 } } }",
            Loan(10_000))));
        double interest = 10_000 * (Math.Exp(0.1 * Years) - 1);
        double earned = 12_500 * (Math.Exp(0.1 * 0.8 * 0.75 * Years) - 1);
        Assert.That(books.Channel("a", "interest"), Is.EqualTo(-interest).Within(Cents));
        Assert.That(books.Profit("a"), Is.EqualTo(-interest).Within(Cents));
        Assert.That(books.Profit("b"), Is.EqualTo(earned).Within(Cents));
        Assert.That(books["treasury.balance"][0], Is.EqualTo(0.25 * interest).Within(Cents));

        // What is left is of second order: both compound, at different rates.
        Assert.That(books["m.balance"][0], Is.EqualTo(0).Within(interest * 0.1 * Years));
    }

    // Reference of the liquidation kernel: at 1,700 USD half of 14,500 may be closed, for 5% more
    // of collateral, a tenth of which is the protocol's. The class began with 5,500 USD of it.
    [Test]
    public void Liquidation_PaysItsBonus()
    {
        Books books = Books.Once(JointYaml.Of(
            Market(
                "baseRate: 0, utilisation: 0.8", "liquidatorGas: 20",
                "  liquidators: { wallets: 4, sizes: { kind: equal, size: 1000 } }", Loan(14_500))
                + "\ngas: { price: 10, asset: USD, bidShare: 0.5, burnedShare: 0 }",
            step: "10d", eth: Simulation.Moves(0.85, 10)));
        const double bonus = 0.05 * 7250;
        const double profit = (0.9 * bonus) - 20;
        Assert.That(books.Channel("a", "liquidation-bonus"), Is.EqualTo(-bonus).Within(Cents));
        Assert.That(books.Channel("a", "revaluation"), Is.EqualTo(-3000).Within(Cents));
        Assert.That(books.Profit("a"), Is.EqualTo(-3000 - bonus).Within(Cents));
        Assert.That(books.Channel("liquidators", "gas"), Is.EqualTo(-20).Within(Cents));
        Assert.That(books.Channel("liquidators", "bids"), Is.EqualTo(-profit / 2).Within(Cents));
        Assert.That(books.Profit("liquidators"), Is.EqualTo(profit / 2).Within(Cents));
        Assert.That(books["treasury.balance"][0], Is.EqualTo(0.1 * bonus).Within(Cents));
        Assert.That(
            books["infrastructure.balance"][0], Is.EqualTo(20 + (profit / 2)).Within(Cents));
    }

    // At 1,000 USD all collateral goes for 10,000 / 1.05 and the rest of the debt is bad: the
    // reserve fund bears 1,000 of it and the lender of a fifth, a fifth of the rest.
    [Test]
    public void BadDebt_FallsOnTheReserveFundAndThenOnLenders()
    {
        Books books = Books.Once(JointYaml.Of(
            Market(
                "baseRate: 0, utilisation: 0", "reserveFund: 1000",
                "  b: { wallets: 1, sizes: { kind: equal, size: 2900 }, deposits: { m: { USD: 1 } } }",
                Loan(14_500)),
            horizon: "20d", step: "20d", eth: Simulation.Moves(0.5, 20)));
        double repaid = 10_000 / 1.05;
        double bad = 14_500 - repaid;
        Assert.That(books.Channel("a", "bad-debt"), Is.EqualTo(bad).Within(Cents));
        Assert.That(books.Profit("a"), Is.EqualTo(-5500).Within(Cents));
        Assert.That(books.Channel("b", "bad-debt"), Is.EqualTo(-0.2 * (bad - 1000)).Within(Cents));
        Assert.That(
            books["treasury.balance"][0],
            Is.EqualTo((0.1 * (10_000 - repaid)) - 1000).Within(Cents));
        Assert.That(books["m.balance"][0], Is.EqualTo(-0.8 * (bad - 1000)).Within(Cents));
    }

    // A regulator's fall is a jump: what it leaves of the collateral is sold at the price that it
    // leads to, however health is watched. Of 8,000 USD 8,000 / 1.05 of the debt is repaid.
    [TestCase("step")]
    [TestCase("continuous")]
    public void Fall_IsAJump(string monitoring)
    {
        Books books = Books.Once(JointYaml.Of(
            Market("baseRate: 0, utilisation: 0.5", "", "", Loan(14_000))
                .Replace("monitoring: step", $"monitoring: {monitoring}", StringComparison.Ordinal)
                + "\nhazards: { regulation: { perYear: 1000000, falls: { ETH: 0.6 } } }",
            horizon: "2d", eth: "{ kind: gbm, drift: 0, volatility: 0.000001 }"));
        Assert.That(
            books.Channel("a", "bad-debt"), Is.EqualTo(14_000 - (8000 / 1.05)).Within(0.1));
    }

    // With a health factor of 1.6 the debt is 0.83 / 1.6 of the collateral; equity is 8,000 USD.
    [Test]
    public void Borrowing_IsLevered()
    {
        Books books = Books.Once(JointYaml.Of(
            Market(
                "baseRate: 0, utilisation: 0.8", "",
                "  b: { wallets: 4, sizes: { kind: equal, size: 20000 }, borrowing: { m: { collateral: ETH, debt: USD, equity: 0.1, healthFactor: 1.6 } } }",
                ""),
            eth: Simulation.Moves(1.1, 10)));
        double collateral = 8000 / (1 - (0.83 / 1.6));
        Assert.That(books.Profit("b"), Is.EqualTo(0.1 * collateral).Within(Cents));
    }

    // A deposit of a token is worth what the token is: interest comes in tokens.
    [Test]
    public void Deposit_OfATokenThatRises_EarnsInIt()
    {
        Books books = Books.Once(JointYaml.Of(
            """
            markets:
              m:
                collateral: { USD: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
                debt: { ETH: { baseRate: 0.1, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 1 } }
            classes:
              b: { wallets: 1, sizes: { kind: equal, size: 2000 }, deposits: { m: { ETH: 1 } } }
            """, eth: Simulation.Moves(1.5, 10)));
        Assert.That(
            books.Profit("b"),
            Is.EqualTo(2000 * ((1.5 * Math.Exp(0.1 * Years)) - 1)).Within(Cents));
    }
}
