using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>A joint market of nothing but assets has the known classes.</summary>
internal sealed class ClassDefaultTests
{
    private const string Bare = """
        scenario: bare
        kernel: market
        horizon: 10d
        step: 30m
        assets: { ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 1 } } }

        """;

    [Test]
    public void Parse_WithoutClasses_HasTheTenKnownOnesAndNothingElse()
    {
        Scenario scenario = Read(Bare);
        Assert.Multiple(() =>
        {
            Assert.That(scenario.Classes.Select(known => known.Name), Is.EqualTo(new[]
            {
                "retail", "whales", "insiders", "treasury", "arbitrageurs", "liquidators",
                "issuer", "infrastructure", "attackers", "insurers",
            }));
            Assert.That(
                scenario.Classes.Select(known => known.Index), Is.EqualTo(Enumerable.Range(0, 10)));
            Assert.That(
                scenario.Classes.Where(known => !known.Centralised).Select(known => known.Name),
                Is.EqualTo(new[] { "retail" }));
            Assert.That(scenario.Gas, Is.Null);
            Assert.That(scenario.Regulation, Is.Null);
            Assert.That(scenario.Services, Is.Null);
            Assert.That(scenario.Farms, Is.Empty);
            Assert.That(scenario.Tokens, Is.Empty);
        });
    }

    [Test]
    public void Parse_WithoutClasses_EqualsAllOfThemWrittenWithoutKeys()
    {
        string classes = string.Concat(
            Read(Bare).Classes.Select(known => $"  {known.Name}: {{}}\n"));
        Assert.That(Read(Bare + "classes:\n" + classes).Hash, Is.EqualTo(Read(Bare).Hash));
    }

    /// <summary>
    /// Means are those of BIS Working Paper 1227. Of 19 searchers three took three quarters
    /// (arXiv 2507.13023); a Pareto law gives the largest p of all p^(1 - 1/exponent).
    /// </summary>
    [Test]
    public void Defaults_AgreeWithTheirSources()
    {
        Scenario scenario = Read(Bare);
        WalletClass retail = scenario.Classes[0];
        WalletClass arbitrageurs = scenario.Classes[4];
        double exponent = ((ParetoSizes)arbitrageurs.Sizes).Exponent;
        Assert.Multiple(() =>
        {
            Assert.That(retail.Wallets, Is.EqualTo(250_000));
            Assert.That(retail.Sizes.MeanUsd, Is.EqualTo(29_000));
            Assert.That(retail.LatencySeconds, Is.EqualTo(86400));
            Assert.That(scenario.Classes[1].Sizes.MeanUsd, Is.EqualTo(3_700_000));
            Assert.That(arbitrageurs.Wallets, Is.EqualTo(19));
            Assert.That(arbitrageurs.LatencySeconds, Is.Zero);
            Assert.That(Math.Pow(3.0 / 19, 1 - (1 / exponent)), Is.EqualTo(0.75).Within(0.01));
        });
    }

    [TestCase(1, 1)]
    [TestCase(5, 5)]
    [TestCase(100, 8)]
    public void Strata_NotStated_AreEightOrOneAWallet(long wallets, int strata)
    {
        Scenario scenario = Read(
            Bare + "classes: { a: { sizes: { kind: equal, size: 1 }, wallets: " + wallets + " } }");
        Assert.That(scenario.Classes.Single().Strata, Is.EqualTo(strata));
    }

    [Test]
    public void Parse_NameOfAClassThatNobodyWrote_IsRefused()
    {
        ScenarioResult result = ScenarioReader.Parse(
            Bare + "stablecoins: { whales: { design: reserve-backed, meanReversionPerDay: 1, "
            + "volatilityPerDay: 0, supply: 5 } }",
            Samples.FileName);
        Assert.That(
            result.Errors.Single().Message,
            Does.Contain("found 'whales', which names one of classes too"));
    }

    private static Scenario Read(string text)
    {
        ScenarioResult result = ScenarioReader.Parse(text, Samples.FileName);
        Assert.That(result.Errors, Is.Empty);
        return result.Scenario!;
    }
}
