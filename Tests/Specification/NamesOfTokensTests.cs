using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Tokens and pools are called what they are called on their chains.</summary>
internal sealed class NamesOfTokensTests : HostFixture
{
    private const string Scenario = """
        scenario: names
        kernel: impermanent-loss
        horizon: 2d
        step: 12h
        paths: 100
        assets:
          1INCH: { price: 0.3, process: { kind: gbm, drift: 0, volatility: 0.9 } }
          BTC.b: { price: 60000, process: { kind: gbm, drift: 0, volatility: 0.5 } }
          USDC: { price: 1, process: { kind: constant } }
          USDC.e: { price: 1, process: { kind: constant } }
        correlations: { 1INCH-BTC.b: 0.5 }
        pools:
          1INCH/USDC.e: { kind: constant-product, base: 1INCH, quote: USDC.e, fee: 0.003, value: 1e8 }
        positions:
          UNI-V2: { pool: 1INCH/USDC.e, value: 1000 }
        """;

    /// <summary>Symbols of the tokens' contracts: 1inch, bridged USD Coin, Tether's USDT0,
    /// Overnight's USD+, Stargate's S*USDC, Curve's 3Crv, HarryPotterObamaSonic10Inu's cousins.
    /// A text that YAML could take for a number or a flag is a name where a name stands.</summary>
    [TestCase("1INCH")]
    [TestCase("DAI.e")]
    [TestCase("USD₮0")]
    [TestCase("USD+")]
    [TestCase("S*USDC")]
    [TestCase("3Crv")]
    [TestCase("$MYRO")]
    [TestCase("1000SATS")]
    [TestCase("888")]
    [TestCase("1e3")]
    [TestCase("0x0")]
    [TestCase("true")]
    [TestCase("50WETH-50USDC")]
    [TestCase("yvCurve-stETH_f")]
    [TestCase("aBasUSDC/wstETH")]
    [TestCase("币安人生")]
    public void Symbol_IsAccepted_AndKeptAsItIs(string symbol)
    {
        string text = Scenario.Replace("1INCH", symbol, StringComparison.Ordinal);
        ScenarioResult plain = ScenarioReader.Parse(text, "s.yaml");
        Assert.That(plain.Errors, Is.Empty);
        Assert.That(plain.Scenario!.Assets[0].Name, Is.EqualTo(symbol));

        string quoted = Scenario
            .Replace("base: 1INCH", $"base: '{symbol}'", StringComparison.Ordinal)
            .Replace("  1INCH:", $"  \"{symbol}\":", StringComparison.Ordinal)
            .Replace("1INCH", symbol, StringComparison.Ordinal);
        Assert.That(
            ScenarioReader.Parse(quoted, "s.yaml").Scenario!.Hash, Is.EqualTo(plain.Scenario.Hash));
    }

    [TestCase("USDC.")]
    [TestCase(".e")]
    [TestCase("USDC..e")]
    [TestCase("../../etc")]
    [TestCase("a/../b")]
    [TestCase("/etc")]
    [TestCase("-ETH")]
    [TestCase("+ETH")]
    [TestCase("ETH=1")]
    [TestCase("USD\\nCoin")]
    [TestCase("US DC")]
    [TestCase("USD\\u202eC")]
    [TestCase("e\\u0301")]
    [TestCase("<b>")]
    [TestCase("")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void OtherText_IsNoName(string name)
    {
        string text = Scenario.Replace(
            "  USDC:", $"  \"{name}\":", StringComparison.Ordinal);
        ScenarioError error = ScenarioReader.Parse(text, "s.yaml").Errors.Single();
        Assert.That(error.Line, Is.EqualTo(9));
        Assert.That(error.Message, Does.Contain("allowed is a name of a letter, digit"));
    }

    /// <summary>A path goes to the longest name that is there; what is not there is added where
    /// it fits.</summary>
    [TestCase("assets.USDC.e.price=1.5", "assets.USDC.e.price")]
    [TestCase("assets.USDC.price=1.5", "assets.USDC.price")]
    [TestCase("pools.1INCH/USDC.e.value=15000", "pools.1INCH/USDC.e.value")]
    [TestCase("pools.1INCH/USDC.e.noiseVolumePerDay=1.5", "pools.1INCH/USDC.e.noiseVolumePerDay")]
    [TestCase("correlations.1INCH-BTC.b=0.25", "correlations.1INCH-BTC.b")]
    [TestCase("assets.BTC.b.process.volatility=1.5", "assets.BTC.b.process.volatility")]
    public void Setting_OfANameWithDots_SetsItsKey(string setting, string key)
    {
        ScenarioResult result = ScenarioReader.Parse(Scenario, "s.yaml", null, [setting]);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(
            ScenarioKeys.Of(Scenario, [setting])[key], Is.EqualTo(setting.Split('=')[1]));
        Assert.That(
            ScenarioKeys.Of(Scenario, [setting]).Where(pair => pair.Key != key),
            Is.SubsetOf(ScenarioKeys.Of(Scenario, [])));
    }

    [Test]
    public void Setting_OfANewName_AddsIt()
    {
        ScenarioResult result = ScenarioReader.Parse(Scenario, "s.yaml", null,
        [
            "assets.WETH.e.price=2000",
            "assets.WETH.e.process={ kind: gbm, drift: 0, volatility: 0.8 }",
            "correlations.WETH.e-BTC.b=0.75",
        ]);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Scenario!.Assets[4].Name, Is.EqualTo("WETH.e"));
        Assert.That(result.Scenario.Correlation(1, 4), Is.EqualTo(0.75));
    }

