using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using GpuRisk.Tests.Models.Market;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// Exports of lending markets hold suppliers who owe nothing, and debts of which the collateral is
/// gone. The first cannot be liquidated. Nor can the second: Aave v3.3 reverts a call without
/// collateral to seize, and burns a deficit only in a liquidation that leaves none. So they stay,
/// under water by all that they owe.
/// </summary>
internal sealed class BooksWithAnEmptySideTests
{
    // ETH rises by a tenth in the horizon of a year, and owed USDC grows by 5 %.
    private static string Scenario(
        string more = "", string eth = "kind: gbm, volatility: 0, drift: 0.09531017980432493") => $$"""
        scenario: empty-sides
        kernel: liquidation
        horizon: 365d
        step: 5d
        seed: 4
        assets:
          ETH: { price: 2000, process: { {{eth}} } }
          BTC: { price: 50000, process: { kind: constant } }
          USDC: { price: 1, process: { kind: constant } }
        markets:
          aave:
            liquidatorGas: 10
            collateral:
              ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
              BTC: { liquidationThreshold: 0.75, liquidationBonus: 0.05 }
            debt:
              USDC: { baseRate: 0.04879016416943201, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 }
              ETH: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 }
        loans:
          book: { market: aave, file: book.csv{{more}} }
        """;

    private const string Healthy = "h,retail,ETH,10,USDC,5000";

    // A falling and jumping price, with which healthy wallets are liquidated.
    private const string Wild =
        "kind: merton, drift: 0, volatility: 0.9, jumpsPerYear: 10, jumpMean: -0.1, jumpStdDev: 0.1";

    // 30,000 USDC and 2 ETH: 30,000 x 1.05 + 2 x 2,200 = 35,900 USD in the end.
    private static readonly string[][] Spellings =
    [
        ["d,whales,,,USDC,30000", "e,retail,,,ETH,2"],
        ["d,whales,ETH,0,USDC,30000", "e,retail,BTC,0,ETH,2"],
        ["d,whales,,0,USDC,10000", "d,,ETH,0.0,USDC,20000", "e,,BTC,0,,", "e,,,,ETH,2"],
        ["d,retail,,,USDC,30000", "d,retail,ETH,0e3,ETH,2"],
    ];

    private static readonly string[] Suppliers =
        ["s,whales,ETH,100,,", "t,retail,BTC,3,USDC,0", "u,,ETH,1,,0", "u,,BTC,1,,"];

    [Test]
    public void DebtWithoutCollateral_IsShortfallAndNoBadDebt(
        [ValueSource(nameof(Spellings))] string[] rows,
        [Values("", ", buckets: 1", ", buckets: 50")] string buckets,
        [Values] Precision precision)
    {
        using var folder = new BookFolder(Scenario(buckets), [.. rows, Healthy]);
        RunResult result = Simulation.Run(folder.Plan(), 1, 1, precision);
        double error = precision == Precision.Float64 ? 1e-6 : 0.1;
        Assert.Multiple(() =>
        {
            Assert.That(result.Mean("book.shortfall"), Is.EqualTo(35_900).Within(error));
            Assert.That(result.Mean("aave.shortfall"), Is.EqualTo(35_900).Within(error));
            // 10 ETH secure 5,000 USDC.
            Assert.That(result.Mean("book.ETH.equity"), Is.EqualTo(22_000 - 5250).Within(error));
            Assert.That(
                result.Mean("book.equity"), Is.EqualTo(22_000 - 5250 - 35_900).Within(error));
            Assert.That(
                result.Mean("book.healthFactor"),
                Is.EqualTo(0.8 * 22_000 / (5250 + 35_900)).Within(1e-6));
            Assert.That(result.Mean("book.badDebt"), Is.Zero);
            Assert.That(result.Mean("aave.supplierLoss"), Is.Zero);
            Assert.That(result.Mean("book.liquidated"), Is.Zero);
            Assert.That(result.Mean("book.liquidatedDebt"), Is.Zero);
        });
    }

    [Test]
    public void DebtWithoutCollateral_CountsInItsClass()
    {
        using var folder = new BookFolder(Scenario(), [.. Spellings[0], Healthy]);
        RunResult result = folder.RunOnce();
        Assert.Multiple(() =>
        {
            Assert.That(result.Mean("book.whales.shortfall"), Is.EqualTo(31_500).Within(1e-6));
            Assert.That(result.Mean("book.whales.healthFactor"), Is.Zero);
            Assert.That(result.Mean("book.retail.shortfall"), Is.EqualTo(4400).Within(1e-6));
            Assert.That(
                result.Warnings.Single(),
                Is.EqualTo("loans.book: 2 of 3 wallets start at or below a health factor of 1, "
                    + "owing 34,000 USD, 34,000 USD beyond what secures it; there is nothing to "
                    + "seize, so they stay, counted in shortfall."));
        });
    }

