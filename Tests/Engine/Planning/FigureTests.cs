using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Engine.Devices;
using GpuRisk.Tests.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>Figures of one's own against closed forms, and against counts over single paths.
/// </summary>
[TestFixture]
internal sealed class FigureTests
{
    private const string Prices = """
        scenario: prices
        kernel: impermanent-loss
        horizon: 30d
        step: 1d
        seed: 7
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0.1, volatility: 0.8 } }
          BTC: { price: 40000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.7 }
        """;

    private const string Liquidity = Prices + """

        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7, noiseVolumePerDay: 0.2 }
          v3: { kind: concentrated, base: ETH, quote: USDC, fee: 0.003, value: 1e7, noiseVolumePerDay: 0.5 }
        positions:
          a: { pool: v2, value: 10000 }
          b: { pool: v3, value: 10000, range: [1500, 2500] }
        """;

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

    [Test]
    public void DerivedOutcomes_AreThoseOfSinglePaths([Values] Precision precision)
    {
        const string figures = """
            fund: a.net + b.net
            gap: a.net - 2 * b.net
            narrow: P(b.timeInRange == 1)
            open: P(b.timeInRange < 1 and ETH.price >= 2000)
            fees: mean(b.fees | b.timeInRange < 1)
            odds: P(a.net > b.net | ETH.price > 2000)
            """;
        Plan plan = PlanOf(Liquidity, figures);
        Dictionary<string, double[]> paths = Paths(plan, 2000, precision);
        Func<double, double> rounded =
            precision == Precision.Float32 ? value => (float)value : value => value;
        double[] Of(Func<Func<string, double>, double> outcome) => [.. Enumerable.Range(0, 2000)
            .Select(i => rounded(outcome(name => paths[name][i])))];
        Assert.Multiple(() =>
        {
            Assert.That(paths["figures.fund"], Is.EqualTo(Of(x => x("a.net") + x("b.net"))));
            Assert.That(paths["figures.gap"], Is.EqualTo(Of(
                x => x("a.net") - (2 * x("b.net")))));
            Assert.That(paths["figures.narrow"], Is.EqualTo(Of(
                x => x("b.timeInRange") == 1 ? 1 : 0)));
            Assert.That(paths["figures.narrow"].Sum(), Is.InRange(20, 1980));
            Assert.That(paths["figures.open"], Is.EqualTo(Of(
                x => x("b.timeInRange") < 1 && x("ETH.price") >= 2000 ? 1 : 0)));
            Assert.That(paths["figures.fees"], Is.EqualTo(Of(
                x => x("b.timeInRange") < 1 ? x("b.fees") : double.NaN)));
            Assert.That(paths["figures.odds"], Is.EqualTo(Of(
                x => x("ETH.price") <= 2000 ? double.NaN : x("a.net") > x("b.net") ? 1 : 0)));
        });
    }

    /// <summary>Outcomes that equal a threshold are in one of the two, whatever the precision.
    /// </summary>
    [Test]
    public void Thresholds_AreExactAtTheirEdges([Values] Precision precision)
    {
        double edge = Paths(PlanOf(Liquidity, "x: ETH.price"), 100, precision)["b.timeInRange"]
            .Where(share => share < 1).Max();
        string at = edge.ToString("R", CultureInfo.InvariantCulture);
        Dictionary<string, double[]> paths = Paths(
            PlanOf(Liquidity, $"""
                above: P(b.timeInRange > {at})
                atLeast: P(b.timeInRange >= {at})
                below: P(b.timeInRange < {at})
                atMost: P(b.timeInRange <= {at})
                equal: P(b.timeInRange == {at})
                """), 1000, precision);
        double equal = paths["b.timeInRange"].Count(share => share == edge);
        Assert.Multiple(() =>
        {
            Assert.That(equal, Is.GreaterThan(0));
            Assert.That(paths["figures.equal"].Sum(), Is.EqualTo(equal));
            Assert.That(
                paths["figures.atLeast"].Sum() - paths["figures.above"].Sum(), Is.EqualTo(equal));
            Assert.That(
                paths["figures.atMost"].Sum() - paths["figures.below"].Sum(), Is.EqualTo(equal));
            Assert.That(
                paths["figures.above"].Sum() + paths["figures.atMost"].Sum(), Is.EqualTo(1000));
        });
    }

    /// <summary>Of the ratio of two means: Cochran 1977, Sampling Techniques, 2.11.</summary>
    [Test]
    public void ConditionalMean_HasTheErrorOfARatio()
    {
        const int count = 4000;
        const string figure = "fees: mean(b.fees | ETH.price < 1800)";
        Dictionary<string, double[]> paths =
            Paths(PlanOf(Liquidity, figure), count, Precision.Float32);
        bool[] counts = [.. paths["ETH.price"].Select(price => price < 1800)];
        double share = counts.Count(counted => counted) / (double)count;
        double ratio = paths["b.fees"].Where((_, i) => counts[i]).Average();
        double square = paths["b.fees"]
            .Where((_, i) => counts[i]).Sum(fees => (fees - ratio) * (fees - ratio));
        MetricResult told = Run(Liquidity, count, figure).Metrics["figures.fees"];
        Assert.Multiple(() =>
        {
            Assert.That(told.Mean, Is.EqualTo(ratio).Within(1e-6 * ratio));
            Assert.That(
                told.StandardError,
                Is.EqualTo(Math.Sqrt(square) / count / share).Within(0.1).Percent);
            Assert.That(told.Present, Is.EqualTo(counts.Count(counted => counted)));
        });
    }

