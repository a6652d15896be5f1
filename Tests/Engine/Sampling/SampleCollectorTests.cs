using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Sampling;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Sampling;

/// <summary>Whatever the chunks and their order, samples are complete and in path order.</summary>
internal sealed class SampleCollectorTests
{
    private const int Rows = 16;

    private static readonly Metric[] Metrics =
    [
        new("a", "first", "USD", 1, MetricSense.Gain),
        new("a", "hidden", "USD", 1, MetricSense.Gain, Internal: true),
        new("a", "second", "USD", 1, MetricSense.Gain),
    ];

    [Test]
    public void Add_AnyChunksInAnyOrder_AreWrittenInPathOrder() =>
        Prop.ForAll(
            Gen.Choose(1, 70).ListOf().ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (sizes, seed) =>
            {
                (long First, int Count)[] chunks = ChunksOf(sizes);
                new Random(seed).Shuffle(chunks);
                var kept = new KeptBlocks();
                var collector = new SampleCollector(Metrics, kept, Rows);
                Parallel.ForEach(chunks, chunk => Add(collector, chunk.First, chunk.Count));
                collector.Complete();
                long paths = sizes.Sum(size => (long)size);
                Assert.Multiple(() =>
                {
                    Assert.That(kept.Paths, Is.EqualTo(Range(paths)));
                    Assert.That(kept.Values(0), Is.EqualTo(Range(paths).Select(p => p + 0.25)));
                    Assert.That(kept.Values(1), Is.EqualTo(Range(paths).Select(p => p + 0.75)));
                    Assert.That(
                        kept.BlockRows.SkipLast(1), Has.All.EqualTo(Rows));
                });
            }).QuickCheckThrowOnFailure();

    [Test]
    public void Complete_ChunksMissing_WritesTheOthersInOrder()
    {
        var kept = new KeptBlocks();
        var collector = new SampleCollector(Metrics, kept, Rows);
        Add(collector, 20, 10);
        Add(collector, 3, 5);
        Add(collector, 40, 1);
        collector.Complete();
        Assert.That(kept.Paths, Is.EqualTo(
            Range(5).Select(p => p + 3).Concat(Range(10).Select(p => p + 20)).Append(40)));
    }

    /// <summary>Blocks are those of the whole run, whatever path is the first.</summary>
    [Test]
    public void FirstPath_AmidABlock_IsWrittenAtOnceWhenTheBlockIsFull()
    {
        var kept = new KeptBlocks();
        var collector = new SampleCollector(Metrics, kept, Rows) { FirstPath = 36 };
        Assert.That(collector.Written, Is.EqualTo(36));
        Add(collector, 48, 20);
        Assert.That(collector.Written, Is.EqualTo(36));
        Add(collector, 36, 12);
        Assert.That(collector.Written, Is.EqualTo(64));
        collector.Complete();
        Assert.That(kept.Paths, Is.EqualTo(Range(32).Select(p => p + 36)));
        Assert.That(kept.BlockRows, Is.EqualTo(new[] { 12, 16, 4 }));
    }

    [Test]
    public void Complete_BelowAPath_WritesBlocksThatNobodyFills()
    {
        var kept = new KeptBlocks();
        var collector = new SampleCollector(Metrics, kept, Rows);
        Add(collector, 0, 20);
        Add(collector, 30, 1);
        collector.Complete(below: 100);
        Assert.That(kept.BlockRows, Is.EqualTo(new[] { 16, 5 }));
        Add(collector, 100, 12);
        Assert.That(collector.Written, Is.EqualTo(96));
        collector.Complete();
        Assert.That(kept.Paths, Is.EqualTo(
            Range(20).Append(30).Concat(Range(12).Select(p => p + 100))));
    }

    [Test]
    public void Written_RisesByWholeBlocksInOrder()
    {
        var collector = new SampleCollector(Metrics, new KeptBlocks(), Rows);
        Add(collector, Rows, Rows);
        Assert.That(collector.Written, Is.Zero);
        Add(collector, 0, Rows - 1);
        Assert.That(collector.Written, Is.Zero);
        Add(collector, Rows - 1, 1);
        Assert.That(collector.Written, Is.EqualTo(2 * Rows));
    }

    [Test]
    public void Add_WriterFails_EveryCallFromThenOnFails()
    {
        var collector = new SampleCollector(Metrics, new FullDisk(), Rows);
        Assert.That(
            () => Add(collector, 0, Rows),
            Throws.InstanceOf<SampleException>().With.Message.EqualTo("no space"));
        Assert.That(() => Add(collector, Rows, 1), Throws.InstanceOf<SampleException>());
    }

    private static (long First, int Count)[] ChunksOf(IEnumerable<int> sizes)
    {
        var chunks = new List<(long, int)>();
        long first = 0;
        foreach (int size in sizes)
        {
            chunks.Add((first, size));
            first += size;
        }

        return [.. chunks];
    }

    private static IEnumerable<long> Range(long count) =>
        Enumerable.Range(0, (int)count).Select(i => (long)i);

    /// <summary>Adds a chunk whose outcomes tell path and metric, with a stride that is longer
    /// than the chunk.</summary>
    private static void Add(SampleCollector collector, long first, int count)
    {
        int stride = count + 3;
        var outcomes = new float[stride * Metrics.Length];
        for (int metric = 0; metric < Metrics.Length; metric++)
        {
            for (int i = 0; i < count; i++)
            {
                outcomes[(metric * stride) + i] = first + i + 0.25f + (0.25f * metric);
            }
        }

        collector.Add(outcomes, stride, count, first);
    }

    private sealed class FullDisk : ISampleWriter
    {
        public void Write(SampleBlock block) => throw new IOException("no space");
    }
}
