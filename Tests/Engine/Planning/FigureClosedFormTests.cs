using System.Globalization;
using GpuRisk.Engine.Results;
using NUnit.Framework;
using static GpuRisk.Tests.Engine.Planning.FigureRuns;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>Figures of one's own against closed forms.</summary>
[TestFixture]
internal sealed class FigureClosedFormTests
{
    // scipy.stats.norm.ppf(0.001), ppf(0.95), ppf(0.975).
    private const double Normal001 = -3.090232306167813;
    private const double Normal95 = 1.6448536269514722;
    private const double Normal975 = 1.959963984540054;

    [Test]
    public void FiguresOfALogNormalPrice_AreThoseOfItsLaw()
    {
        const double years = 30 / 365.0;
        double deviation = 0.8 * Math.Sqrt(years);
        double mean = Math.Log(2000) + (0.1 * years) - (deviation * deviation / 2);
        double growth = Math.Exp(0.1 * years);
        double at1600 = (Math.Log(1600) - mean) / deviation;
        RunResult result = Run(Prices, 40_000, """
            tail: quantile(ETH.price, 0.001)
            var: VaR(ETH.price, 0.975)
            es: ES(ETH.price, 0.975)
            falls: P(ETH.price < 1600)
            then: mean(ETH.price | ETH.price < 1600)
            both: P(ETH.price < 1600 | BTC.price < 40000)
            """);
        Assert.Multiple(() =>
        {
            Check(result, "tail", Math.Exp(mean + (deviation * Normal001)));
            Check(result, "var", 2000 - Math.Exp(mean - (deviation * Normal975)));
            Check(
                result, "es",
                2000 - (2000 * growth * Cdf(-Normal975 - deviation) / 0.025));
            Check(result, "falls", Cdf(at1600));
            Check(result, "then", 2000 * growth * Cdf(at1600 - deviation) / Cdf(at1600));
            Assert.That(
                result.Metrics["figures.both"].Mean,
                Is.GreaterThan(result.Metrics["figures.falls"].Mean!.Value));
        });
    }

    /// <summary>A sum of two log-normal prices has the variance of its parts.</summary>
    [Test]
    public void Sum_HasTheVarianceOfItsParts()
    {
        const double years = 30 / 365.0;
        RunResult result = Run(Prices, 40_000, "fund: 10 * ETH.price + BTC.price * 0.5");
        MetricResult fund = result.Metrics["figures.fund"];
        double eth = 20_000 * Math.Exp(0.1 * years);
        const double btc = 20_000;
        double variance = (eth * eth * (Math.Exp(0.64 * years) - 1))
            + (btc * btc * (Math.Exp(0.36 * years) - 1))
            + (2 * eth * btc * (Math.Exp(0.7 * 0.48 * years) - 1));
        Assert.Multiple(() =>
        {
            Assert.That(fund.LossReference, Is.EqualTo(40_000));
            Assert.That(
                fund.Mean, Is.EqualTo(eth + btc).Within(4.5 * fund.StandardError!.Value));
            Assert.That(
                fund.StandardDeviation, Is.EqualTo(Math.Sqrt(variance)).Within(
                    4.5 * fund.Errors.StandardDeviation.StandardError!.Value));
        });
    }

    /// <summary>Over a day, prices of 5 % volatility are normal to 0.3 %. Of a normal portfolio the
    /// expected shortfall is s phi(z) / (1 - p), and a part of it has the share of the covariance
    /// of part and whole in s squared (Tasche 1999).</summary>
    [Test]
    public void ShortfallOfFivePositions_HasTheContributionsOfANormalPortfolio()
    {
        const double level = 0.95;
        double[] weights = [1000, 2000, 500, -800, 1500];
        double[] volatilities = [0.05, 0.03, 0.08, 0.04, 0.06];
        string assets = string.Concat(volatilities.Select((v, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"  A{i}: {{ price: 1, process: {{ kind: gbm, drift: 0, volatility: {v} }} }}\n")));
        string scenario = """
            scenario: portfolio
            kernel: impermanent-loss
            horizon: 1d
            step: 1d
            seed: 11
            correlations: { A0-A1: 0.5, A0-A2: 0.3, A1-A3: 0.6, A2-A4: -0.2, A3-A4: 0.4 }
            assets:

            """ + assets;
        double Correlation(int i, int j) => (Math.Min(i, j), Math.Max(i, j)) switch
        {
            (0, 1) => 0.5,
            (0, 2) => 0.3,
            (1, 3) => 0.6,
            (2, 4) => -0.2,
            (3, 4) => 0.4,
            var (a, b) => a == b ? 1 : 0,
        };
        double Covariance(int i) => Enumerable.Range(0, 5).Sum(j => weights[i] * weights[j]
            * volatilities[i] * volatilities[j] * Correlation(i, j) / 365);
        double deviation = Math.Sqrt(Enumerable.Range(0, 5).Sum(Covariance));
        double factor = Math.Exp(-Normal95 * Normal95 / 2) / Math.Sqrt(2 * Math.PI) / (1 - level);
        string fund = string.Join(" + ", weights.Select((w, i) => $"{w} * A{i}.price"));
        RunResult whole = Run(scenario, 60_000, $"""
            fund: {fund}
            es: ES(fund, 0.95)
            edge: quantile(fund, 0.05)
            """);
        string edge = whole.Metrics["figures.edge"].Mean!.Value
            .ToString("R", CultureInfo.InvariantCulture);
        RunResult parts = Run(scenario, 60_000, string.Join('\n', weights.Select((w, i) =>
            $"part{i}: mean({w} * A{i}.price | {fund} <= {edge})")));
        double[] losses = [.. weights.Select(
            (w, i) => w - parts.Metrics[$"figures.part{i}"].Mean!.Value)];
        Assert.Multiple(() =>
        {
            Check(whole, "es", deviation * factor);
            Assert.That(
                losses.Sum(),
                Is.EqualTo(whole.Metrics["figures.es"].Mean!.Value).Within(0.3).Percent);
            for (int i = 0; i < weights.Length; i++)
            {
                Assert.That(
                    losses[i],
                    Is.EqualTo(Covariance(i) / deviation * factor).Within(
                        4.5 * parts.Metrics[$"figures.part{i}"].StandardError!.Value
                        + (0.003 * deviation * factor)),
                    $"part {i}");
            }
        });
    }

    private static void Check(RunResult result, string figure, double expected)
    {
        MetricResult told = result.Metrics[$"figures.{figure}"];
        Assert.That(
            told.Mean, Is.EqualTo(expected).Within(4.5 * told.StandardError!.Value), figure);
    }

    // Abramowitz and Stegun 7.1.5: the series of the error function.
    private static double Cdf(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= -x * x / (2 * n);
            sum += term / ((2 * n) + 1);
        }

        return 0.5 + (sum / Math.Sqrt(2 * Math.PI));
    }
}
