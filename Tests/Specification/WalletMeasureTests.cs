using System.Globalization;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// How unequal a class's wallets are does not depend on the strata that they are simulated as.
/// All own one asset that doubles, so that profits are their sizes.
/// </summary>
[TestFixture]
public sealed class WalletMeasureTests
{
    private static string Market(string classes) => $$"""
        scenario: sizes
        kernel: market
        horizon: 365d
        step: 365d
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0.6931471805599453, volatility: 0 } }
          USD: { price: 1, process: { kind: constant } }
        classes:
        {{classes}}
        """;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gpurisk-sizes-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    // Log-normal: Gini 2 N(s / sqrt 2) - 1, top 1% N(s - 2.32635), and Theil s^2 / 2 of infinitely
    // many. Pareto: Gini 1 / (2 a - 1), top share .01^(1 - 1/a). Theil's index of a million wallets
    // with the law's means between millionths: 4.485 in place of 4.5, 3.612 in place of 4.236.
    [TestCase("log-normal, mean: 1000, logStdDev: 0.5", 0.27633, 0.125, 0.033899, 8)]
    [TestCase("log-normal, mean: 1000, logStdDev: 0.5", 0.27633, 0.125, 0.033899, 16)]
    [TestCase("log-normal, mean: 1000, logStdDev: 3", 0.96611, 4.485, 0.749734, 8)]
    [TestCase("pareto, minimum: 100, exponent: 1.161", 0.75643, 3.612, 0.528023, 16)]
    [TestCase("pareto, minimum: 100, exponent: 1.161", 0.75643, 3.612, 0.528023, 2)]
    public void Measures_OfAMillionWallets_AreThoseOfTheirLaw(
        string sizes, double gini, double theil, double top, int strata)
    {
        RunResult result = Run(Market(
            $"  a: {{ wallets: 1000000, strata: {strata}, sizes: {{ kind: {sizes} }}, holdings: {{ ETH: 1 }} }}"));
        Assert.That(result.Mean("market.gini"), Is.EqualTo(gini).Within(0.1).Percent);
        Assert.That(result.Mean("market.theil"), Is.EqualTo(theil).Within(0.1).Percent);
        Assert.That(
            result.Mean("market.topOnePercentShare"), Is.EqualTo(top).Within(0.1).Percent);
        Assert.That(result.Mean("market.wealthGini"), Is.EqualTo(gini).Within(0.1).Percent);
        Assert.That(result.Mean("market.wealthGiniChange"), Is.Zero.Within(1e-9));
    }

    // Palma of log-normal sizes: the top tenth own N(s - z(.9)), the bottom four tenths
    // N(z(.4) - s), with z(.9) = 1.281552 and z(.4) = -.253347.
    [TestCase(0.5, 0.962851)]
    [TestCase(1.0, 3.704729)]
    [TestCase(3.0, 1678.401)]
    public void Palma_OfLogNormalWallets_IsThatOfTheirLaw(double s, double palma) => Assert.That(
        Run(Market(
            $"  a: {{ wallets: 1000000, sizes: {{ kind: log-normal, mean: 1000, logStdDev: {s.ToString(CultureInfo.InvariantCulture)} }}, holdings: {{ ETH: 1 }} }}"))
            .Mean("market.palma"),
        Is.EqualTo(palma).Within(0.1).Percent);

    // Sums over all wallets, largest share first, by formulas of their own.
    [TestCase(300, 8)]
    [TestCase(5000, 8)]
    [TestCase(5000, 1)]
    [TestCase(5000, 16)]
    public void Measures_OfListedWallets_AreExact(int count, int strata)
    {
        var random = new Random(count);
        double[] sizes = [.. Enumerable.Range(0, count).Select(_ =>
            Math.Round(Math.Pow(random.NextDouble() + 1e-4, -1.2) * 50, 2))];
        RunResult result = RunFile(sizes, $"strata: {strata}, ");
        var exact = new Exact(sizes);
        Assert.That(result.Mean("market.gini"), Is.EqualTo(exact.Gini).Within(1e-6));
        Assert.That(result.Mean("market.theil"), Is.EqualTo(exact.Theil).Within(1e-5));
        Assert.That(
            result.Mean("market.topOnePercentShare"), Is.EqualTo(exact.Top(0.01)).Within(1e-6));
        Assert.That(
            result.Mean("market.topTenPercentShare"), Is.EqualTo(exact.Top(0.1)).Within(1e-6));
        Assert.That(result.Mean("market.palma"), Is.EqualTo(exact.Palma).Within(1e-3).Percent);
        Assert.That(
            result.Ledger!.Lorenz.Single(p => p.Wallets == 0.5).Mean,
            Is.EqualTo(1 - exact.Top(0.5)).Within(1e-6));
    }

