using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Tests.Engine.Tallies;
using ILGPU.Runtime;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>
/// A tally on a device gives, to the bit, what the processor's gives of the same outcomes, in
/// whatever launches, chunks and shapes.
/// </summary>
[TestFixture(nameof(TallyDevice.Product))]
[TestFixture(nameof(TallyDevice.Grouped))]
[TestFixture(nameof(TallyDevice.Wide))]
internal sealed class DeviceTallyTests(string shape)
{
    // Scales 2^32, 2^27 and 2^-68; one whose origin rounds outcomes before they are scaled.
    private static readonly Metric[] Metrics =
    [
        TallyTesting.Profit,
        TallyTesting.FirstTime,
        new("pool", "volume", "USD", 1e30, MetricSense.Gain),
        new("ETH", "price", "USD", 2300.0, MetricSense.Gain, Origin: 2300.1),
        new("loan", "loss", "USD", 1e-30, MetricSense.Cost, Conditional: true, Origin: -1e-20),
    ];

    private readonly TallyDevice _device = shape switch
    {
        nameof(TallyDevice.Product) => TallyDevice.Product(),
        nameof(TallyDevice.Grouped) => TallyDevice.Grouped(),
        _ => TallyDevice.Wide(),
    };

    [OneTimeTearDown]
    public void CloseDevice() => _device.Dispose();

    [Test]
    public void Add_OutcomesOfEverySize_EqualsTheHost([Range(1, 4)] int seed)
    {
        Block<double>[][] chunks = TallyBlocks.Any(seed, Metrics, paths: 5000);
        CheckSame(Metrics, chunks);
        CheckSame(Metrics, TallyBlocks.Narrow(chunks));
    }

