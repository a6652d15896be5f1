using System.Globalization;
using System.Text.RegularExpressions;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Each wallet of a book is a loan of its own, however many there are; buckets, where
/// they are asked for, tell by how much they are wrong.</summary>
internal sealed class BookBucketsTests
{
    private static string Scenario(string loans, string horizon = "5d", string depth = "") => $$"""
        scenario: buckets
        kernel: liquidation
        horizon: {{horizon}}
        step: 6h
        assets:
          ETH: { price: 2000, process: { kind: merton, drift: 0, volatility: 0.9, jumpsPerYear: 30, jumpMean: -0.05, jumpStdDev: 0.08 } }
          BTC: { price: 50000, process: { kind: gbm, drift: 0, volatility: 0.7 } }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.5 }
        markets:
          aave:
            liquidatorGas: 40
            collateral:
              ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 }
              BTC: { liquidationThreshold: 0.75, liquidationBonus: 0.06 }
            debt:
              USDC: { baseRate: 0.04, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 }
              BTC: { baseRate: 0.01, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 }
            {{depth}}
        loans:
        {{loans}}
        """;

    // Thirty unlike wallets: debts of 300 to 300,000 USD, health factors of .97 to 2.
    private static IEnumerable<(double Eth, double Debt)> Wallets(int count) =>
        Enumerable.Range(0, count).Select(i =>
        {
            double debt = 300 * Math.Pow(1000, i * 7 % count / (count - 1.0));
            double health = 0.97 + (1.03 * Math.Pow(i / (count - 1.0), 2));
            return (debt * health / 0.83 / 2000, debt);
        });

    private static string Text(double number) =>
        number.ToString("R", CultureInfo.InvariantCulture);

    private static string[] Rows(int count, string name = "w") =>
        [.. Wallets(count).Select(
            (w, i) => $"{name}{i},retail,ETH,{Text(w.Eth)},USDC,{Text(w.Debt)}")];

    private const string Book = "  book: { market: aave, file: book.csv }";

    private static void AssertSame(Paths actual, Paths expected, string subject, double scale = 1)
    {
        foreach (string metric in (string[])[
            "liquidatedShare", "liquidatedDebt", "borrowerLoss", "liquidatorProfit", "badDebt",
            "equity", "shortfall"])
        {
            double[] values = actual[$"{subject}.{metric}"];
            double[] truths = expected[$"{subject}.{metric}"];
            double factor = metric == "liquidatedShare" ? 1 : scale;
            Assert.That(
                values.Select((value, i) => Math.Abs(value - (factor * truths[i]))).Max(),
                Is.LessThan(1e-9 * scale * 1e7), metric);
        }
    }

    // Truth: as many loans, each stated by itself.
    [Test]
    public void Book_IsTheLoansOfItsWallets()
    {
        using var folder = new BookFolder(Scenario(Book), Rows(30));
        string loans = string.Join('\n', Wallets(30).Select(
            (w, i) => $"  l{i}: {{ market: aave, collateral: {{ ETH: {Text(w.Eth)} }}, "
                + $"debt: {{ USDC: {Text(w.Debt)} }} }}"));
        Paths book = Paths.Of(folder.Plan(), 1000, 3);
        AssertSame(book, Paths.Of(Scenario(loans), 1000, 3), "aave");
        Assert.That(book["aave.liquidatedShare"].Average(), Is.GreaterThan(0.1));
        Assert.That(folder.Plan().Warnings.Single(), Does.Contain("wallets start"));
    }

