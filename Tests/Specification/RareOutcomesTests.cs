using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>A sample that holds few or none of the outcomes that decide a figure says so: no
/// error of zero, but a bound.</summary>
internal sealed class RareOutcomesTests
{
    private const int Paths = 4_000;

    // Lenders of the library's market: bad debt comes on 7 of 100,000 paths and may take 13
    // million. The truth is the mean of 10^7 paths, 696,007 with an error of 39.
    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public void Lenders_OfWhomFewPathsLose_HaveABoundThatHoldsTheTruth(ulong seed)
    {
        MetricResult lenders = Market(seed).Metrics["lenders.profit"];
        Assert.Multiple(() =>
        {
            Assert.That(lenders.IsTailUnseen);
            Assert.That(lenders.Hits, Is.LessThan(30));
            Assert.That(lenders.StandardError, Is.Not.Zero);
            Assert.That(lenders.Errors.Mean.Untrusted);
            Assert.That(lenders.Errors.Mean.Low, Is.Null.Or.LessThan(696_007));
            Assert.That(lenders.Errors.Mean.High, Is.Null.Or.GreaterThan(696_007));
            Assert.That(MetricRow.TailNote(lenders), Does.StartWith("tail"));
            Assert.That(
                FigureText.Mean(lenders.Mean, lenders.Errors.Mean, 1), Does.Contain('['));
        });
    }

    // No hit among n: Wilson's interval of the probability ends at z^2 / (n + z^2), the exact one
    // (1 - 0.025^(1/n)) and the rule of three (3 / n, one-sided) lie below it.
    [Test]
    public void Mean_WithoutAHit_IsBoundedByTheLargestLossThatMayCome()
    {
        MetricResult figures = Of(Money with { Least = 0, Greatest = 1e6 }, new double[Paths]);
        double share = 3.8414588 / (Paths + 3.8414588);
        Assert.Multiple(() =>
        {
            Assert.That(figures.Mean, Is.Zero);
            Assert.That(figures.StandardError, Is.Null);
            Assert.That(figures.Errors.Mean.Low, Is.Zero);
            Assert.That(figures.Errors.Mean.High, Is.EqualTo(share * 1e6).Within(0.01).Percent);
            Assert.That(figures.Errors.Mean.High, Is.GreaterThan(3e6 / Paths));
            Assert.That(
                figures.Errors.Es95.High, Is.EqualTo(share / 0.05 * 1e6).Within(0.01).Percent);
            Assert.That(figures.Errors.Es99.Untrusted);
            Assert.That(figures.Hits, Is.Zero);
            Assert.That(figures.Exact, Is.False);
            Assert.That(figures.Errors.BatchStandardError, Is.Null);
        });
    }

    [Test]
    public void Mean_WithoutAHitAndWithoutAKnownLargestLoss_IsOpen()
    {
        MetricResult figures = Of(Money, new double[Paths]);
        Assert.Multiple(() =>
        {
            Assert.That(figures.Errors.Mean.High, Is.Null);
            Assert.That(FigureText.Mean(0, figures.Errors.Mean, 1), Is.EqualTo("0 ± ?"));
        });
    }

    // Hits of 1 to 29: a bound too. With 30 of them the error speaks for itself.
    [TestCase(1, true)]
    [TestCase(29, true)]
    [TestCase(30, false)]
    [TestCase(2_000, false)]
    public void Mean_WithFewHits_IsBounded(int hits, bool isBounded)
    {
        double[] outcomes = new double[Paths];
        outcomes.AsSpan(0, hits).Fill(1000);
        MetricResult figures = Of(Money with { Least = 0, Greatest = 1e6 }, outcomes);
        Assert.Multiple(() =>
        {
            Assert.That(figures.Hits, Is.EqualTo(hits));
            Assert.That(figures.IsTailUnseen, Is.EqualTo(isBounded));
            Assert.That(figures.Errors.Mean.Untrusted, Is.EqualTo(isBounded));
            Assert.That(figures.Errors.Mean.High, isBounded
                ? Is.GreaterThan(1e6 * hits / Paths)
                : Is.LessThan(2000.0 * hits / Paths));
        });
    }

    // A bulk that spreads a little hides a rare loss no less: 20 paths of 4,000 lose a million.
    [Test]
    public void Hits_AreThoseThatDecideTheSpread()
    {
        double[] outcomes = [.. Enumerable.Range(0, Paths)
            .Select(i => i < 20 ? 1e6 : 1000.0 + (i % 100))];
        Assert.That(Of(Money with { Least = 0 }, outcomes).Hits, Is.EqualTo(20));
    }

    [Test]
    public void Mean_OfWhatCannotVary_IsExact()
    {
        MetricResult figures = Of(Money.Fixed(12), [.. Enumerable.Repeat(12.0, Paths)]);
        Assert.Multiple(() =>
        {
            Assert.That(figures.Exact);
            Assert.That(figures.IsTailUnseen, Is.False);
            Assert.That(figures.StandardError, Is.Zero);
            Assert.That(figures.Errors.Mean, Is.EqualTo(new Uncertainty(0, 12, 12)));
        });
    }