    // Two lists whose sizes lie among each other, of which one gains and one loses by its size.
    [Test]
    public void Measures_OfTwoClassesAmongEachOther_AreThoseOfAllTheirWallets()
    {
        double[] few = [.. Enumerable.Range(1, 100).Select(i => 100.0 * i)];
        double[] many = [.. Enumerable.Range(1, 4000).Select(i => 4e6 / i)];
        string rest = """
              b: { sizes: { kind: file, file: few.csv, column: usd }, holdings: { ETH: 0.25 } }
            """;
        File.WriteAllLines(Path.Combine(_folder.FullName, "few.csv"), ["usd", .. Lines(few)]);
        RunResult result = RunFile(many, "", rest);
        var exact = new Exact([.. many, .. few.Select(x => x * 0.25)]);
        var wealth = new Exact([.. many.Select(x => 2 * x), .. few.Select(x => x * 1.25)]);
        Assert.That(result.Mean("market.gini"), Is.EqualTo(exact.Gini).Within(0.1).Percent);
        Assert.That(result.Mean("market.theil"), Is.EqualTo(exact.Theil).Within(1e-5));
        Assert.That(
            result.Mean("market.topOnePercentShare"), Is.EqualTo(exact.Top(0.01)).Within(1e-4));
        Assert.That(result.Mean("market.wealthGini"), Is.EqualTo(wealth.Gini).Within(1e-4));
        Assert.That(result.Mean("market.palma"), Is.EqualTo(wealth.Palma).Within(0.1).Percent);
    }

    // Liquidity providers of Uniswap v1 and v2 by their airdrop of UNI, and of Balancer by their
    // rewards of nine weeks; sums over all wallets, computed elsewhere.
    [TestCase("uni_airdrop_lp_wallets_2020-09.csv", 48_573, 0.98533, 4.685, 16_952)]
    [TestCase("balancer_lp_rewards_weekly.csv", 30_305, 0.97761, 4.050, 26_035)]
    public void Measures_OfRealProviders_AreExact(
        string file, int wallets, double gini, double theil, double palma)
    {
        double[] sizes = Provided(file);
        Assert.That(sizes, Has.Length.EqualTo(wallets));
        RunResult result = RunFile(sizes);
        Assert.That(result.Mean("market.gini"), Is.EqualTo(gini).Within(1e-5));
        Assert.That(result.Mean("market.theil"), Is.EqualTo(theil).Within(1e-3));
        Assert.That(result.Mean("market.palma"), Is.EqualTo(palma).Within(1));
        Assert.That(
            result.Mean("market.topOnePercentShare"),
            Is.EqualTo(new Exact(sizes).Top(0.01)).Within(1e-6));
    }

    private RunResult RunFile(double[] sizes, string strata = "", string rest = "")
    {
        File.WriteAllLines(Path.Combine(_folder.FullName, "sizes.csv"), ["usd", .. Lines(sizes)]);
        string path = Path.Combine(_folder.FullName, "s.yaml");
        File.WriteAllText(path, Market(
            $"  a: {{ {strata}sizes: {{ kind: file, file: sizes.csv, column: usd }}, holdings: {{ ETH: 1 }} }}\n"
            + rest));
        ScenarioResult read = ScenarioReader.Read(path);
        Assert.That(read.Errors, Is.Empty);
        return Simulation.RunOnce(ScenarioPlanner.Plan(read.Scenario!));
    }

    private static RunResult Run(string yaml) => Simulation.RunOnce(yaml);

    private static IEnumerable<string> Lines(IEnumerable<double> sizes) =>
        sizes.Select(x => x.ToString("R", CultureInfo.InvariantCulture));

    // The third column of each line is the amount; Balancer's second is the wallet.
    private static double[] Provided(string name)
    {
        string file = Library.Data(name);
        return [.. File.ReadLines(file).Skip(1)
            .Select(line => line.Split(','))
            .GroupBy(
                fields => name.StartsWith("balancer", StringComparison.Ordinal)
                    ? fields[1]
                    : fields[0],
                fields => double.Parse(fields[2], CultureInfo.InvariantCulture))
            .Select(amounts => amounts.Sum())
            .Where(sum => sum > 0)];
    }

    /// <summary>Measures of single wallets, by their textbook formulas.</summary>
    private sealed class Exact(double[] values)
    {
        private readonly double[] _ascending = [.. values.Order()];
        private readonly double _all = values.Sum();

        // 2 sum of i x_i / (N sum of x_i) - (N + 1) / N.
        public double Gini =>
            (2 * _ascending.Select((x, i) => (i + 1) * x).Sum() / (_ascending.Length * _all))
            - ((_ascending.Length + 1.0) / _ascending.Length);

        public double Theil => _ascending.Average(x =>
            x / (_all / _ascending.Length) * Math.Log(x / (_all / _ascending.Length)));

        public double Palma => Top(0.1) / (1 - Top(0.6));

        public double Top(double share)
        {
            double wallets = share * _ascending.Length;
            int whole = (int)wallets;
            double sum = _ascending[^whole..].Sum();
            return (sum + ((wallets - whole) * _ascending[^(whole + 1)])) / _all;
        }
    }
}