    // Loans of several assets are bounded by their worst pair: the bound must never hide one.
    [Test]
    public void Book_OfSeveralAssets_IsTheLoansOfItsWallets()
    {
        (double Eth, double Btc, double Usdc, double OwedBtc)[] wallets =
        [
            .. Enumerable.Range(0, 40).Select(i =>
            {
                double usdc = 2000 + (300 * i);
                double owedBtc = 0.02 * (i % 5);
                double eth = (1 + (0.02 * i)) * (usdc + (50_000 * owedBtc)) / 0.83 / 2000 * 0.6;
                return (eth, eth * 2000 * 0.83 / 0.6 * 0.4 / 0.75 / 50_000, usdc, owedBtc);
            }),
        ];
        using var folder = new BookFolder(Scenario(Book), wallets.SelectMany((w, i) => (string[])
        [
            $"w{i},retail,ETH,{Text(w.Eth)},USDC,{Text(w.Usdc)}",
            $"w{i},retail,BTC,{Text(w.Btc)},BTC,{Text(w.OwedBtc)}",
        ]));
        string loans = string.Join('\n', wallets.Select((w, i) =>
            $"  l{i}: {{ market: aave, collateral: {{ ETH: {Text(w.Eth)}, BTC: {Text(w.Btc)} }}, "
            + $"debt: {{ USDC: {Text(w.Usdc)}"
            + (w.OwedBtc > 0 ? $", BTC: {Text(w.OwedBtc)}" : "") + " } }"));
        AssertSame(
            Paths.Of(folder.Plan(), 500, 5), Paths.Of(Scenario(loans), 500, 5), "aave");
    }

    // A thousand books are a thousand times one book, to the rounding of sums. 20,000 wallets go
    // through the same bands as 100,000.
    [Test]
    public void Book_OfManyWallets_IsTheSumOfItsWallets()
    {
        using var one = new BookFolder(Scenario(Book, "2d"), Rows(20));
        using var many = new BookFolder(
            Scenario(Book, "2d"),
            Enumerable.Range(0, 1000).SelectMany(copy => Rows(20, $"{copy}-")));
        Plan plan = many.Plan();
        AssertSame(Paths.Of(plan, 16, 9), Paths.Of(one.Plan(), 16, 9), "book", 1000);
    }

    [Test]
    public void Book_OfAHundredThousandWallets_IsReadAndPlanned()
    {
        using var folder = new BookFolder(
            Scenario(Book, "6h"),
            Enumerable.Range(0, 100_000).Select(
                i => $"0x{i:x40},retail,ETH,{1 + (i % 100)},USDC,{1000 * (1 + (i % 100))}"));
        RunResult result = Simulation.Run(folder.Plan(), 16, 1);
        Assert.That(
            result.Mean("book.liquidatedShare"), Is.InRange(0, 1));
        Assert.That(result.Warnings, Is.Empty);
    }

    // Each wallet as a loan by itself, 4,000 paths, the same seed: .3392, 69.4 and 2.88 million.
    [Test]
    public void LibraryBook_ByDefault_HasEveryWalletForItself()
    {
        Plan plan = Library.Plan("eth-borrower-book");
        RunResult result = Simulation.Run(plan, 4000, plan.Scenario.Seed);
        AssertWithin(result, "book.liquidatedShare", 0.3392);
        AssertWithin(result, "book.liquidatedDebt", 69.4e6);
        AssertWithin(result, "book.liquidatorProfit", 2.88e6);
        Assert.That(result.Warnings, Is.Empty);
    }

    private static void AssertWithin(RunResult result, string metric, double truth)
    {
        Estimated estimate = result.Estimate(metric);
        Assert.That(estimate.Value, Is.EqualTo(truth).Within(estimate.Error), metric);
    }

    // Eight buckets of thirty wallets are wrong by much more than the standard error; the run says
    // so and by how much.
    [Test]
    public void Buckets_TellTheirBias()
    {
        using var folder = new BookFolder(
            Scenario("  book: { market: aave, file: book.csv, buckets: 8 }"), Rows(30));
        RunResult coarse = Simulation.Run(folder.Plan(), 2000, 11);
        Assert.That(
            coarse.Warnings.Single(w => w.Contains("buckets", StringComparison.Ordinal)),
            Does.StartWith("loans.book: 30 wallets are gathered into 8 buckets, not each for "
                + "itself; on 1,024 paths of seed 1 that makes book.liquidatedShare "));
    }

