using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using GpuRisk.Tests.Models.Market;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// Every snapshot of a lending market has accounts whose health factor is at or below one. Aave
/// v3.3 lets anyone liquidate them: half of the debt, or all of it at .95 or less; what is left
/// when the collateral is used up is bad debt. Dust that pays nobody's gas stays.
/// </summary>
internal sealed class LoansUnderWaterTests
{
    private static string Scenario(string loans, string eth = "kind: constant") => $$"""
        scenario: under-water
        kernel: liquidation
        horizon: 2h
        step: 1h
        assets:
          ETH: { price: 2000, process: { {{eth}} } }
          USDC: { price: 1, process: { kind: constant } }
        markets:
          aave:
            liquidatorGas: 10
            collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
            debt: { USDC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 } }
        loans:
          {{loans}}
        """;

    private static string Loan(double debt, string more = "") =>
        $"a: {{ market: aave, collateral: {{ ETH: 10 }}, debt: {{ USDC: {debt} }}{more} }}";

    private const string Book = "book: { market: aave, file: book.csv }";

    private static readonly string[] Dusty =
        ["0xa1,retail,ETH,10,USDC,12000", "0xa2,retail,ETH,0.001,USDC,5"];

    // 0xa2 owes 5 USD against 2 USD: a bonus of 5 % of 2 USD does not pay 10 USD of gas.
    [TestCase("")]
    [TestCase(", buckets: 1")]
    public void Dust_ThatNobodyLiquidates_StaysAsShortfall(string buckets)
    {
        using var folder = new BookFolder(
            Scenario(Book.Replace(" }", buckets + " }", StringComparison.Ordinal)), Dusty);
        RunResult result = folder.RunOnce();
        Assert.Multiple(() =>
        {
            Assert.That(result.Mean("book.shortfall"), Is.EqualTo(5 - 2).Within(1e-9));
            Assert.That(result.Mean("book.badDebt"), Is.Zero);
            Assert.That(result.Mean("book.liquidatedShare"), Is.Zero);
            Assert.That(result.Mean("book.equity"), Is.EqualTo(20_000 - 12_000 - 3).Within(1e-6));
        });
    }

    [Test]
    public void Rows_UnderWater_AreCountedInAWarning()
    {
        using var folder = new BookFolder(Scenario(Book), Dusty);
        Assert.That(
            folder.RunOnce().Warnings.Single(),
            Is.EqualTo("loans.book: 1 of 2 wallets starts at or below a health factor of 1, owing "
                + "5 USD, 3 USD beyond what secures it; liquidating would not pay for the gas, so "
                + "they stay, counted in shortfall."));
    }

    // 18,000 of 20,000 is a health factor of .922: all of the debt is repaid for 18,900 of ETH.
    // 17,000 is one of .976: half of it, for 8,925.
    [TestCase(18_000, 18_000, 900)]
    [TestCase(17_000, 8500, 425)]
    public void Loan_UnderWater_IsLiquidatedAtOnce(double debt, double repaid, double loss)
    {
        RunResult result = Simulation.RunOnce(Scenario(Loan(debt)));
        Assert.Multiple(() =>
        {
            Assert.That(result.Mean("a.liquidatedDebt"), Is.EqualTo(repaid).Within(1e-6));
            Assert.That(result.Mean("a.borrowerLoss"), Is.EqualTo(loss).Within(1e-6));
            Assert.That(result.Mean("a.liquidatorProfit"), Is.EqualTo(loss - 10).Within(1e-6));
            Assert.That(result.Mean("a.badDebt"), Is.Zero);
            Assert.That(
                result.Mean("a.firstLiquidationDays"), Is.EqualTo(1 / 24.0).Within(1e-9));
        });
    }

    // 19,500 USD would take 20,475 of ETH: the 20,000 that are there buy back 19,047.62.
    [Test]
    public void Loan_DeepUnderWater_LeavesBadDebt()
    {
        RunResult result = Simulation.RunOnce(Scenario(Loan(19_500)));
        Assert.Multiple(() =>
        {
            Assert.That(
                result.Mean("a.badDebt"), Is.EqualTo(19_500 - (20_000 / 1.05)).Within(1e-4));
            Assert.That(result.Mean("a.equity"), Is.Zero.Within(1e-9));
            Assert.That(result.Mean("a.shortfall"), Is.Zero.Within(1e-9));
        });
    }

