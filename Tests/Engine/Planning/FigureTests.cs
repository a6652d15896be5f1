using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Engine.Devices;
using GpuRisk.Tests.Scenarios;
using NUnit.Framework;
using static GpuRisk.Tests.Engine.Planning.FigureRuns;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>Figures of one's own against counts over single paths, on all devices.</summary>
[TestFixture]
internal sealed class FigureTests
{
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

    [Test]
    public void Curve_IsAFigureForEachThreshold()
    {
        Plan curve = PlanOf(
            Liquidity, "reach: P(a.net + 1.5 >= -1e2, -50 , 3 | ETH.price < 2100)");
        Plan single = PlanOf(Liquidity, """
            reach_1: P(a.net + 1.5 >= -1e2 | ETH.price < 2100)
            reach_2: P(a.net + 1.5 >= -50 | ETH.price < 2100)
            reach_3: P(a.net + 1.5 >= 3 | ETH.price < 2100)
            """);
        Assert.Multiple(() =>
        {
            Assert.That(
                curve.Figures.Select(figure => (figure.Told.Name, figure.Text)),
                Is.EqualTo(single.Figures.Select(figure => (figure.Told.Name, figure.Text))));
            Assert.That(curve.Hash, Is.EqualTo(single.Hash));
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
}
