using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>However the same outcomes are cut up and merged, the bytes are the same.</summary>
[TestFixture]
public sealed class MergeTests
{
    [Test]
    public void Merge_AnyOutcomesInAnyParts_GivesTheSameBytes() => Prop.ForAll(
        ArbMap.Default.ArbFor<double[]>(),
        ArbMap.Default.ArbFor<int>(),
        (outcomes, seed) => SameBytes(TallyTesting.FirstTime, outcomes, seed, longestPart: 7)
            && SameBytes(TallyTesting.Profit, outcomes, seed, longestPart: 20))
        .QuickCheckThrowOnFailure();

    [Test]
    public void Merge_ManyOutcomesInAnyParts_GivesTheSameBytes([Range(1, 5)] int seed)
    {
        double[] outcomes = Samples.Normal(20_000, seed);
        outcomes[777] = 0.0;
        outcomes[4321] = double.NaN;
        outcomes[9999] = 1e9;
        Assert.That(SameBytes(TallyTesting.FirstTime, outcomes, seed, longestPart: 3000));
    }

    [Test]
    public void Merge_IsAssociativeAndCommutative() => Prop.ForAll(
        ArbMap.Default.ArbFor<double[]>(),
        ArbMap.Default.ArbFor<double[]>(),
        ArbMap.Default.ArbFor<double[]>(),
        (a, b, c) => Left(a, b, c).AsSpan().SequenceEqual(Right(a, b, c)))
        .QuickCheckThrowOnFailure();

    private static byte[] Left(double[] a, double[] b, double[] c)
    {
        MetricTally left = TallyTesting.Tally(TallyTesting.Profit, a);
        left.Merge(TallyTesting.Tally(TallyTesting.Profit, b));
        left.Merge(TallyTesting.Tally(TallyTesting.Profit, c));
        return TallyTesting.Bytes(left);
    }

    private static byte[] Right(double[] a, double[] b, double[] c)
    {
        MetricTally inner = TallyTesting.Tally(TallyTesting.Profit, c);
        inner.Merge(TallyTesting.Tally(TallyTesting.Profit, b));
        MetricTally right = new(TallyTesting.Profit);
        right.Merge(inner);
        right.Merge(TallyTesting.Tally(TallyTesting.Profit, a));
        return TallyTesting.Bytes(right);
    }

    private static bool SameBytes(Metric metric, double[] outcomes, int seed, int longestPart)
    {
        Random random = new(seed);
        MetricTally[] workers = [new(metric), new(metric), new(metric)];
        List<(int Start, int Length)> parts = [];
        for (int start = 0; start < outcomes.Length; start += parts[^1].Length)
        {
            int longest = Math.Min(longestPart, outcomes.Length - start);
            parts.Add((start, random.Next(1, longest + 1)));
        }

        (int Start, int Length)[] shuffled = [.. parts];
        random.Shuffle(shuffled);
        foreach ((int start, int length) in shuffled)
        {
            workers[random.Next(workers.Length)].Add(outcomes.AsSpan(start, length), start);
        }

        random.Shuffle(workers);
        workers[0].Merge(workers[1]);
        workers[0].Merge(workers[2]);
        byte[] whole = TallyTesting.Bytes(TallyTesting.Tally(metric, outcomes));
        return whole.AsSpan().SequenceEqual(TallyTesting.Bytes(workers[0]));
    }
}
