using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>Settings of the command line go before what the file says.</summary>
internal sealed class OverrideTests
{
    [Test]
    public void Override_ExistingLeaf_IsReplaced()
    {
        Scenario scenario = Read("assets.ETH.process.volatility=0.9", "horizon = 10d");
        Assert.That(scenario.Assets[0].Process, Is.EqualTo(new GbmProcess(0.05, 0.9)));
        Assert.That(scenario.HorizonSeconds, Is.EqualTo(864000));
    }

    [Test]
    public void Override_NewLeaf_IsAdded()
    {
        Scenario scenario = Read("pools.v2.arbitrage=step", "pools.v2.arbitrageGas=3");
        Assert.That(((PairPool)scenario.Pools[0]).ArbitrageGasUsd, Is.EqualTo(3));
    }

    [Test]
    public void Override_NewItem_IsAddedWithItsMappings()
    {
        Scenario scenario = Read("positions.mine.pool=v2", "positions.mine.value=77");
        Assert.That(scenario.Positions[^1].Name, Is.EqualTo("mine"));
        Assert.That(scenario.Positions[^1].ValueUsd, Is.EqualTo(77));
    }

    [Test]
    public void Override_ListAndItemOfList_AreReplaced()
    {
        Scenario scenario = Read(
            "positions.narrow.range=[1700, 3000]", "positions.narrow.range.0=1750");
        Assert.That(scenario.Positions[1].Range, Is.EqualTo(new PriceRange(1750, 3000)));
    }

    [Test]
    public void Override_SectionLeftEmpty_BecomesAMapping()
    {
        string text = Samples.Pools.Replace(
            "correlations: { ETH-BTC: 0.84 }", "correlations:", StringComparison.Ordinal);
        ScenarioResult result = ScenarioReader.Parse(
            text, Samples.FileName, null, ["correlations.ETH-BTC=0.25"]);
        Assert.That(result.Scenario!.Correlation(0, 1), Is.EqualTo(0.25));
    }

    [TestCase("horizon=soon", "--set:1:9: horizon: found 'soon'")]
    [TestCase("assets.ETH.process.volatility=-1",
        "--set:1:31: assets.ETH.process.volatility: found '-1'")]
    [TestCase("asets.ETH.price=1", "--set:1:1: asets: is not a known key; did you mean 'assets'?")]
    [TestCase("assets.ETH.pric=1",
        "--set:1:1: assets.ETH.pric: is not a known key; did you mean 'price'?")]
    [TestCase("horizon", "--set:1:1: found 'horizon'; allowed is key.path=value")]
    [TestCase("=5", "--set:1:1: found '=5'; allowed is key.path=value")]
    [TestCase("a..b=5", "--set:1:1: found 'a..b=5'; allowed is key.path=value")]
    [TestCase("horizon=", "--set:1:9: horizon: found no value")]
    [TestCase("horizon=#", "--set:1:9: horizon: found nothing")]
    [TestCase("horizon=\"1", "--set:1:9: horizon: this is not YAML")]
    [TestCase("horizon=\t1", "--set:1:9: found a tab")]
    [TestCase("horizon.x=1", "--set:1:1: horizon.x: found '90d' at horizon")]
    [TestCase("positions.narrow.range.2=1", "--set:1:1: positions.narrow.range.2: found a list")]
    [TestCase("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p=1", "found 16 keys; at most 15 are allowed")]
    public void Override_Wrong_IsToldWithItsKeyPath(string setting, string message)
    {
        ScenarioResult result = ScenarioReader.Parse(
            Samples.Pools, Samples.FileName, null, [setting]);
        Assert.That(result.Errors.Single().ToString(), Does.Contain(message));
    }

    [Test]
    public void Override_Second_IsToldInLineTwo()
    {
        ScenarioResult result = ScenarioReader.Parse(
            Samples.Pools, Samples.FileName, null, ["seed=5", "paths=-5"]);
        Assert.That(result.Errors.Single().ToString(), Does.StartWith("--set:2:7: paths: "));
    }

    private static Scenario Read(params string[] overrides)
    {
        ScenarioResult result = ScenarioReader.Parse(
            Samples.Pools, Samples.FileName, null, overrides);
        Assert.That(result.Errors, Is.Empty);
        return result.Scenario!;
    }
}