    // Of five wallets one is liquidated at once, one is dust and one has nothing left.
    [Test]
    public void Warning_TellsWhatBecomesOfEachKind()
    {
        using var folder = new BookFolder(
            Scenario(), Healthy, "i,,ETH,1,USDC,10", "d,,,,USDC,700", "w,,ETH,10,USDC,19000",
            "x,,ETH,0.001,USDC,5");
        Assert.That(
            folder.Plan().Warnings.Single(),
            Is.EqualTo("loans.book: 3 of 5 wallets start at or below a health factor of 1, owing "
                + "19,705 USD, 703 USD beyond what secures it; liquidated at once where a "
                + "liquidator gains by it; 1 of them, owing 5 USD, would not pay for the gas and "
                + "stays, counted in shortfall; 1 of them, owing 700 USD, has nothing to seize and "
                + "stays, counted in shortfall."));
    }

    // What a large debt could bring is no matter where there is little to seize: 2 USD bring 0.10.
    [Test]
    public void LargeDebt_OnDustOfCollateral_IsTakenForDust()
    {
        using var folder = new BookFolder(Scenario(), Healthy, "x,,ETH,0.001,USDC,90000");
        RunResult result = folder.RunOnce();
        Assert.That(result.Warnings.Single(), Does.Contain("would not pay for the gas, so they"));
        Assert.That(result.Mean("book.badDebt"), Is.Zero);
        Assert.That(
            result.Mean("book.shortfall"), Is.EqualTo((90_000 * 1.05) - 2.2).Within(1e-3));
    }

    // Whoever shares a book with them fares as he does without them, path by path.
    [TestCase("")]
    [TestCase(", buckets: 3")]
    public void Neighbours_FareAsWithoutThem(string buckets)
    {
        string scenario = Scenario(buckets, Wild);
        string[] wallets =
            [.. Enumerable.Range(0, 40).Select(i => $"w{i},,ETH,10,USDC,{6000 + (200 * i)}")];
        using var alone = new BookFolder(scenario, wallets);
        using var together = new BookFolder(
            scenario, wallets.SelectMany((w, i) => (string[])
                [w, $"d{i},,,,USDC,{1000 * (i + 1)}", $"s{i},,BTC,{i + 1},,"]));
        Paths expected = Paths.Of(alone.Plan(), 200, 5);
        Paths actual = Paths.Of(together.Plan(), 200, 5);
        Assert.That(expected["book.badDebt"].Average(), Is.GreaterThan(1));
        foreach (string metric in (string[])[
            "liquidatedDebt", "borrowerLoss", "liquidatorProfit", "badDebt"])
        {
            Assert.That(
                actual[$"book.{metric}"], Is.EqualTo(expected[$"book.{metric}"]), metric);
        }

        // 1,000 + 2,000 + ... + 40,000 = 820,000 USDC, with a year's interest.
        Assert.That(
            actual["book.shortfall"],
            Is.EqualTo(expected["book.shortfall"].Select(x => x + (820_000 * 1.05)))
                .Within(1e-3));
    }

    [Test]
    public void Suppliers_AreLeftOutAndCounted()
    {
        using var folder = new BookFolder(Scenario(), [.. Suppliers, Healthy]);
        using var without = new BookFolder(Scenario(), Healthy);
        RunResult result = folder.RunOnce();
        Assert.Multiple(() =>
        {
            Assert.That(
                result.Warnings.Single(),
                Is.EqualTo("loans.book: 3 of 4 wallets owe nothing; left out, as nobody can "
                    + "liquidate what owes nothing."));
            Assert.That(result.Mean("book.equity"), Is.EqualTo(22_000 - 5250).Within(1e-6));
            Assert.That(
                Paths.Of(folder.Plan(), 4, 1)["book.healthFactor"],
                Is.EqualTo(Paths.Of(without.Plan(), 4, 1)["book.healthFactor"]));
            Assert.That(
                folder.Plan().Scenario.Hash, Is.Not.EqualTo(without.Plan().Scenario.Hash));
        });
    }

    // An account that is closed is no borrower either.
    [Test]
    public void Wallet_OfTwoEmptySides_IsLeftOutToo()
    {
        using var folder = new BookFolder(Scenario(), "c,,ETH,0,USDC,0", Healthy);
        Assert.That(
            folder.Plan().Warnings.Single(), Does.StartWith("loans.book: 1 of 2 wallets owes"));
    }

    [Test]
    public void Book_WithoutAnyDebt_IsAnError()
    {
        using var folder = new BookFolder(Scenario(), Suppliers);
        ScenarioError error = folder.Read().Errors.Single();
        Assert.Multiple(() =>
        {
            Assert.That(error.KeyPath, Is.EqualTo("loans.book.file"));
            Assert.That(Path.GetFileName(error.File), Is.EqualTo("scenario.yaml"));
            Assert.That(error.Line, Is.EqualTo(20));
            Assert.That(
                error.Message,
                Does.StartWith("found no wallet in ").And.EndsWith(
                    "book.csv that owes anything; allowed is at least one"));
        });
    }