    [Test]
    public void SumOfParts_IsTheWhole()
    {
        RunResult result = Run(Liquidity, 3000, """
            whole: a.net + b.net
            rest: whole - a.net - b.netVersusHold
            hold: b.net - b.netVersusHold
            """);
        double MeanOf(string name) => result.Metrics[name].Mean!.Value;
        Assert.Multiple(() =>
        {
            Assert.That(
                MeanOf("figures.whole"),
                Is.EqualTo(MeanOf("a.net") + MeanOf("b.net")).Within(1e-3));
            Assert.That(MeanOf("figures.rest"), Is.EqualTo(MeanOf("figures.hold")));
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

    [Test]
    public void Hash_TellsWhatIsDerivedAndNothingElse()
    {
        string Of(string figures) => PlanOf(Liquidity, figures).Hash;
        string none = Library.PlanText(Liquidity).Hash;
        Assert.Multiple(() =>
        {
            Assert.That(Of("x: quantile(a.net, 0.01)"), Is.EqualTo(none));
            Assert.That(Of("x: a.net"), Is.EqualTo(none));
            Assert.That(Of("x: a.net + b.net"), Is.Not.EqualTo(none));
            Assert.That(Of("x: P(a.net > 0)"), Is.Not.EqualTo(Of("x: P(a.net >= 0)")));
            Assert.That(
                Of("x: ES(a.net + b.net, 0.9)"), Is.EqualTo(Of("y: VaR(b.net + a.net, 0.8)")));
        });
        Plan plain = Library.PlanText(Liquidity);
        Plan told = PlanOf(Liquidity, "x: quantile(a.net, 0.01)");
        Assert.That(
            Library.Digest(told, Library.Run(told, 200)),
            Is.EqualTo(Library.Digest(plain, Library.Run(plain, 200))));
    }

    [TestCase("x: a.nett", "found 'a.nett', which is no metric of this scenario and no figure")]
    [TestCase("x: y\ny: a.net", "found 'y', which is no metric of this scenario and no figure")]
    [TestCase("x: a.net + b.timeInRange", "found a sum of what is in USD and in fraction")]
    [TestCase("x: P(a.net > b.timeInRange)", "found a sum of what is in USD and in fraction")]
    [TestCase("x: ES(a.fees, 0.9)", "found 'ES(a.fees, 0.9)', of what cannot lose")]
    public void WhatThePlanCannotTell_IsRefusedInItsPlace(string figure, string message)
    {
        ScenarioResult read = Read(Liquidity, figure);
        ScenarioError error = Assert.Throws<ScenarioException>(
            () => ScenarioPlanner.Plan(read.Scenario!)).Errors[0];
        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Does.StartWith(message));
            Assert.That(error.Line, Is.EqualTo(Liquidity.Count(c => c == '\n') + 3));
            Assert.That(error.KeyPath, Is.EqualTo("figures.x"));
        });
    }

    [TestCase("simd256")]
    [TestCase("simd128")]
    [TestCase("cpu")]
    [TestCase("opencl")]
    [Category("Slow")]
    public void Devices_GiveOneDigest(string device)
    {
        Plan plan = Library.PlanText(FigureScenarios.Text);
        Assert.That(
            Library.Digest(plan, Library.Run(plan, 300, device, chunk: 100)),
            Is.EqualTo(Library.Digest(plan, Library.Run(plan, 300))));
    }

    [Test]
    public void LedgersToo_HaveFigures()
    {
        Plan plan = Library.PlanText(
            Samples.Market + "\nfigures:\n  gap: P(retail.profit < 0)\n  t: ES(retail.profit, 0.9)");
        RunOutcome outcome = Library.Run(plan, 128);
        RunResult result =
            RunReport.Create(plan, new RunOptions(128, plan.Scenario.Seed), outcome);
        Assert.Multiple(() =>
        {
            Assert.That(
                result.Metrics["figures.gap"].Mean,
                Is.EqualTo(result.Metrics["retail.profit"].ProbabilityOfLoss));
            Assert.That(
                result.Metrics["figures.t"].Mean,
                Is.GreaterThan(result.Metrics["retail.profit"].Var95!.Value * 0.5));
        });
    }

    private static void Check(RunResult result, string figure, double expected)
    {
        MetricResult told = result.Metrics[$"figures.{figure}"];
        Assert.That(
            told.Mean, Is.EqualTo(expected).Within(4.5 * told.StandardError!.Value), figure);
    }

    private static RunResult Run(string scenario, int paths, string figures)
    {
        Plan plan = PlanOf(scenario, figures);
        return RunReport.Create(
            plan, new RunOptions(paths, plan.Scenario.Seed), Library.Run(plan, paths));
    }

    private static Plan PlanOf(string scenario, string figures) =>
        ScenarioPlanner.Plan(Read(scenario, figures).Scenario!);

    private static ScenarioResult Read(string scenario, string figures)
    {
        ScenarioResult read = ScenarioReader.Parse(
            $"{scenario}\nfigures:\n  {figures.ReplaceLineEndings("\n  ")}", "f.yaml");
        Assert.That(read.Errors, Is.Empty);
        return read;
    }

    private static Dictionary<string, double[]> Paths(Plan plan, int count, Precision precision)
    {
        var captured = new CapturedMetrics([.. Enumerable.Range(0, plan.Metrics.Count)]);
        captured.Begin(0, count);
        using var device = new SimdDevice(1);
        using IPathWorker worker = device.CreateWorker(plan, precision);
        worker.Simulate(plan.Scenario.Seed, 0, count, plan.SinkTo(captured));
        return plan.Metrics.Index().Where(metric => !metric.Item.Internal)
            .ToDictionary(metric => metric.Item.Name, metric => captured[metric.Index]);
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