    // A rise within the first step comes too late: whoever may be liquidated now is. At 16,620 USD
    // the health factor is .9988, and after an hour of this drift it would be 1.001.
    [Test]
    public void Loan_UnderWater_IsLiquidatedAtTheStartsPrices()
    {
        RunResult result = Simulation.RunOnce(
            Scenario(Loan(16_620), "kind: gbm, volatility: 0, drift: 20"));
        Assert.That(result.Mean("a.liquidatedDebt"), Is.EqualTo(8310).Within(1e-6));
        Assert.That(
            result.Mean("a.equity"),
            Is.EqualTo(((20_000 - 8725.5) * Math.Exp(2 * 20.0 / 8760)) - 8310).Within(1e-3));
    }

    [Test]
    public void Exclude_LeavesRowsOut_AndTellsHowMany()
    {
        using var folder = new BookFolder(
            Scenario("book: { market: aave, file: book.csv, belowHealth: exclude }"),
            [.. Dusty, "0xa3,whales,ETH,10,USDC,18000"]);
        RunResult result = folder.RunOnce();
        Assert.Multiple(() =>
        {
            Assert.That(result.Mean("book.equity"), Is.EqualTo(8000).Within(1e-6));
            Assert.That(result.Mean("book.liquidated"), Is.Zero);
            Assert.That(result.Mean("book.whales.equity"), Is.Zero);
            Assert.That(
                result.Warnings.Single(),
                Does.Contain("2 of 3 wallets start").And.Contain("owing 18,005 USD")
                    .And.Contain("left out"));
        });
    }

    [Test]
    public void Refuse_TellsTheRow()
    {
        using var folder = new BookFolder(
            Scenario("book: { market: aave, file: book.csv, belowHealth: refuse }"), Dusty);
        ScenarioError error = folder.Read().Errors.Single();
        Assert.That((error.Line, error.Column), Is.EqualTo((3, 28)));
        Assert.That(error.Message, Does.Contain("found health factor 0.332"));
    }

    // A sweep that lowers a threshold or a price goes on below the point where loans sink.
    [TestCase("markets.aave.collateral.ETH.liquidationThreshold=0.5")]
    [TestCase("assets.ETH.price=1200")]
    public void Setting_ThatSinksALoan_HasItLiquidated(string setting)
    {
        using var folder = new BookFolder(Scenario(Loan(11_000)));
        Assert.That(folder.RunOnce().Mean("a.liquidatedDebt"), Is.Zero);
        RunResult sunk = folder.RunOnce(setting);
        Assert.That(sunk.Mean("a.liquidatedDebt"), Is.GreaterThan(5000));
        Assert.That(sunk.Warnings.Single(), Does.Contain("liquidated at once"));
    }

    // On the way down a loan passes its loan-to-value before its threshold.
    [Test]
    public void Setting_BelowTheLoanToValue_IsWarnedOf()
    {
        string scenario = Scenario(Loan(11_000)).Replace(
            "liquidationThreshold: 0.83", "liquidationThreshold: 0.83, loanToValue: 0.8",
            StringComparison.Ordinal);
        using var folder = new BookFolder(scenario);
        Assert.That(folder.Plan().Warnings, Is.Empty);
        Assert.That(
            folder.Plan("assets.ETH.price=1350").Warnings.Single(),
            Is.EqualTo("loans.a: owes 11,000 USD, more than the 10,800 USD that loanToValue lets "
                + "it borrow at the start."));
    }

    // What a liquidation at the start moves belongs to the borrower's and liquidators' accounts.
    [Test]
    public void LoanOfAClass_InAJointMarket_IsLiquidatedAtOnceAndPosted()
    {
        Books books = Books.Once(JointYaml.Of("""
            markets:
              aave:
                collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
                debt: { USD: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 } }
            loans:
              a: { market: aave, class: retail, collateral: { ETH: 10 }, debt: { USD: 17000 } }
            classes:
              retail: { wallets: 4, sizes: { kind: equal, size: 50000 } }
              liquidators: { wallets: 1, sizes: { kind: equal, size: 1000 } }
            """));
        Assert.That(books.Channel("retail", "liquidation-bonus"), Is.EqualTo(-425).Within(1e-3));
        Assert.That(books.Profit("liquidators"), Is.EqualTo(425).Within(1e-3));
        Assert.That(books.Plan.Warnings.Single(), Does.Contain("liquidated at once"));
    }

    [Test]
    public void Key_OfWhatBecomesOfThem_ChangesTheHash()
    {
        string Hash(string more) => Simulation.Plan(Scenario(Loan(11_000, more))).Scenario.Hash;
        Assert.That(Hash(", belowHealth: liquidate"), Is.EqualTo(Hash("")));
        Assert.That(
            new[] { Hash(""), Hash(", belowHealth: exclude"), Hash(", belowHealth: refuse") },
            Is.Unique);
    }
}
