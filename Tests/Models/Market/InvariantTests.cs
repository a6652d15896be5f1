using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>What holds of every path of every joint market, whatever it is made of.</summary>
[TestFixture]
public sealed class InvariantTests
{
    private const int Markets = 1200;

    private static readonly string[] MayBeAbsent = ["market.palma", "market.nakamoto"];

    [Test]
    public void RandomMarkets_KeepTheirBooks()
    {
        int channels = 0;
        Parallel.For(
            0, Markets, new ParallelOptions { MaxDegreeOfParallelism = Simulation.Threads },
            seed =>
            {
                string text = RandomMarket.Of(seed).Text;
                Books books = Books.Of(text, 16 + (seed % 3 * 16), (ulong)seed);
                string name = $"random market {seed}";
                AssertNumbers(books, name);
                for (int path = 0; path < books.Count; path++)
                {
                    AssertBalanced(books, path, name);
                    AssertClasses(books, path, name);
                    AssertStrata(books, path, name);
                }

                Interlocked.Add(ref channels, books.Plan.Ledger!.Flows.Count);
            });
        TestContext.Out.WriteLine($"{channels} flows in {Markets} markets");
    }

    private static void AssertNumbers(Books books, string name)
    {
        foreach ((string metric, double[] values) in books.Metrics)
        {
            if (!MayBeAbsent.Contains(metric)
                && !metric.EndsWith(".healthFactor", StringComparison.Ordinal)
                && !metric.EndsWith(".firstLiquidationDays", StringComparison.Ordinal)
                && !values.All(double.IsFinite))
            {
                Assert.Fail($"{name}: {metric} is no number");
            }
        }

        if (books["market.unbalanced"].Any(x => x != 0))
        {
            Assert.Fail($"{name}: unbalanced");
        }
    }

    private static long Units(double usd) => (long)Math.Round(usd * 1e6);

    private static IEnumerable<string> Outside(Books books) => books.Plan.Ledger!.Parties
        .Skip(books.Plan.Scenario.Classes.Count).Select(p => p.Name);

    private static void AssertBalanced(Books books, int path, string name)
    {
        long classes = books.Plan.Scenario.Classes
            .Sum(c => Units(books.Profit(c.Name, path)));
        long outside = Outside(books).Sum(x => Units(books[$"{x}.balance"][path]));
        AssertEqual(classes + outside, 0, $"{name}, path {path}: sum of all accounts");
    }

    // By channel, and by the flows in and out.
    private static void AssertClasses(Books books, int path, string name)
    {
        foreach (WalletClass @class in books.Plan.Scenario.Classes)
        {
            string prefix = $"{@class.Name}.profit.";
            long byChannel = books.Metrics
                .Where(m => m.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Sum(m => Units(m.Value[path]));
            long byFlow = 0;
            foreach ((string flow, double[] values) in books.Metrics.Where(
                m => m.Key.StartsWith("flow/", StringComparison.Ordinal)))
            {
                string[] parties = flow[(flow.IndexOf('.', StringComparison.Ordinal) + 1)..]
                    .Split('>');
                byFlow += parties[1] == @class.Name ? Units(values[path]) : 0;
                byFlow -= parties[0] == @class.Name ? Units(values[path]) : 0;
            }

            long profit = Units(books.Profit(@class.Name, path));
            AssertEqual(byChannel, profit, $"{name}, path {path}: channels of {@class.Name}");
            AssertEqual(byFlow, profit, $"{name}, path {path}: flows of {@class.Name}");
        }
    }

    private static void AssertStrata(Books books, int path, string name)
    {
        foreach (WalletClass @class in books.Plan.Scenario.Classes)
        {
            var strata = books.Plan.Ledger!.Strata[@class.Index];
            double sum = 0;
            for (int k = 0; k < strata.Length; k++)
            {
                sum += strata[k].Wallets
                    * books[$"{@class.Name}/{k}.profitPerWallet"][path];
            }

            AssertEqual(
                Units(sum), Units(books.Profit(@class.Name, path)),
                $"{name}, path {path}: strata of {@class.Name}");
        }
    }

    private static void AssertEqual(long actual, long expected, string what)
    {
        if (actual != expected)
        {
            Assert.Fail($"{what}: {actual} instead of {expected} units");
        }
    }

    // Some of everything must have been drawn, or nothing has been shown.
    [Test]
    public void RandomMarkets_HaveAllSections()
    {
        var channels = new HashSet<string>();
        for (int seed = 0; seed < 150; seed++)
        {
            channels.UnionWith(Simulation.Plan(RandomMarket.Of(seed).Text).Ledger!.Flows
                .Select(f => f.Channel));
        }

        Assert.That(channels, Has.Count.EqualTo(20));
    }
}
