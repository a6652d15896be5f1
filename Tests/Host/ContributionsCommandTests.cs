using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk contributions</c> of five correlated positions against the closed form of a
/// normal portfolio, from which prices over an hour differ by less than their errors.</summary>
internal sealed class ContributionsCommandTests : HostFixture
{
    private const string Market = """
        scenario: five
        kernel: impermanent-loss
        horizon: 1h
        step: 1h
        paths: 200000
        seed: 3
        assets:
          A: { price: 100, process: { kind: gbm, drift: 0, volatility: 0.1 } }
          B: { price: 50, process: { kind: gbm, drift: 0, volatility: 0.2 } }
          C: { price: 10, process: { kind: gbm, drift: 0, volatility: 0.3 } }
          D: { price: 200, process: { kind: gbm, drift: 0, volatility: 0.15 } }
          E: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.25 } }
        correlations: { A-B: 0.5, A-C: 0.2, B-D: -0.3, C-E: 0.6, A-D: 0.1 }
        figures:
          fund: A.price + 2 * B.price + 9 * C.price - 0.4 * D.price
          fundTail: ES(fund + 80 * E.price, 0.95)
        """;

    private static readonly string[] Names = ["A", "B", "C", "D", "E"];
    private static readonly double[] Weights = [1, 2, 9, -0.4, 80];
    private static readonly double[] Prices = [100, 50, 10, 200, 1];
    private static readonly double[] Volatilities = [0.1, 0.2, 0.3, 0.15, 0.25];

    private static readonly Matrix<double> Correlations = Matrix<double>.Build.DenseOfArray(
        new[,]
        {
            { 1, 0.5, 0.2, 0.1, 0 },
            { 0.5, 1, 0, -0.3, 0 },
            { 0.2, 0, 1, 0, 0.6 },
            { 0.1, -0.3, 0, 1, 0 },
            { 0, 0, 0.6, 0, 1 },
        });

    [Test]
    public void OfFivePositions_AreThoseOfANormalPortfolio()
    {
        JsonNode result = JsonNode.Parse(Tell("figures.fundTail", "--json").Output)!;
        Vector<double> deviations = Vector<double>.Build.Dense(5, i =>
            Weights[i] * Prices[i] * Volatilities[i] / Math.Sqrt(8760));
        Vector<double> covariances =
            deviations.PointwiseMultiply(Correlations * deviations);
        double deviation = Math.Sqrt(covariances.Sum());
        double shortfall = Normal.PDF(0, 1, Normal.InvCDF(0, 1, 0.95)) / 0.05;
        Assert.Multiple(() =>
        {
            IsNear(result, shortfall * deviation);
            for (int i = 0; i < 5; i++)
            {
                JsonNode part = result["parts"]!.AsArray().Single(
                    one => (string?)one!["metric"] == $"{Names[i]}.price")!;
                IsNear(part, shortfall * covariances[i] / deviation);
                Assert.That(
                    (double)part["alone"]!,
                    Is.EqualTo(shortfall * Math.Abs(deviations[i])).Within(1).Percent);
            }
        });

        static void IsNear(JsonNode told, double truth) => Assert.That(
            (double)told["value"]!,
            Is.EqualTo(truth).Within((4 * (double)told["standardError"]!) + (0.003 * truth)));
    }

    [Test]
    public void Sum_IsTheFigureThatARunTells()
    {
        JsonNode result = JsonNode.Parse(Tell("figures.fundTail", "--json").Output)!;
        JsonNode run = JsonNode.Parse(CommandRun.Of(
            "run", At("five.yaml"), "--device", "simd", "--json").Output)!;
        Assert.Multiple(() =>
        {
            Assert.That(
                (double)result["value"]!,
                Is.EqualTo((double)run["metrics"]!["figures.fundTail"]!["mean"]!).Within(1e-3)
                    .Percent);
            Assert.That(
                (double)result["standardError"]!,
                Is.EqualTo((double)run["metrics"]!["figures.fundTail"]!["errors"]!["mean"]![
                    "standardError"]!).Within(3).Percent);
            Assert.That(
                result["parts"]!.AsArray().Sum(part => (double)part!["value"]!),
                Is.EqualTo((double)result["value"]!).Within(1e-9));
        });
    }

    [Test]
    public void Terminal_TellsPartsWithSharesOfTheWhole()
    {
        CommandRun run = Tell("ES(A.price + B.price, 0.99)", "--paths", "20000");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Match(@"B\.price +[\d.]+ ± [\d.]+ +[\d.]+ % +[\d.]+ ±"));
        });
    }

    [TestCase("A.price + B.price", "allowed is the expected shortfall of a sum")]
    [TestCase("VaR(A.price + B.price, 0.95)", "allowed is the expected shortfall of a sum")]
    [TestCase("ES(A.price | B.price < 49, 0.95)", "allowed is the expected shortfall of a sum")]
    [TestCase("ES(A.prize, 0.95)", "A.prize")]
    [TestCase("figures.none", "no metric 'figures.none'")]
    [TestCase("ES(A.price, 0.9999999)", "fewer than two paths are in the tail")]
    public void Mistake_IsRefused(string figure, string told)
    {
        CommandRun run = Tell(figure, "--paths", "1000");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
        });
    }

    private CommandRun Tell(string figure, params string[] options)
    {
        string file = Write("five.yaml", Market);
        return CommandRun.Of(
            ["contributions", file, "--device", "simd", "--figure", figure, .. options]);
    }
}