    // The same as numbers: the means of two runs on the paths that are named.
    [TestCase(8)]
    [TestCase(3)]
    [TestCase(1)]
    public void Buckets_TellTheirBiasAsNumbers(int buckets)
    {
        using var coarse = new BookFolder(
            Scenario($"  book: {{ market: aave, file: book.csv, buckets: {buckets} }}"), Rows(30));
        using var fine = new BookFolder(Scenario(Book), Rows(30));
        BookBuckets told = Simulation.Run(coarse.Plan(), 100, 2).Buckets!.Single();
        Assert.That(
            (told.Book, told.Wallets, told.Buckets), Is.EqualTo(("book", 30, buckets)));
        RunResult with = Simulation.Run(coarse.Plan(), told.Paths, told.Seed);
        RunResult without = Simulation.Run(fine.Plan(), told.Paths, told.Seed);
        Paths bucketed = Paths.Of(coarse.Plan(), told.Paths, told.Seed);
        Paths single = Paths.Of(fine.Plan(), told.Paths, told.Seed);
        Assert.That(told.Biases, Has.Count.EqualTo(5));
        foreach (BucketBias bias in told.Biases)
        {
            Estimated difference = bucketed.Mean(
                bias.Metric, i => bucketed[bias.Metric][i] - single[bias.Metric][i]);
            double scale = 1e-5 * (1e-3 + Math.Abs(bias.WithWallets));
            Assert.That(bias.WithBuckets, Is.EqualTo(with.Mean(bias.Metric)).Within(scale));
            Assert.That(bias.WithWallets, Is.EqualTo(without.Mean(bias.Metric)).Within(scale));
            Assert.That(
                bias.Bias, Is.EqualTo(bias.WithBuckets - bias.WithWallets).Within(scale));
            Assert.That(bias.StandardError, Is.EqualTo(difference.Error).Within(2).Percent);
        }
    }

    [Test]
    public void Books_WithoutBuckets_TellNoBias()
    {
        using var folder = new BookFolder(Scenario(Book), Rows(30));
        Assert.That(Simulation.Run(folder.Plan(), 100, 2).Buckets, Is.Null);
    }

    // 64 buckets of the library's 474 wallets: -5 % of the share, -3 % of the debt, -7 % of the
    // profit, each many standard errors.
    [Test]
    public void Buckets_OfTheLibraryBook_TellTheirBias()
    {
        ScenarioResult read = ScenarioReader.Read(
            Path.Combine(Library.Folder, "eth-borrower-book.yaml"), ["loans.book.buckets=64"]);
        RunResult result = Simulation.Run(ScenarioPlanner.Plan(read.Scenario!), 64, 1);
        string warning = result.Warnings.Single();
        Assert.Multiple(() =>
        {
            Assert.That(Bias(warning, "liquidatedShare"), Is.EqualTo(-0.05).Within(0.01));
            Assert.That(Bias(warning, "liquidatedDebt"), Is.EqualTo(-0.03).Within(0.01));
            Assert.That(Bias(warning, "liquidatorProfit"), Is.EqualTo(-0.074).Within(0.01));
        });
    }

    private static double Bias(string warning, string quantity)
    {
        Match told = Regex.Match(
            warning, $@"book\.{quantity} ([\d.,]*\d) for ([\d.,]*\d), [-+][\d.,]+ ± [\d.,]+");
        double Number(int group) => double.Parse(
            told.Groups[group].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
        return (Number(1) / Number(2)) - 1;
    }

    // No wallet is averaged with one for which other rules hold.
    [Test]
    public void Buckets_KeepDustAndSunkenWalletsApart()
    {
        using var folder = new BookFolder(
            Scenario("  book: { market: aave, file: book.csv, buckets: 1 }"),
            "a,retail,ETH,10,USDC,18000", "b,retail,ETH,10,USDC,9000", "c,retail,ETH,0.001,USDC,9");
        RunResult result = folder.RunOnce();
        Assert.That(result.Mean("book.liquidatedDebt"), Is.EqualTo(18_000).Within(1e-6));
        Assert.That(result.Mean("book.shortfall"), Is.GreaterThan(5));
    }

    [Test]
    public void Markets_MayBeMoreThanEight()
    {
        string text = Scenario("  a: { market: aave, collateral: { ETH: 1 }, debt: { USDC: 500 } }");
        int start = text.IndexOf("  aave:", StringComparison.Ordinal);
        int end = text.IndexOf("loans:", StringComparison.Ordinal);
        string market = text[start..end];
        string more = string.Concat(Enumerable.Range(1, 11).Select(
            i => market.Replace("aave:", $"m{i}:", StringComparison.Ordinal)));
        Assert.That(
            Simulation.Plan(text.Insert(end, more)).Scenario.LendingMarkets, Has.Count.EqualTo(12));
    }
}