    [Test]
    public void Setting_ThatMeansTwoKeys_IsRefusedAtItsPlace()
    {
        string text = Scenario.Replace("BTC.b", "USDC.price", StringComparison.Ordinal);
        ScenarioResult result = ScenarioReader.Parse(
            text, "s.yaml", null, ["seed=2", "assets.USDC.price=2"]);
        Assert.That(result.Errors.Single().ToString(), Is.EqualTo(
            "--set:2:1: assets.USDC.price: found a path that means assets > USDC.price or "
            + "assets > USDC > price; allowed are names that can be told apart"));
    }

    [TestCase("assets.USDC.e.prise=1", "assets.USDC.e.prise: is not a known key; did you mean")]
    [TestCase("correlations.1INCH-BTC.c=0.1", "correlations.1INCH-BTC.c: found '1INCH-BTC.c'")]
    public void Setting_OfNoKey_IsToldWithItsPath(string setting, string message)
    {
        ScenarioResult result = ScenarioReader.Parse(Scenario, "s.yaml", null, [setting]);
        Assert.That(result.Errors.Single().ToString(), Does.StartWith("--set:1:1: " + message));
    }

    /// <summary>Results call the retail part of a book <c>book.retail</c>.</summary>
    [Test]
    public void Name_OfAPartOfABook_IsRefused()
    {
        string text = File.ReadAllText(At("lending.yaml"))
            .Replace("  aave:", "  book.aave:", StringComparison.Ordinal)
            .Replace("market: aave", "market: book.aave", StringComparison.Ordinal);
        ScenarioError error = ScenarioReader.Parse(text, "s.yaml", At("")).Errors.Single();
        Assert.That(error.ToString(), Does.Contain(
            "markets.book.aave: found 'book.aave', which results call a part of book"));
    }

    [Test]
    public void Correlation_ThatCanBeSplitInTwoWays_IsRefused()
    {
        string text = Scenario
            .Replace("BTC.b", "A-B", StringComparison.Ordinal)
            .Replace("1INCH-A-B", "A-A-B", StringComparison.Ordinal)
            .Replace("USDC: {", "A-A: {", StringComparison.Ordinal)
            .Replace("1INCH", "A", StringComparison.Ordinal)
            .Replace("USDC.e", "B", StringComparison.Ordinal);
        ScenarioError error = ScenarioReader.Parse(text, "s.yaml").Errors.Single();
        Assert.That(error.Message, Does.Contain("can be split in several ways"));
    }

    [TestCase("arrow")]
    [TestCase("parquet")]
    public void Names_GoThroughAllFilesAndCommands(string samples)
    {
        string file = Write("names.yaml", Scenario);
        string[] run = ["run", file, "--quiet", "--device", "simd", "--samples", samples];
        CommandRun first = CommandRun.Of(
            [.. run, "--out", At("a"), "--histogram", "UNI-V2.netVersusHold"]);
        CommandRun second = CommandRun.Of(
            [.. run, "--out", At("b"), "--set", "assets.USDC.e.price=1.01"]);
        Assert.That(first.Code, Is.EqualTo(ExitCode.Done), first.Error);
        Assert.That(first.Output, Does.Contain("1INCH/USDC.e"));
        Assert.That(second.Code, Is.EqualTo(ExitCode.Done), second.Error);

        CommandRun compared = CommandRun.Of("compare", At("a"), At("b"), "--json");
        Assert.That(compared.Code, Is.EqualTo(ExitCode.Done), compared.Error);
        JsonNode changed = JsonNode.Parse(compared.Output)!["differences"]!;
        Assert.That((string?)changed[0]!["key"], Is.EqualTo("assets.USDC.e.price"));

        Assert.That(CommandRun.Of("verify", At("b")).Code, Is.EqualTo(ExitCode.Done));
        CommandRun drawn = CommandRun.Of("report", At("a"), "--png", At("pictures"));
        Assert.That(drawn.Code, Is.EqualTo(ExitCode.Done), drawn.Error);
        Assert.That(
            Directory.GetDirectories(At("pictures")), Is.Empty, "no name makes a folder");
    }

    [Test]
    public void Names_MayVary()
    {
        CommandRun run = CommandRun.Of(
            "sweep", Write("names.yaml", Scenario), "--quiet", "--device", "simd", "--json",
            "--vary", "pools.1INCH/USDC.e.fee=0:0.01:3", "--metric", "1INCH.price");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        JsonNode rows = JsonNode.Parse(run.Output)!["rows"]!;
        Assert.That(
            (double)rows[1]!["values"]!["pools.1INCH/USDC.e.fee"]!, Is.EqualTo(0.005));
    }
}