    [TestCase(", belowHealth: exclude", "")]
    [TestCase("", "loans.book.belowHealth=exclude")]
    public void Exclude_LeavesDebtWithoutCollateralOut(string key, string setting)
    {
        using var folder = new BookFolder(Scenario(key), [.. Spellings[1], .. Suppliers, Healthy]);
        RunResult result = folder.RunOnce(setting.Length > 0 ? [setting] : []);
        Assert.Multiple(() =>
        {
            Assert.That(result.Mean("book.shortfall"), Is.Zero);
            Assert.That(result.Mean("book.equity"), Is.EqualTo(22_000 - 5250).Within(1e-6));
            Assert.That(result.Mean("book.whales.equity"), Is.Zero);
            Assert.That(result.Warnings, Has.Count.EqualTo(2));
            Assert.That(result.Warnings[0], Does.Contain("3 of 6 wallets owe nothing"));
            Assert.That(
                result.Warnings[1],
                Does.Contain("2 of 3 wallets start").And.EndsWith("left out, as belowHealth says."));
        });
    }

    // Nothing is left to watch, and nothing fails.
    [Test]
    public void Exclude_OfAllThatIsThere_LeavesNothing()
    {
        using var folder = new BookFolder(Scenario(", belowHealth: exclude"), Spellings[0]);
        Assert.That(folder.RunOnce().Mean("aave.shortfall"), Is.Zero);
    }

    [TestCase("d,whales,,,USDC,30000", 17)]
    [TestCase("d,whales,ETH,0,USDC,30000", 21)]
    public void Refuse_TellsTheRow(string row, int column)
    {
        using var folder = new BookFolder(
            Scenario(", belowHealth: refuse"), [.. Suppliers, Healthy, row]);
        ScenarioError error = folder.Read().Errors.Single();
        Assert.That((error.Line, error.Column), Is.EqualTo((7, column)));
        Assert.That(error.Message, Is.EqualTo("found health factor 0; allowed is above 1"));
    }

    // What changes prices changes what is short: 1 ETH more dear by half.
    [Test]
    public void Setting_OfAPrice_MovesTheShortfall()
    {
        using var folder = new BookFolder(Scenario(), [.. Spellings[0], Healthy]);
        Assert.That(
            folder.RunOnce("assets.ETH.price=3000").Mean("book.shortfall"),
            Is.EqualTo(31_500 + (2 * 3300)).Within(1e-6));
    }

    // A thousand debts are no more to simulate than one.
    [Test]
    public void DebtsWithoutCollateral_TakeNoStateOfTheirOwn()
    {
        using var few = new BookFolder(Scenario(), Healthy, "d,,,,USDC,40000");
        using var many = new BookFolder(
            Scenario(),
            Enumerable.Range(0, 1000).Select(i => $"d{i},,,,USDC,40").Append(Healthy));
        Plan plan = many.Plan();
        Assert.That(plan.StateSlots(64), Is.LessThan(few.Plan().StateSlots(64) + 10));
        Assert.That(
            Simulation.RunOnce(plan).Mean("book.shortfall"), Is.EqualTo(42_000).Within(1e-6));
    }

    [TestCase("simd256", Precision.Float32)]
    [TestCase("cpu", Precision.Float32)]
    [TestCase("opencl", Precision.Float32)]
    [TestCase("cuda", Precision.Float32)]
    [TestCase("cpu", Precision.Float64)]
    [TestCase("cuda", Precision.Float64)]
    public void EveryDevice_GivesOneDigest(string device, Precision precision)
    {
        using var folder = new BookFolder(
            Scenario("", Wild),
            [.. Spellings[0], .. Suppliers, Healthy, "b,,ETH,1,USDC,1200", "b,,BTC,0.1,ETH,1"]);
        Plan plan = folder.Plan();
        string Of(string name) =>
            Library.Digest(plan, Library.Run(plan, 300, name, precision: precision));
        Assert.That(Of(device), Is.EqualTo(Of("simd")));
    }

    // The borrowers owe the interest and lose it, and nobody else loses anything.
    [Test]
    public void JointMarket_PostsTheirInterest()
    {
        using var folder = new BookFolder(
            JointYaml.Of(
                """
                markets:
                  aave:
                    collateral: { ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
                    debt: { USD: { baseRate: 0.04879016416943201, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 } }
                loans:
                  book: { market: aave, class: retail, file: book.csv }
                classes:
                  retail: { wallets: 4, sizes: { kind: equal, size: 50000 } }
                  whales: { wallets: 1, sizes: { kind: equal, size: 900000 }, deposits: { aave: { USD: 0.5 } } }
                """,
                "365d", "5d"),
            "d,,,,USD,30000", "e,,ETH,0,USD,10000", "h,,ETH,10,USD,5000", "s,whales,ETH,9,,");
        Books books = Books.Of(folder.Plan(), 1, 1);
        Assert.Multiple(() =>
        {
            Assert.That(books["book.shortfall"][0], Is.EqualTo(42_000).Within(1e-6));
            Assert.That(books["book.badDebt"][0], Is.Zero);
            Assert.That(books.Channel("retail", "interest"), Is.EqualTo(-2250).Within(1e-3));
            Assert.That(books.Profit("retail"), Is.EqualTo(-2250).Within(1e-3));
            Assert.That(books.Channel("whales", "bad-debt"), Is.Zero);
            Assert.That(books.Plan.Warnings, Has.Count.EqualTo(2));
        });
    }
}
