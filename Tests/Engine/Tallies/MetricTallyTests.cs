using System.Numerics;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>A tally against integers summed the slow way.</summary>
[TestFixture]
public sealed class MetricTallyTests
{
    [Test]
    public void Add_Outcomes_CountsAndSumsAsIntegers()
    {
        double[] outcomes = [.. Samples.Normal(5000, seed: 1), 0.0, -0.0, 1.0, -1.0];
        MetricTally tally = TallyTesting.Tally(TallyTesting.Profit, outcomes);

        // Math.Round rounds half to even, by another way than the tally's.
        long[] quanta = [.. outcomes.Select(x => (long)Math.Round(x * 4294967296.0))];
        Assert.Multiple(() =>
        {
            Assert.That(tally.Count, Is.EqualTo(5004));
            Assert.That(tally.Zeros, Is.EqualTo(2));
            Assert.That(tally.Sum, Is.EqualTo((Int128)quanta.Sum()));
            Assert.That(tally.Minimum, Is.EqualTo(quanta.Min() / 4294967296.0));
            Assert.That(tally.Maximum, Is.EqualTo(quanta.Max() / 4294967296.0));
            Assert.That(tally.Bins().Sum(bin => bin.Count), Is.EqualTo(5004));
        });
    }

    [Test]
    public void Add_HalfUnits_RoundsToEven()
    {
        double half = Math.ScaleB(0.5, -32);
        MetricTally tally = TallyTesting.Tally(
            TallyTesting.Profit, [half, 3 * half, 5 * half, -half, -3 * half]);
        Assert.That(tally.Sum, Is.EqualTo((Int128)(0 + 2 + 2 + 0 - 2)));
    }

    [Test]
    public void Bins_OfAnyOutcomes_AscendAndHoldTheirs()
    {
        double[] outcomes = [.. Enumerable.Range(-46, 93).Select(
            e => Math.Sign(e) * Math.ScaleB(1.3, Math.Abs(e) - 32)), 0.0];
        IReadOnlyList<SketchBin> bins = TallyTesting.Tally(TallyTesting.Profit, outcomes).Bins();
        long previous = long.MinValue;
        foreach (SketchBin bin in bins)
        {
            Assert.That(bin.Lower, Is.GreaterThan(previous));
            Int128 count = bin.Count;
            Assert.That(bin.Sum, Is.InRange(bin.Lower * count, bin.Upper * count));
            long nearest = Math.Min(Math.Abs(bin.Lower), Math.Abs(bin.Upper));
            Assert.That((bin.Upper - bin.Lower) * 512, Is.LessThanOrEqualTo(nearest));
            previous = bin.Upper;
        }

        Assert.That(bins.Sum(bin => bin.Count), Is.EqualTo(94));
    }

    [Test]
    public void Batches_FollowThePathIndex()
    {
        double[] outcomes = [.. Enumerable.Range(0, 3000).Select(i => (double)i)];
        MetricTally tally = TallyTesting.Tally(TallyTesting.Profit, outcomes, firstPath: 77);
        for (int batch = 0; batch < MetricTally.BatchCount; batch++)
        {
            int[] expected =
            [
                .. Enumerable.Range(0, 3000).Where(path => (path + 77) % 64 == batch),
            ];
            Assert.That(tally.Batches[batch].Count, Is.EqualTo(expected.Length));
            Assert.That(tally.Batches[batch].Sum, Is.EqualTo((Int128)expected.Sum() << 32));
        }
    }

    [Test]
    public void Add_SameOutcomesInBothPrecisions_GivesTheSameBytes()
    {
        float[] single = [.. Samples.Normal(4321, seed: 2).Select(x => (float)x), float.NaN];
        MetricTally narrow = new(TallyTesting.FirstTime);
        narrow.Add(single, 5);
        MetricTally wide = new(TallyTesting.FirstTime);
        wide.Add(Array.ConvertAll(single, x => (double)x), 5);
        Assert.That(TallyTesting.Bytes(narrow), Is.EqualTo(TallyTesting.Bytes(wide)));
    }

    [Test]
    public void Add_LargestOutcomesManyTimes_DoesNotOverflow()
    {
        // Doubling by merging reaches 2^41 paths, more than 10^12, of the largest outcome.
        double largest = Math.ScaleB((1L << 47) - 1, -32);
        double[] outcomes = [-largest, largest, largest, largest];
        MetricTally tally = TallyTesting.Tally(TallyTesting.Profit, outcomes);
        for (int doubling = 0; doubling < 39; doubling++)
        {
            tally.Merge(tally);
        }

        BigInteger paths = BigInteger.One << 41;
        BigInteger quantum = (BigInteger.One << 47) - 1;
        Assert.That(tally.Count, Is.EqualTo(1L << 41));
        Assert.That((BigInteger)tally.Sum, Is.EqualTo(paths / 2 * quantum));
        Assert.That((BigInteger)tally.Bins()[1].Sum, Is.EqualTo(3 * paths / 4 * quantum));

        // Variance of three largest to one smallest: 3/4 of the square.
        MetricEstimates estimates = new(tally);
        double? deviation = estimates.StandardDeviation.Value;
        Assert.That(deviation, Is.EqualTo(largest * Math.Sqrt(0.75)).Within(1e-12 * largest));
    }

    [Test]
    public void Merge_AnotherMetric_IsRefused() => Assert.That(
        () => new MetricTally(TallyTesting.Profit).Merge(new MetricTally(TallyTesting.FirstTime)),
        Throws.ArgumentException);

    [Test]
    public void Add_AfterTheFirstPass_AllocatesNothing()
    {
        float[] outcomes = [.. Samples.Normal(100_000, seed: 3).Select(x => (float)x)];
        MetricTally tally = new(TallyTesting.Profit);
        tally.Add(outcomes, 0);

        // The runtime may allocate on any thread at any time, but not in every pass.
        long least = long.MaxValue;
        for (int pass = 1; pass <= 10; pass++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            tally.Add(outcomes, pass * outcomes.Length);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
        Assert.That(tally.Count, Is.EqualTo(1_100_000));
    }
}
