using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>How concentrated a pool's liquidity is: from its ticks, or with a word of where it is
/// from.</summary>
internal sealed class LiquidityTests
{
    private const string Stated = "concentration: 5";

    private DirectoryInfo _folder = null!;

    private string FilePath => Path.Combine(_folder.FullName, "ticks.csv");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gpurisk-ticks-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    // A position from P / r to P r has 1 / (1 - 1 / sqrt(r)) times the liquidity of one at all
    // prices (Uniswap v3 whitepaper, section 2); of one tick on each side some 20,000 times.
    [TestCase(1)]
    [TestCase(5)]
    [TestCase(953)]
    [TestCase(6932)]
    [TestCase(LiquidityDistribution.MostTick)]
    public void Concentration_OfOneRange_IsTheClosedForm(int half)
    {
        double root = Math.Pow(1.0001, -half / 2.0);
        var liquidity = Of((-half, 7e18), (half, -7e18));
        Assert.That(
            liquidity.Concentration(0), Is.EqualTo(1 / (1 - root)).Within(1e-9).Percent);
        Assert.That(liquidity.At(half - 1), Is.EqualTo(7e18));
        Assert.That(liquidity.At(half), Is.Zero);
        Assert.That(liquidity.At(-half - 1), Is.Zero);
    }

    // Values of positions that do not hold the price lie in one token alone.
    [Test]
    public void Concentration_OfSeveralRanges_CountsTheValueOfAll()
    {
        (int From, int To, double Amount)[] positions =
            [(-60, 120, 3), (0, 600, 5), (-1200, -300, 40), (120, 240, 8)];
        const int tick = 60;
        double root = Math.Pow(1.0001, tick / 2.0);
        double value = positions.Sum(position =>
        {
            double low = Math.Pow(1.0001, position.From / 2.0);
            double high = Math.Pow(1.0001, position.To / 2.0);
            double at = Math.Clamp(root, low, high);
            return position.Amount * ((((1 / at) - (1 / high)) * root * root) + at - low);
        });
        LiquidityDistribution liquidity = Of(
            [.. positions.SelectMany(p => ((int, double)[])[(p.From, p.Amount), (p.To, -p.Amount)])]);
        Assert.That(
            liquidity.Concentration(tick), Is.EqualTo(2 * 8 * root / value).Within(1e-9).Percent);
    }

    [Test]
    public void Read_Ticks_IsTheirConcentrationAndSaysHowItFalls()
    {
        ScenarioResult read = ReadWith(
            "tickIdx,liquidityGross,liquidityNet\n-100,10,10\n0,5,5\r\n100,15,-15\n",
            tick: 20);
        Assert.That(read.Errors, Is.Empty);
        var pool = (ConcentratedPool)read.Scenario!.Pools.Single();
        Assert.That(
            pool.Concentration,
            Is.EqualTo(Of((-100, 10), (0, 5), (100, -15)).Concentration(20)));
        Assert.That(pool.Source, Is.EqualTo("ticks.csv"));
        Assert.That(
            ScenarioPlanner.Plan(read.Scenario).Warnings.Single(),
            Does.StartWith("pools.p: a tenth of the price away, active liquidity is 0.00 and 0.00")
                .And.Contain("at tick 20"));
        Assert.That(
            ReadWith("tick,liquidityNet\n-100,20\n0,10\n100,-30\n", 20).Scenario!.Hash,
            Is.EqualTo(read.Scenario.Hash), "the same concentration is the same run");
        Assert.That(
            ReadWith("tick,liquidityNet\n-100,20\n0,10\n100,-30\n", 21).Scenario!.Hash,
            Is.Not.EqualTo(read.Scenario.Hash));
    }

    [TestCase("tick,liquidityNet\n1.5,1\n", 2, 1, "found '1.5'; allowed is a whole number")]
    [TestCase("tick,liquidityNet\n-887273,1\n", 2, 1, "from -887272 to 887272")]
    [TestCase("tick,liquidityNet\n1,much\n", 2, 3, "found 'much'; allowed is a number")]
    [TestCase("tick,liquidityNet\n1,NaN\n", 2, 3, "found 'NaN'")]
    [TestCase("tick,liquidityNet\n1,1\n1,-1\n", 3, 1, "allowed is each tick once")]
    [TestCase("tick,liquidityNet\n1\n", 2, 1, "found 1 fields; allowed are 2")]
    [TestCase("tick,liquidity\n1,1\n", 1, 1, "found none of the columns liquidityNet")]
    [TestCase("tick,tickIdx,liquidityNet\n1,1,1\n", 1, 1, "found several of the columns tick,")]
    public void Read_WrongTicks_AreToldAtTheirPlaceInTheFile(
        string text, int line, int column, string message)
    {
        ScenarioError error = ReadWith(text, 0).Errors.Single();
        Assert.That(error.File, Is.EqualTo(FilePath));
        Assert.That((error.Line, error.Column), Is.EqualTo((line, column)));
        Assert.That(error.KeyPath, Is.EqualTo("pools.p.liquidity"));
        Assert.That(error.Message, Does.Contain(message));
    }

