using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Rounds double until an error is reached.</summary>
internal sealed class TargetErrorTests
{
    private const int Paths = 10_000;

    private static readonly Metric Money = new("a", "loss", "USD", 1000, MetricSense.Cost);

    [TestCase("0.5", null, 0.5)]
    [TestCase("full.net=1e-3", "full.net", 1e-3)]
    [TestCase("book.retail.badDebt=2", "book.retail.badDebt", 2)]
    public void Read_Target_HasMetricAndError(string text, string? metric, double error) =>
        Assert.That(TargetError.Read(text), Is.EqualTo(new TargetError(metric, error)));

    [TestCase("")]
    [TestCase("=1")]
    [TestCase("full.net")]
    [TestCase("full.net=-1")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    public void Read_AnythingElse_IsNone(string text) =>
        Assert.That(TargetError.Read(text), Is.Null);

    // From 10,000 paths with error 4 to error 1 takes 16 times the paths: four doublings, of
    // which three need not be run. Without an error that can be told, the next doubling is run.
    [TestCase(4.0, 160_000)]
    [TestCase(1.05, 20_000)]
    [TestCase(100.0, 1_000_000)]
    [TestCase(0.0, 20_000)]
    public void NextPaths_IsTheNextDoublingThatCanBeEnough(double error, long expected) =>
        Assert.That(
            new TargetError(null, 1).NextPaths(Paths, WithError(error), 1_000_000),
            Is.EqualTo(expected));

    [TestCase(0.0, false)]
    [TestCase(0.99, true)]
    [TestCase(1.1, false)]
    public void IsReached_WantsAnErrorThatIsKnownAndSmall(double error, bool expected) =>
        Assert.That(new TargetError(null, 1).IsReached(WithError(error)), Is.EqualTo(expected));

    // n hits of 1 among 10,000 paths have an error below 0.01, which tells nothing before there
    // are 30 of them.
    [TestCase(0, false)]
    [TestCase(1, false)]
    [TestCase(29, false)]
    [TestCase(30, true)]
    public void IsReached_OfARareOutcome_WaitsFor30Hits(int hits, bool expected)
    {
        double[] outcomes = new double[Paths];
        outcomes.AsSpan(0, hits).Fill(1);
        Assert.That(new TargetError(null, 1).IsReached(Of(outcomes)), Is.EqualTo(expected));
    }

    [Test]
    public void IsReached_OfWhatCannotVary_AtOnce()
    {
        var tally = new MetricTally(Money.Fixed(5));
        tally.Add(Enumerable.Repeat(5.0, 100).ToArray(), 0);
        Assert.That(
            new TargetError(null, 1).IsReached(MetricResult.Of(new MetricEstimates(tally))));
    }

    // Half of the paths at one side of zero, half at the other.
    private static MetricResult WithError(double error) => Of(
    [
        .. Enumerable.Range(0, Paths)
            .Select(i => (i % 2 == 0 ? 1 : -1) * error * Math.Sqrt(Paths)),
    ]);

    private static MetricResult Of(double[] outcomes)
    {
        var tally = new MetricTally(Money);
        tally.Add(outcomes, 0);
        return MetricResult.Of(new MetricEstimates(tally));
    }
}
