using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>One scenario with other numbers in it.</summary>
internal sealed class ScenarioVariantsTests
{
    private string _file = "";

    [SetUp]
    public void MakeFile() => _file = Path.GetTempFileName();

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [Test]
    public void With_IsTheScenarioOfTheSameText()
    {
        ScenarioVariants variants = Open(0.5, "uncertainty: { draws: 16 }");
        ScenarioNumber volatility = Number(variants, "assets.ETH.process.volatility");
        Scenario moved = variants.With(
            new Dictionary<ScenarioNumber, double> { [volatility] = 0.7 }, isCertain: false)
            .Scenario!;
        ScenarioResult direct = ScenarioReader.Parse(Text(0.7, "uncertainty: { draws: 16 }"), "x");
        Assert.That(moved.Hash, Is.EqualTo(direct.Scenario!.Hash));
    }

    [Test]
    public void WithCertainNumbers_IsTheScenarioOfTheMedians()
    {
        ScenarioVariants variants = Open(0.5, "uncertainty: { draws: 16 }");
        Scenario certain = variants.With(
            new Dictionary<ScenarioNumber, double>(), isCertain: true).Scenario!;
        string medians = Text(0.5, "").Replace(
            "{ mean: 0.1, standardError: 0.02 }", "0.1", StringComparison.Ordinal);
        Assert.That(
            certain.Hash, Is.EqualTo(ScenarioReader.Parse(medians, "x").Scenario!.Hash));
    }

    [Test]
    public void Numbers_AreThoseThatAreStatedAndMayVary() => Assert.That(
        Open(0.5, "").Numbers.Select(number => number.Key), Is.EqualTo(new[]
        {
            "assets.ETH.price", "assets.ETH.process.drift", "assets.ETH.process.volatility",
            "assets.USDC.price", "shocks.0.at", "shocks.0.prices.ETH",
        }));

    [TestCase("assets.ETH.price", 2000, 2000)]
    [TestCase("assets.ETH.price", -1, 500)]
    [TestCase("shocks.0.at", 86_400 + 1, 86_400 + 3600)]
    [TestCase("shocks.0.at", 86_400 + 7000, 86_400 + 7200)]
    [TestCase("shocks.0.at", -5, 0)]
    public void Towards_GoesAsFarAsIsAllowed(string key, double to, double expected)
    {
        ScenarioNumber number = Number(Open(0.5, ""), key);
        Assert.That(number.Towards(to), Is.EqualTo(expected));
    }

    private static ScenarioNumber Number(ScenarioVariants variants, string key) =>
        variants.Numbers.Single(number => number.Key == key);

    private static string Text(double volatility, string rest) => FormattableString.Invariant($$"""
        scenario: variants
        kernel: impermanent-loss
        horizon: 3d
        step: 1h
        assets:
          ETH:
            price: 1000
            process:
              kind: gbm
              drift: { mean: 0.1, standardError: 0.02 }
              volatility: {{volatility}}
          USDC: { price: 1, process: { kind: constant } }
        shocks:
          - { at: 1d, prices: { ETH: -0.2 } }
        {{rest}}
        """);

    private ScenarioVariants Open(double volatility, string rest)
    {
        File.WriteAllText(_file, Text(volatility, rest));
        ScenarioVariants? variants = ScenarioVariants.Open(
            _file, [], out IReadOnlyList<ScenarioError> errors);
        Assert.That(errors, Is.Empty);
        return variants!;
    }
}
