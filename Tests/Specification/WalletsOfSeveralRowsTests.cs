using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>A wallet secures and owes what the rows of a book say of it, all together.</summary>
internal sealed class WalletsOfSeveralRowsTests
{
    private static string Scenario(string loan) => $$"""
        scenario: rows
        kernel: liquidation
        horizon: 20d
        step: 1d
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.9 } }
          BTC: { price: 50000, process: { kind: gbm, drift: 0, volatility: 0.7 } }
          USDC: { price: 1, process: { kind: constant } }
          DAI: { price: 1, process: { kind: constant } }
        markets:
          aave:
            collateral:
              ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
              BTC: { liquidationThreshold: 0.75, liquidationBonus: 0.05 }
            debt:
              USDC: { baseRate: 0.02, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 }
              DAI: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 }
              BTC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 }
        loans:
          {{loan}}
        """;

    private const string Book = "a: { market: aave, file: book.csv }";

    [Test]
    public void Rows_OfAWallet_AreOneLoan()
    {
        using var folder = new BookFolder(
            Scenario(Book), "w,retail,ETH,10,USDC,9000", "x,retail,ETH,1,USDC,1",
            "w,retail,BTC,0.4,DAI,15000", "w,,ETH,2,BTC,0.01");
        Borrower borrower = folder.Read().Scenario!.Loans[0].Borrowers[0];
        Assert.Multiple(() =>
        {
            Assert.That(
                borrower.Collateral.Select(c => (c.Asset.Name, c.Tokens)),
                Is.EqualTo(new[] { ("ETH", 12.0), ("BTC", 0.4) }));
            Assert.That(
                borrower.Debt.Select(d => (d.Asset.Name, d.Tokens)),
                Is.EqualTo(new[] { ("BTC", 0.01), ("USDC", 9000.0), ("DAI", 15_000.0) }));
            // (12 x 2,000 x .8 + .4 x 50,000 x .75) / (9,000 + 15,000 + .01 x 50,000)
            Assert.That(
                borrower.HealthFactor(folder.Read().Scenario!.LendingMarkets[0]),
                Is.EqualTo(34_200 / 24_500.0).Within(1e-12));
        });
    }

    // The same numbers in a book and as a loan are the same loan, path by path.
    [TestCase("w,retail,ETH,10,USDC,9000|w,retail,BTC,0.4,DAI,15000")]
    [TestCase("w,retail,BTC,0.4,DAI,15000|w,retail,ETH,4,USDC,9000|w,retail,ETH,6,,")]
    [TestCase("w,retail,ETH,10,USDC,0|w,retail,BTC,0.4,USDC,9000|w,,,,DAI,15000")]
    public void Book_OfOneWallet_IsTheLoan(string rows)
    {
        using var folder = new BookFolder(Scenario(Book), rows.Split('|'));
        Paths book = Paths.Of(folder.Plan(), 500, 7);
        Paths loan = Paths.Of(
            Scenario("a: { market: aave, collateral: { ETH: 10, BTC: 0.4 }, debt: { USDC: 9000, DAI: 15000 } }"),
            500, 7);
        Assert.That(loan["a.liquidatedDebt"].Average(), Is.GreaterThan(100));
        foreach (string metric in new[] { "liquidatedDebt", "equity", "healthFactor", "badDebt" })
            Assert.That(book[$"a.{metric}"], Is.EqualTo(loan[$"a.{metric}"]), metric);
    }

    [TestCase("w,retail,ETH,1,USDC,1|w,whales,ETH,1,USDC,1", 3, 3,
        "found class 'whales' of wallet 'w', which line 2 puts into 'retail'")]
    [TestCase("w,retail,,3,USDC,1", 2, 10, "found '', which is no collateral")]
    [TestCase("w,retail,ETH,,USDC,1", 2, 14, "found ''; allowed is a number of tokens")]
    public void WrongRows_AreToldAtTheirPlace(string rows, int line, int column, string message)
    {
        using var folder = new BookFolder(Scenario(Book), rows.Split('|'));
        ScenarioError error = folder.Read().Errors.Single();
        Assert.That((error.Line, error.Column), Is.EqualTo((line, column)));
        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void Fields_InQuotes_AreRead()
    {
        using var folder = new BookFolder(
            Scenario(Book), "\"w, the first\",\"retail\",ETH,\"10\",USDC,9000");
        Borrower borrower = folder.Read().Scenario!.Loans[0].Borrowers.Single();
        Assert.That(borrower.Wallet, Is.EqualTo("w, the first"));
        Assert.That(borrower.Collateral.Single().Tokens, Is.EqualTo(10));
    }

    // The metrics of an asset are those of the wallets that it secures most.
    [Test]
    public void Parts_OfABook_GoByTheLargestCollateral()
    {
        using var folder = new BookFolder(
            Scenario(Book), "w,retail,ETH,10,USDC,20000", "w,retail,BTC,0.3,,",
            "x,retail,BTC,1,USDC,20000");
        RunResult result = folder.RunOnce();
        Assert.That(
            result.Mean("a.ETH.equity") + result.Mean("a.BTC.equity"),
            Is.EqualTo(result.Mean("a.equity")).Within(1e-4));
    }
}