    // Wilson's interval of 3 among 4,000, by his formula (1927).
    [Test]
    public void Event_ThatIsRare_HasItsOwnInterval()
    {
        double[] outcomes = new double[Paths];
        outcomes.AsSpan(0, 3).Fill(1);
        MetricResult figures = Of(Metric.Event("coin", "failed"), outcomes);
        Assert.Multiple(() =>
        {
            Assert.That(figures.Errors.Mean.Low, Is.EqualTo(0.000255).Within(1e-6));
            Assert.That(figures.Errors.Mean.High, Is.EqualTo(0.002203).Within(1e-6));
            Assert.That(
                FigureText.Mean(figures.Mean, figures.Errors.Mean, 100),
                Is.EqualTo("0.07 [0.03, 0.22]"));
        });
    }

    // exp(2 N) has a kurtosis of 9e6: what 20,000 of them show of it says nothing, while that of
    // even outcomes is known well.
    [Test]
    public void Moments_OfSkewedOutcomes_AreMarked()
    {
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
            * Math.Cos(2 * Math.PI * random.NextDouble());
        MetricResult skewed =
            Of(Money, [.. Enumerable.Range(0, 20_000).Select(_ => Math.Exp(2 * Normal()))]);
        MetricResult even =
            Of(Money, [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())]);
        Assert.Multiple(() =>
        {
            Assert.That(skewed.Errors.Kurtosis.Untrusted);
            Assert.That(skewed.Errors.Skewness.Untrusted);
            Assert.That(skewed.Errors.StandardDeviation.Untrusted);
            Assert.That(skewed.Errors.Mean.Untrusted, Is.False);
            Assert.That(even.Errors.Kurtosis.Untrusted, Is.False);
            Assert.That(even.Errors.StandardDeviation.Untrusted, Is.False);
        });
    }

    // 1,000 paths leave ten in the worst hundredth.
    [Test]
    public void ExpectedShortfall_OfFewPathsInTheTail_IsMarked()
    {
        double[] outcomes = [.. Enumerable.Range(0, 1_000).Select(i => (double)i)];
        MetricErrors errors = Of(Money, outcomes).Errors;
        Assert.Multiple(() =>
        {
            Assert.That(errors.Es99.Untrusted);
            Assert.That(errors.Es95.Untrusted, Is.False);
        });
    }

    [Test]
    public void Quantiles_ThatAreAllOneValue_AreTold()
    {
        double[] outcomes = new double[Paths];
        outcomes[7] = 500;
        Assert.Multiple(() =>
        {
            Assert.That(
                MetricRow.PointMassText(Of(Money, outcomes)), Is.EqualTo("0 on 99.975%"));
            Assert.That(
                MetricRow.PointMassText(Of(Money, new double[Paths])),
                Is.EqualTo("0 on all paths"));
            Assert.That(
                MetricRow.PointMassText(
                    Of(Money, [.. Enumerable.Range(0, Paths).Select(i => (double)i)])),
                Is.Null);
        });
    }

    // Levels between the peg and the lowest price: 1, 2, 5 per cent and so on below the peg.
    [Test]
    public void Exceedance_OfADepeg_IsBelowRoundPrices()
    {
        var peg = new Metric("coin", "minimum", "USD", 1, MetricSense.Level, Origin: 1);
        var tally = new MetricTally(peg);
        tally.Add(
            [.. Enumerable.Range(0, Paths).Select(i => i < 40 ? 1 - (0.01 * (i + 0.75)) : 1.0)], 0);
        IReadOnlyList<Exceedance> levels =
            Exceedance.Of(peg, OutcomeBin.Of(tally), new Histogram(tally, 50));
        Assert.Multiple(() =>
        {
            Assert.That(levels, Is.All.Property(nameof(Exceedance.IsAbove)).False);
            Assert.That(
                levels.Select(level => Math.Round(level.Threshold, 6)),
                Is.EqualTo([0.8, 0.9, 0.95, 0.98, 0.99, 1]));
            Assert.That(
                levels.Select(level => level.Count), Is.EqualTo([20, 30, 35, 38, 39, 40]));
            Assert.That(levels[^1].Low, Is.LessThan(0.01));
            Assert.That(levels[^1].High, Is.GreaterThan(0.01));
        });
    }

    [Test]
    public void Exceedance_WhereOutcomesSpread_IsNotWanted()
    {
        var tally = new MetricTally(Money);
        tally.Add([.. Enumerable.Range(0, Paths).Select(i => (double)i)], 0);
        Assert.That(
            Exceedance.Of(Money, OutcomeBin.Of(tally), new Histogram(tally, 50)), Is.Empty);
    }

    private static Metric Money { get; } = new("a", "loss", "USD", 1000, MetricSense.Cost);

    private static MetricResult Of(Metric metric, double[] outcomes)
    {
        var tally = new MetricTally(metric);
        tally.Add(outcomes, 0);
        return MetricResult.Of(new MetricEstimates(tally));
    }

    private static RunResult Market(ulong seed)
    {
        string file = Path.Combine(Library.Folder, "paradox", "liquidations-and-mev.yaml");
        ScenarioResult read = ScenarioReader.Read(file, ["horizon=14d"]);
        Plan plan = ScenarioPlanner.Plan(read.Scenario!);
        var options = new RunOptions(Paths, seed);
        using var device = new GpuRisk.Engine.Devices.SimdDevice(2);
        RunOutcome outcome = new PathRunner([device], TimeProvider.System).Run(plan, options);
        return RunReport.Create(plan, options, outcome);
    }
}
