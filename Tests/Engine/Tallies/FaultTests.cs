using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>No bad outcome is clamped, lost or reported without its place.</summary>
[TestFixture]
public sealed class FaultTests
{
    [TestCase(double.NaN, TallyFaultKind.NotANumber)]
    [TestCase(double.PositiveInfinity, TallyFaultKind.Infinite)]
    [TestCase(double.NegativeInfinity, TallyFaultKind.Infinite)]
    [TestCase(32768.0, TallyFaultKind.OutOfRange)]
    [TestCase(-32768.0, TallyFaultKind.OutOfRange)]
    [TestCase(1e300, TallyFaultKind.OutOfRange)]
    public void Add_BadOutcome_IsRecordedAtItsPath(double bad, TallyFaultKind kind)
    {
        double[] outcomes = new double[3000];
        outcomes[2500] = bad;
        outcomes[1234] = bad;
        MetricTally tally = TallyTesting.Tally(TallyTesting.Profit, outcomes, firstPath: 1_000_000);
        Assert.Multiple(() =>
        {
            Assert.That(tally.Fault!.Path, Is.EqualTo(1_001_234));
            Assert.That(tally.Fault.Kind, Is.EqualTo(kind));
            Assert.That(tally.Fault.Count, Is.EqualTo(2));
            Assert.That(tally.Fault.Message, Does.Contain("lp.net").And.Contain("1001234"));
            Assert.That(tally.Count, Is.EqualTo(2998));
            Assert.That(tally.Paths, Is.EqualTo(3000));
        });
    }

    [Test]
    public void Add_LargestOutcome_IsNoFault()
    {
        double largest = Math.ScaleB((1L << 47) - 1, -32);
        MetricTally tally = TallyTesting.Tally(TallyTesting.Profit, [largest, -largest]);
        Assert.That(tally.Fault, Is.Null);
        Assert.That(tally.Maximum, Is.EqualTo(largest));
    }

    [Test]
    public void Add_OutcomeThatRoundsToTheLimit_IsAFault() => Assert.That(
        TallyTesting.Tally(TallyTesting.Profit, [Math.BitDecrement(32768.0)]).Fault,
        Is.Not.Null);

    [Test]
    public void Add_AbsentOutcomes_AreCountedApart()
    {
        MetricTally tally = TallyTesting.Tally(
            TallyTesting.FirstTime, [double.NaN, 3.0, double.NaN, 0.0, 5.0]);
        Assert.Multiple(() =>
        {
            Assert.That(tally.Absent, Is.EqualTo(2));
            Assert.That(tally.Count, Is.EqualTo(3));
            Assert.That(tally.Fault, Is.Null);
            Assert.That(tally.Batches[1].Count, Is.EqualTo(1));
            Assert.That(tally.Batches[2].Count, Is.Zero);
            Assert.That(tally.Batches[4].Sum, Is.EqualTo((Int128)(5.0 * tally.Metric.Scale)));
        });
    }

    [Test]
    public void Add_InfinityOfAConditionalMetric_IsAFault() => Assert.That(
        TallyTesting.Tally(TallyTesting.FirstTime, [double.PositiveInfinity]).Fault,
        Is.Not.Null);

    [Test]
    public void ThrowIfFaulted_FaultyMetric_NamesMetricAndPath()
    {
        RunTally run = new([TallyTesting.FirstTime, TallyTesting.Profit]);
        run.ThrowIfFaulted();
        run.Add([1.0, 2.0, 3.0, double.NaN], stride: 2, paths: 2, firstPath: 40);
        Assert.That(
            run.ThrowIfFaulted,
            Throws.InstanceOf<TallyFaultException>().With.Message.Contains("lp.net: path 41"));
        Assert.That(
            () => new MetricEstimates(run.Metrics[1]),
            Throws.InstanceOf<TallyFaultException>());
    }
}