    [Test]
    public void Add_AnyOutcomes_EqualsTheHost() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<double>>(),
        ArbMap.Default.ArbFor<NonEmptyArray<float>>(),
        ArbMap.Default.ArbFor<NonNegativeInt>(),
        (outcomes, narrow, path) =>
        {
            CheckSame([TallyTesting.FirstTime], [[Whole(outcomes.Get, path.Get)]]);
            CheckSame([TallyTesting.Profit], [[Whole(narrow.Get, path.Get)]]);
        }).QuickCheckThrowOnFailure();

    [TestCase((1L << 32) - 77)]
    [TestCase((1L << 60) + 13)]
    public void Add_PathsBeyond32Bits_EqualsTheHost(long firstPath) =>
        CheckSame(Metrics, TallyBlocks.Any(7, Metrics, paths: 900, firstPath));

    [Test]
    public void Add_EdgesOfRounding_EqualsTheHost()
    {
        // Every power of two and what is next to it, ties between integers, the limit.
        List<double> edges = [0.0, -0.0, double.Epsilon, double.MaxValue];
        for (int power = -3; power <= 48; power++)
        {
            double value = Math.ScaleB(1.0, power);
            edges.AddRange([
                value, value - 0.5, value + 0.5, value - 0.25, value + 0.75,
                Math.BitIncrement(value), Math.BitDecrement(value),
                value * 1.5, Math.BitDecrement(value * 1.5), value + 2.5, value - 1.5,
            ]);
        }

        double[] outcomes = [.. edges.SelectMany(x => new[] { x, -x })
            .Select(x => Math.ScaleB(x, -32))];
        CheckSame([TallyTesting.Profit], [[Whole(outcomes, 5)]]);
        float[] narrow = Array.ConvertAll(outcomes, x => (float)x);
        CheckSame([TallyTesting.Profit], [[Whole(narrow, 5)]]);
    }

    [Test]
    public void Add_OneOutcomeManyTimes_EqualsTheHost()
    {
        // One bin takes all: its sum of offsets grows fastest for the largest outcome.
        double largest = Math.ScaleB((1L << 47) - 1, -32);
        foreach (double outcome in new[] { largest, -largest, 1.7, 0.0, double.NaN })
        {
            double[] outcomes = [.. Enumerable.Repeat(outcome, 70_000)];
            CheckSame([TallyTesting.Profit], [[Whole(outcomes, 0), Whole(outcomes, 70_000)]]);
        }
    }

    [Test]
    public void Add_MorePathsThanThreadsCanSum_EqualsTheHost()
    {
        // 70,000 for each of 128 threads: sums of so many largest outcomes need 65 bits.
        const int Count = 70_000 * 128;
        float largest = MathF.BitDecrement(32768f);
        float[] outcomes = new float[Count];
        Array.Fill(outcomes, largest);
        CheckSame([TallyTesting.Profit], [[Whole(outcomes, 0)]]);
    }

    [Test]
    public void MergeInto_ChunksInAnyOrder_GivesTheSameBytes()
    {
        Block<double>[][] chunks = TallyBlocks.Any(11, Metrics, paths: 4000, firstPath: 3);
        byte[] expected = Bytes(_device.Tally(Metrics, chunks));
        Assert.That(chunks, Has.Length.GreaterThan(2));
        Assert.That(Bytes(_device.Tally(Metrics, chunks.Reverse())), Is.EqualTo(expected));
        RunTally rest = _device.Tally(Metrics, chunks.Skip(1));
        rest.Merge(TallyDevice.TallyOnHost(Metrics, chunks.Take(1)));
        Assert.That(Bytes(rest), Is.EqualTo(expected));
    }

    [Test]
    public void Add_LaterLaunchWithAnEarlierFault_KeepsThatFaultsValue()
    {
        // Two launches of a chunk, the second of lower paths: the fault of path 69 counts.
        double[] high = Samples.Normal(200, seed: 1);
        double[] low = Samples.Normal(200, seed: 2);
        (high[5], high[64]) = (1e9, double.NaN);
        (low[69], low[133], low[197]) = (-7e7, double.NegativeInfinity, 3e33);
        RunTally run = _device.Tally(
            [TallyTesting.Profit], [[Whole(high, 1000), Whole(low, 0)]]);
        Assert.That(run.FirstFault!.Path, Is.EqualTo(69));
        Assert.That(run.FirstFault.Value, Is.EqualTo(-7e7));
        Assert.That(run.FirstFault.Count, Is.EqualTo(5));
    }

    [Test]
    public void Add_FaultOfAnyNaN_HasTheCanonicalBits()
    {
        double strange = BitConverter.Int64BitsToDouble(0x7FF0_0000_0000_0ABC);
        CheckSame([TallyTesting.Profit], [[Whole([1.0, strange, 2.0], 60)]]);
    }

    [Test]
    public void Add_TheSamePathsAgain_EqualsTheHost()
    {
        // Only a repeated launch can give a path two outcomes; the smaller pattern stays.
        double[] first = [1.0, 1e7, -2e7, 4.0, 5e7];
        double[] second = [1.0, 3e7, -1e7, 9e7, 6.0];
        CheckSame([TallyTesting.Profit], [[Whole(first, 9), Whole(second, 9)]]);
        CheckSame([TallyTesting.Profit], [[Whole(second, 9), Whole(first, 9)]]);
    }

    [Test]
    public void Add_WithoutClearOrBeyondTheLimit_IsRefused()
    {
        using DeviceTally<Real32> tally = _device.CreateTally<Real32>(Metrics);
        using AcceleratorStream stream = _device.Accelerator.CreateStream();
        using var outcomes = _device.Accelerator.Allocate1D<Real32>(500);
        void Add(int stride, int count) =>
            tally.Add(stream, outcomes.View.AsContiguous(), stride, count, 0);
        Assert.That(() => Add(100, 100), Throws.InvalidOperationException);
        tally.Clear(stream);
        Assert.That(() => Add(101, 100), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Add(99, 100), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Add(100, 100);
        tally.MergeInto(stream, new RunTally(Metrics));
        Assert.That(() => Add(100, 100), Throws.InvalidOperationException);
    }

    private static Block<T> Whole<T>(T[] outcomes, long firstPath) =>
        new(outcomes, outcomes.Length, outcomes.Length, firstPath);

    private void CheckSame<T>(Metric[] metrics, Block<T>[][] chunks)
        where T : unmanaged
    {
        RunTally expected = TallyDevice.TallyOnHost(metrics, chunks);
        RunTally actual = _device.Tally(metrics, chunks);
        Assert.That(actual.FirstFault, Is.EqualTo(expected.FirstFault));
        Assert.That(Bytes(actual), Is.EqualTo(Bytes(expected)));
        Assert.That(
            actual.Digest("scenario", 42, expected.Paths),
            Is.EqualTo(expected.Digest("scenario", 42, expected.Paths)));
    }

    private static byte[] Bytes(RunTally run)
    {
        using MemoryStream stream = new();
        run.Save(stream);
        return stream.ToArray();
    }
}