    [TestCase("tick,liquidityNet\n0,5\n10,-6\n", 0, "file", "less than nothing is left above tick 10")]
    [TestCase("tick,liquidityNet\n0,5\n10,-4\n", 0, "file", "add up to 1; allowed are those of all")]
    [TestCase("tick,liquidityNet\n0,5\n10,-5\n", 10, "tick", "found a concentration of 0 there")]
    [TestCase(
        "tick,liquidityNet\n-9,1\n0,100000\n9,-100000\n40,-1\n", 20, "tick",
        "allowed is at least 1")]
    public void Read_TicksThatNoPoolHas_AreToldAtTheKey(
        string text, int tick, string key, string message)
    {
        ScenarioError error = ReadWith(text, tick).Errors.Single();
        Assert.That(error.KeyPath, Is.EqualTo($"pools.p.liquidity.{key}"));
        Assert.That(error.Message, Does.Contain(message));
    }

    [TestCase("concentration: 5, ", "concentration")]
    [TestCase("source: 'a guess', ", "source")]
    public void Read_TicksAndAWordOfTheirOwn_IsRefused(string more, string key)
    {
        File.WriteAllText(FilePath, "tick,liquidityNet\n-9,1\n9,-1\n");
        ScenarioError error = Read(more + "liquidity: { file: ticks.csv, tick: 0 }")
            .Errors.Single();
        Assert.That(error.KeyPath, Is.EqualTo($"pools.p.{key}"));
        Assert.That(error.Message, Does.Contain("allowed only without liquidity"));
    }

    [TestCase("fee: 0.003", true)]
    [TestCase(Stated, true)]
    [TestCase($"{Stated}, source: 'a table of ticks, 2023-08'", false)]
    [TestCase("concentration: { median: 5, factor: 1.4 }", false)]
    public void Plan_ConcentrationWithoutAWord_IsWarnedOf(string keys, bool isBare)
    {
        ScenarioResult read = Read(keys == "fee: 0.003" ? "" : keys);
        Assert.That(read.Errors, Is.Empty);
        string[] warnings = [.. ScenarioPlanner.Plan(read.Scenario!).Warnings
            .Where(warning => warning.Contains("has no source", StringComparison.Ordinal))];
        Assert.That(warnings, Has.Length.EqualTo(isBare ? 1 : 0));
        if (isBare) Assert.That(warnings[0], Does.StartWith("pools.p: concentration "));
        Assert.That(
            read.Scenario!.Hash == Read(Stated).Scenario!.Hash,
            Is.EqualTo(keys.StartsWith(Stated, StringComparison.Ordinal)),
            "a source changes no path");
    }

    private static LiquidityDistribution Of(params (int Tick, double Net)[] net) =>
        LiquidityDistribution.Of(net
            .GroupBy(one => one.Tick)
            .ToDictionary(same => same.Key, same => same.Sum(one => one.Net)), out _)!;

    private ScenarioResult ReadWith(string text, int tick)
    {
        File.WriteAllText(FilePath, text);
        return Read($"liquidity: {{ file: ticks.csv, tick: {tick} }}");
    }

    private ScenarioResult Read(string keys)
    {
        string path = Path.Combine(_folder.FullName, "s.yaml");
        string more = keys.Length == 0 ? "" : $", {keys}";
        File.WriteAllText(path, $$"""
            scenario: s
            kernel: impermanent-loss
            horizon: 1d
            step: 1h
            paths: 64
            assets:
              A: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.5 } }
              B: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: concentrated, base: A, quote: B, fee: 0.003, value: 1000000{{more}} }
            positions:
              all: { pool: p, value: 10, range: [1500, 2500] }
            """);
        return ScenarioReader.Read(path);
    }
}
