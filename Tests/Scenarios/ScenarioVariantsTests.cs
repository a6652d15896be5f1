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

    /// <summary>Of 1.0001 to multiples of 60 (Uniswap v3 whitepaper, 6.1).</summary>
    [Test]
    public void Usable_IsTheNearestTick()
    {
        double Tick(int i) => Math.Pow(1.0001, 60 * i);
        File.WriteAllText(_file, FormattableString.Invariant($$"""
            scenario: ticks
            kernel: impermanent-loss
            horizon: 3d
            step: 1h
            assets:
              X: { price: 1, decimals: 18, process: { kind: gbm, drift: 0, volatility: 1 } }
              Y: { price: 1, decimals: 18, process: { kind: constant } }
            pools:
              v3: { kind: concentrated, base: X, quote: Y, fee: 0.003, value: 1e6, tickSpacing: 60 }
            positions:
              p: { pool: v3, value: 100, range: [{{Tick(-20):G12}}, {{Tick(20):G12}}] }
            """));
        ScenarioVariants variants = ScenarioVariants.Open(_file, [], out _)!;
        ScenarioNumber low = Number(variants, "positions.p.range.0");
        ScenarioNumber high = Number(variants, "positions.p.range.1");
        var wanted = new Dictionary<ScenarioNumber, double>
        {
            [low] = 0.7 * Tick(-30) + 0.3 * Tick(-29),
            [high] = 0.3 * Tick(9) + 0.7 * Tick(10),
        };
        IReadOnlyDictionary<ScenarioNumber, double> usable =
            variants.Usable(wanted, isCertain: false);
        Assert.Multiple(() =>
        {
            Assert.That(usable[low], Is.EqualTo(Tick(-30)).Within(1e-9));
            Assert.That(usable[high], Is.EqualTo(Tick(10)).Within(1e-9));
            Assert.That(variants.With(wanted, isCertain: false).IsValid, Is.False);
            Assert.That(variants.With(usable, isCertain: false).IsValid, Is.True);
        });
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
