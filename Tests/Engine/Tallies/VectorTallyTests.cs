using System.Numerics;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>Tallies of every kind of outcome, and of blocks of any length, against counting one by
/// one.</summary>
[TestFixture]
public sealed class VectorTallyTests
{
    private static readonly Metric Peg =
        new("coin", "price", "USD", 3.0, MetricSense.Level, Origin: 1.0);

    [Test]
    public void Add_AnyOutcomesInBlocksOfAnyLength_CountsAsOneByOne(
        [Values] bool conditional, [Values(0, 5, 63)] long firstPath)
    {
        Metric metric = conditional ? TallyTesting.FirstTime : Peg;
        double[] outcomes = Outcomes(metric, 30_000, seed: 7);
        MetricTally tally = new(metric);
        Random random = new(11);
        for (int done = 0; done < outcomes.Length;)
        {
            int length = Math.Min(random.Next(1, 2200), outcomes.Length - done);
            tally.Add(outcomes.AsSpan(done, length), firstPath + done);
            done += length;
        }

        AssertEqual(tally, new ReferenceTally(metric, outcomes, firstPath));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(64)]
    [TestCase(1027)]
    public void Add_EqualOutcomes_CountsAsOneByOne(int count)
    {
        double unit = 1 / Peg.Scale;
        foreach (double departure in (double[])
            [0, unit, -unit, 1023 * unit, 1025 * unit, -(1L << 46) * unit, ((1L << 47) - 1) * unit])
        {
            double[] outcomes = [.. Enumerable.Repeat(Peg.Origin + departure, count)];
            AssertEqual(
                TallyTesting.Tally(Peg, outcomes, 3), new ReferenceTally(Peg, outcomes, 3));
        }
    }

    [Test]
    public void Add_MoreThanRecentBinsHold_LosesNothing()
    {
        // Largest integers leave the count of a word the fewest bits.
        double largest = ((1L << 47) - 1) / TallyTesting.Profit.Scale;
        double[] outcomes = [.. Enumerable.Range(0, 70_000).Select(
            i => (i % 3) switch { 0 => largest, 1 => -largest, _ => 1e-9 * i })];
        AssertEqual(
            TallyTesting.Tally(TallyTesting.Profit, outcomes),
            new ReferenceTally(TallyTesting.Profit, outcomes, 0));
    }

    [Test]
    public void Merge_OfPartsInAnyState_IsTheWhole()
    {
        double[] outcomes = Outcomes(Peg, 40_000, seed: 5);
        MetricTally whole = new(Peg);
        MetricTally merged = new(Peg);
        for (int done = 0; done < outcomes.Length; done += 4_000)
        {
            whole.Add(outcomes.AsSpan(done, 4_000), done);
            MetricTally part = new(Peg);
            part.Add(outcomes.AsSpan(done, 4_000), done);
            merged.Merge(part);
            merged.Add(outcomes.AsSpan(done, 10), done);
            whole.Add(outcomes.AsSpan(done, 10), done);
        }

        Assert.That(TallyTesting.Bytes(merged), Is.EqualTo(TallyTesting.Bytes(whole)));
    }

    // Zeros, edges of bins, ties between integers, subnormals, huge values and none at all.
    private static double[] Outcomes(Metric metric, int count, int seed)
    {
        Random random = new(seed);
        double unit = 1 / metric.Scale;
        double[] odd =
        [
            double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue,
            double.MinValue, double.Epsilon, -double.Epsilon, 1e-310, 0.0, -0.0, metric.Origin,
        ];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double sign = random.Next(2) == 0 ? 1 : -1;
            double edge = sign * (512 + random.Next(512)) * Math.ScaleB(unit, random.Next(-10, 39));
            return random.Next(6) switch
            {
                0 => odd[random.Next(odd.Length)],
                1 => metric.Origin + edge,
                2 => metric.Origin + edge + (unit * random.Next(-1, 2)),
                3 => metric.Origin + (sign * (random.Next(4096) + 0.5) * unit),
                4 => metric.Origin
                    + (sign * (Math.ScaleB(1, 47) - random.Next(3) + random.NextDouble()) * unit),
                _ => metric.Origin
                    + (sign * Math.ScaleB(random.NextDouble(), random.Next(50)) * unit),
            };
        })];
    }

    private static void AssertEqual(MetricTally tally, ReferenceTally expected) =>
        Assert.Multiple(() =>
        {
            Assert.That(tally.Absent, Is.EqualTo(expected.Absent));
            Assert.That(tally.Fault?.Count ?? 0, Is.EqualTo(expected.Faults));
            Assert.That(tally.Fault?.Path, Is.EqualTo(expected.FirstFault));
            Assert.That(tally.Zeros, Is.EqualTo(expected.Zeros));
            Assert.That(tally.Moments.Squares, Is.EqualTo(expected.Squares));
            Assert.That(tally.Moments.Minimum, Is.EqualTo(expected.Minimum));
            Assert.That(tally.Moments.Maximum, Is.EqualTo(expected.Maximum));
            Assert.That(
                tally.Batches.Select(b => (b.Count, (BigInteger)b.Sum)),
                Is.EqualTo(expected.Columns));
            Assert.That(
                tally.Bins().Select(bin => (
                    bin.Lower < 0 ? bin.Upper : bin.Lower, bin.Count, (BigInteger)bin.Sum)),
                Is.EqualTo(expected.Bins));
        });
}
