using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Large books are watched by sorted lists whose sums stand in the plan. The truth is
/// every wallet as a loan of its own, path by path.</summary>
internal sealed class BookListsTests
{
    private const int Count = 400;

    private static string Scenario(
        string loans, string process, string market, string depth = "", string step = "6h") => $$"""
        scenario: lists
        kernel: liquidation
        horizon: 12d
        step: {{step}}
        assets:
          ETH: { price: 2000, process: { {{process}} } }
          USDC: { price: 1, process: { kind: constant } }
        markets:
          aave:
            {{market}}
            collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05, protocolShareOfBonus: 0.1 } }
            debt: { USDC: { baseRate: 0.3, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 } }
            {{depth}}
        loans:
        {{loans}}
        """;

    // Debts of 500 to 500,000 USD, health factors of .9 to 2 and above.
    private static IEnumerable<(double Eth, double Debt)> Wallets() =>
        Enumerable.Range(0, Count).Select(i =>
        {
            double debt = 500 * Math.Pow(1000, i * 37 % Count / (Count - 1.0));
            double health = 0.9 + (1.1 * Math.Pow(i / (Count - 1.0), 1.5));
            return (debt * health / 0.83 / 2000, debt);
        });

    private static string Text(double number) =>
        number.ToString("R", CultureInfo.InvariantCulture);

    private static string Loans => string.Join('\n', Wallets().Select((w, i) =>
        $"  l{i}: {{ market: aave, collateral: {{ ETH: {Text(w.Eth)} }}, "
        + $"debt: {{ USDC: {Text(w.Debt)} }} }}"));

    private static BookFolder Book(Func<string, string> scenario) => new(
        scenario("  book: { market: aave, file: book.csv }"),
        Wallets().Select((w, i) => $"w{i},retail,ETH,{Text(w.Eth)},USDC,{Text(w.Debt)}"));

    private const string Gbm = "kind: gbm, drift: -1, volatility: 1.2";

    private const string Jumping = "kind: merton, drift: -1, volatility: 0.8, jumpsPerYear: 90, "
        + "jumpMean: -0.08, jumpStdDev: 0.15";

    [TestCase(Gbm, "monitoring: continuous", "6h")]
    [TestCase(Gbm, "liquidatorGas: 55", "6h")]
    [TestCase(Gbm, "monitoring: step", "2d")]
    [TestCase(Jumping, "liquidatorGas: 0", "6h")]
    [TestCase(Jumping, "liquidatorGas: 55", "6h")]
    [TestCase(Jumping, "closeFactor: 0.3\n    liquidatorGas: 20", "1d")]
    [TestCase(Jumping, "closeFactor: 1\n    liquidatorGas: 20", "6h")]
    [TestCase(Jumping, "fullCloseHealthFactor: 1.1", "6h")]
    [TestCase(Jumping, "fullCloseBelowUsd: 0\n    minimumLeftoverUsd: 0", "6h")]
    public void Book_IsTheLoansOfItsWallets(string process, string market, string step)
    {
        string Text(string loans) => Scenario(loans, process, market, step: step);
        using BookFolder folder = Book(Text);
        Plan plan = folder.Plan();
        AssertSame(Paths.Of(plan, 256, 3), Paths.Of(Text(Loans), 256, 3), 1e-6);
    }

    // Where what is left may be dust, or all collateral may be taken of half of a debt, loans are
    // watched by bands.
    [TestCase("minimumLeftoverUsd: 1500")]
    [TestCase("fullCloseHealthFactor: 0.5")]
    public void Book_ThatCannotBeSorted_IsTheLoansOfItsWallets(string market)
    {
        string Text(string loans) => Scenario(loans, Jumping, market);
        using BookFolder folder = Book(Text);
        AssertSame(Paths.Of(folder.Plan(), 64, 3), Paths.Of(Text(Loans), 64, 3), 1e-6);
    }

    // Sales within a step share one depth: their sums do not depend on the order of the loans, as
    // long as each of them pays.
    [Test]
    public void Book_SoldIntoADepth_IsTheLoansOfItsWallets()
    {
        string Text(string loans) => Scenario(
            loans, Jumping, "liquidatorGas: 0",
            "depth: { ETH: { depthUsdPerPercent: 2e7, recoveryHalfLife: 6h } }");
        using BookFolder folder = Book(Text);
        Paths book = Paths.Of(folder.Plan(), 256, 3);
        AssertSame(book, Paths.Of(Text(Loans), 256, 3), 1e-5);
        Assert.That(book["aave.liquidatedDebt"].Max(), Is.GreaterThan(1e7));
    }

    // Which paths share a register decides nothing.
    [TestCase("simd256", Precision.Float32)]
    [TestCase("simd128", Precision.Float32)]
    [TestCase("cpu", Precision.Float32)]
    [TestCase("opencl", Precision.Float32)]
    [TestCase("cuda", Precision.Float32)]
    [TestCase("simd256", Precision.Float64)]
    [TestCase("cpu", Precision.Float64)]
    public void Book_GivesOneDigest(string device, Precision precision)
    {
        using BookFolder folder = Book(loans => Scenario(
            loans, Jumping, "liquidatorGas: 55",
            "depth: { ETH: { depthUsdPerPercent: 2e6, recoveryHalfLife: 6h } }"));
        Plan plan = folder.Plan();
        string Of(string name) => Library.Digest(
            plan, Library.Run(plan, 333, name, precision: precision));
        Assert.That(Of(device), Is.EqualTo(Of("simd512")));
    }

    private static void AssertSame(Paths actual, Paths expected, double tolerance)
    {
        foreach (string metric in (string[])[
            "liquidatedShare", "liquidatedDebt", "borrowerLoss", "liquidatorProfit", "badDebt",
            "protocolFee", "equity", "shortfall", "firstLiquidationDays", "healthFactor"])
        {
            double[] values = actual[$"aave.{metric}"];
            double[] truths = expected[$"aave.{metric}"];
            Assert.That(values, Is.EqualTo(truths).Within(tolerance), metric);
        }

        Assert.That(actual["aave.liquidatedShare"].Average(), Is.GreaterThan(0.2));
    }
}
