using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>What regimes multiply: volume, gas, and the hazard of pegs.</summary>
[TestFixture]
internal sealed class RegimeFactorTests
{
    private const int Many = 100_000;
    private static readonly double[][] Next = [[0.9, 0.1], [0.4, 0.6]];

    private static RegimeFormula Formula(double periodYears) =>
        new([new(0, 0), new(0, 0)], [0.8, 0.2], Next, 6, periodYears);

    private static string Chain(string calm, string storm) =>
        RegimeFormula.Chain("10d", [0.8, 0.2], Next, [calm, storm]);

    [Test]
    public void Volume_IsTheRegimes()
    {
        Paths paths = Paths.Of(
            $$"""
            scenario: volume
            kernel: impermanent-loss
            horizon: 60d
            step: 2d
            assets:
              X: { price: 100, process: { kind: constant } }
              Y: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.5 }
            {{Chain("volume: 0.5", "volume: 3")}}
            """,
            Many, 71);
        double Volume(int[] periods) => 500_000.0 * 10 * ((0.5 * periods[0]) + (3 * periods[1]));
        paths.Mean("volume", i => paths["p.noiseVolume"][i]).AssertIs(Formula(1).Mean(Volume));
        double mean = Formula(1).Mean(Volume);
        paths.Mean("variance", i => Math.Pow(paths["p.noiseVolume"][i] - mean, 2))
            .AssertIs(Formula(1).Mean(n => Math.Pow(Volume(n) - mean, 2)));
        Assert.That(
            paths["p.fees"], Is.EqualTo(paths["p.noiseVolume"].Select(v => 0.003 * v))
                .Within(1e-9).Percent);
    }

    [Test]
    public void Impairments_ComeAsOftenAsTheRegimeSays()
    {
        const double perYear = 0.6;
        Paths paths = Paths.Of(
            $$"""
            scenario: pegs
            kernel: depeg
            horizon: 60d
            step: 12h
            assets:
              USD: { price: 1, process: { kind: constant } }
            stablecoins:
              C: { design: reserve-backed, meanReversionPerDay: 0, volatilityPerDay: 0, supply: 1000000000,
                   impairmentsPerYear: {{perYear}}, impairmentMean: 0.2 }
            {{Chain("pegHazard: 0.5", "pegHazard: 25")}}
            """,
            Many, 72);
        double whole = Formula(1).Mean(n =>
            Math.Exp(-perYear * 10 / 365 * ((0.5 * n[0]) + (25 * n[1]))));
        paths.Share("whole", i => paths["C.minimum"][i] == 1).AssertIs(whole);
    }

    [Test]
    public void Gas_CostsWhatTheRegimeSays()
    {
        Paths paths = Paths.Of(
            $$"""
            scenario: gas
            kernel: market
            horizon: 60d
            step: 2d
            assets:
              USD: { price: 1, process: { kind: constant } }
            gas: { price: 20, asset: USD }
            classes:
              a: { wallets: 10, sizes: { kind: equal, size: 1000 }, gasTolerance: 0.5 }
            {{Chain("", "gas: 7")}}
            """,
            Many / 10, 73);
        double last = 0.8;
        for (int i = 0; i < 5; i++) last = (0.9 * last) + (0.4 * (1 - last));
        paths.Mean("gas", i => paths["gas.price"][i]).AssertIs(20 * (last + (7 * (1 - last))));
    }

    private static string Volume(string process, string horizon, string step = "1d") => $$"""
        scenario: volume
        kernel: impermanent-loss
        horizon: {{horizon}}
        step: {{step}}
        assets:
          X: { price: 100, process: { kind: constant } }
          Y: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, noiseVolumePerDay: 1, noiseVolumeProcess: {{process}} }
        """;

    // Logs have the covariance v^2 / 2k (exp(-k |t - s|) - exp(-k (t + s))); factors exp of it.
    [TestCase(0.2, 0.3, 1)]
    [TestCase(1.5, 0.8, 3)]
    [TestCase(0, 0.1, 0.4)]
    public void PersistentVolume_HasTheMomentsOfItsExponential(
        double reversion, double volatility, double start)
    {
        const int days = 12;
        Paths paths = Paths.Of(
            Volume(
                FormattableString.Invariant(
                    $"{{ meanReversionPerDay: {reversion}, volatilityPerDay: {volatility}, start: {start} }}"),
                $"{days}d"),
            4 * Many, 74);
        double Mean(int t) => Math.Pow(start, Math.Exp(-reversion * t));
        double Covariance(int s, int t) => reversion == 0
            ? volatility * volatility * Math.Min(s, t)
            : volatility * volatility / (2 * reversion)
                * (Math.Exp(-reversion * Math.Abs(t - s)) - Math.Exp(-reversion * (t + s)));
        double mean = Enumerable.Range(1, days).Sum(Mean);
        double square = Enumerable.Range(1, days).Sum(s => Enumerable.Range(1, days)
            .Sum(t => Mean(s) * Mean(t) * (Math.Exp(Covariance(s, t)) - 1)));
        double[] volume = [.. paths["p.noiseVolume"].Select(v => v / 1e6)];
        Estimated.Of("mean", volume).AssertIs(mean);
        Estimated.Of("variance", [.. volume.Select(v => (v - mean) * (v - mean))])
            .AssertIs(square);
    }

    // With the square of the volatility over its mean: what the regimes say, path by path.
    [Test]
    public void Elasticity_FollowsTheVolatilityOfThePrice()
    {
        const double share = 0.8;
        double[] volatility = [0.5, 1.5];
        double mean = new RegimeFormula(
            [new(0, 0), new(0, 0)], [share, 1 - share], Next, 6, 1).Mean(n =>
                ((volatility[0] * volatility[0] * n[0]) + (volatility[1] * volatility[1] * n[1])) / 6);
        string Of(string pool, string chain) => $$"""
            scenario: elasticity
            kernel: impermanent-loss
            horizon: 60d
            step: 5d
            assets:
              X: { price: 100, process: {{RegimeFormula.Process([new(0, volatility[0]), new(0, volatility[1])])}} }
              Y: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, noiseVolumePerDay: 1{{pool}} }
            {{chain}}
            """;
        string factor(int i) => FormattableString.Invariant(
            $"volume: {volatility[i] * volatility[i] / mean:R}");
        double[] followed = Paths.Of(
            Of(", noiseVolumeProcess: { elasticity: 2 }", Chain("", "")), 500, 75)["p.noiseVolume"];
        double[] stated = Paths.Of(Of("", Chain(factor(0), factor(1))), 500, 75)["p.noiseVolume"];
        Assert.That(followed, Is.EqualTo(stated).Within(1e-9).Percent);
    }
}
