using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>The tally of a run: chunks, digest and saved form.</summary>
[TestFixture]
public sealed class RunTallyTests
{
    private static readonly Metric[] Metrics =
    [
        TallyTesting.Profit,
        TallyTesting.FirstTime,
        new("ETH", "price", "USD", 2300.0, MetricSense.Gain, Internal: true),
    ];

    [Test]
    public void Add_MetricMajorWithStride_TakesEachMetricsOutcomes()
    {
        RunTally run = new(Metrics);
        run.Add([1f, 2f, 99f, float.NaN, 4f, 99f, 5f, 6f], stride: 3, paths: 2, firstPath: 0);
        Assert.Multiple(() =>
        {
            Assert.That(run.Paths, Is.EqualTo(2));
            Assert.That(run.Metrics.Select(m => m.Maximum), Is.EqualTo(new[] { 2.0, 4.0, 6.0 }));
            Assert.That(run.Metrics[1].Absent, Is.EqualTo(1));
        });
    }

    [Test]
    public void Add_TooFewOutcomes_IsRefused() => Assert.That(
        () => new RunTally(Metrics).Add(new float[7], stride: 3, paths: 2, firstPath: 0),
        Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Digest_OfTheSamePathsInOtherChunks_IsTheSame()
    {
        RunTally whole = Filled(0, 1000);
        RunTally parts = Filled(600, 1000);
        parts.Merge(Filled(0, 600));
        string digest = whole.Digest("scenario", 42, 1000);
        Assert.That(parts.Digest("scenario", 42, 1000), Is.EqualTo(digest));
        Assert.That(digest, Does.Match("^sha256:[0-9a-f]{64}$"));
    }

    [Test]
    public void Digest_OfAnythingElse_Differs()
    {
        string[] digests =
        [
            Filled(0, 1000).Digest("scenario", 42, 1000),
            Filled(0, 1000).Digest("scenario", 43, 1000),
            Filled(0, 1000).Digest("scenarip", 42, 1000),
            Filled(1, 1001).Digest("scenario", 42, 1000),
            Filled(0, 999).Digest("scenario", 42, 999),
            new RunTally(Metrics).Digest("scenario", 42, 0),
            new RunTally(Metrics[..2]).Digest("scenario", 42, 0),
        ];
        Assert.That(digests, Is.Unique);
    }

    [Test]
    public void Digest_OfAKnownTally_NeverChanges()
    {
        // Computed from the format's description by another program, in Python: a change would
        // break every digest ever published.
        const string Digest = "5c9ba1cda1efde1dbad7b8fb30975d45056f4f0f4619ac61bc0797c6a5b9ba00";
        RunTally run = new([TallyTesting.Profit]);
        run.Add([1.5, -2.25, 0.0], stride: 3, paths: 3, firstPath: 0);
        Assert.That(run.Digest("scenario", 42, 3), Is.EqualTo("sha256:" + Digest));
    }

    [Test]
    public void Digest_OfAnotherNumberOfPaths_IsRefused() =>
        Assert.That(() => Filled(0, 10).Digest("scenario", 42, 11), Throws.ArgumentException);

    [Test]
    public void Load_OfASavedTally_IsTheSameAndGoesOn()
    {
        using MemoryStream stream = new();
        Filled(0, 500).Save(stream);
        stream.Position = 0;
        RunTally resumed = RunTally.Load(stream);
        Assert.That(
            resumed.Metrics.Select(tally => tally.Metric),
            Is.EqualTo(Metrics));
        resumed.Merge(Filled(500, 1000));
        Assert.That(
            resumed.Digest("scenario", 42, 1000),
            Is.EqualTo(Filled(0, 1000).Digest("scenario", 42, 1000)));
    }

    [Test]
    public void Load_OfFaultsAndEmptyTallies_IsExact()
    {
        RunTally run = new(Metrics);
        run.Add([double.NaN, double.NaN, 1.0], stride: 1, paths: 1, firstPath: 7);
        using MemoryStream stream = new();
        run.Save(stream);
        stream.Position = 0;
        RunTally loaded = RunTally.Load(stream);
        Assert.That(loaded.FirstFault, Is.EqualTo(run.FirstFault));
        Assert.That(loaded.Digest("s", 1, 1), Is.EqualTo(run.Digest("s", 1, 1)));
    }

    [Test]
    public void Load_OfAMetric_KeepsAllThatItStates()
    {
        Metric metric = new(
            "lp", "net", "USD", 100, MetricSense.Cost, Conditional: true, Internal: true, Origin: 3)
        {
            Least = -1,
            Greatest = 2,
            IsCertain = true,
        };
        using MemoryStream stream = new();
        new RunTally([metric]).Save(stream);
        stream.Position = 0;
        Assert.That(RunTally.Load(stream).Metrics.Single().Metric, Is.EqualTo(metric));
    }

    [Test]
    public void Load_OfDamagedBytes_IsRefused()
    {
        using MemoryStream stream = new();
        Filled(0, 50).Save(stream);
        byte[] saved = stream.ToArray();
        foreach (int place in new[] { 0, 5, 100, saved.Length / 2, saved.Length - 1 })
        {
            byte[] damaged = [.. saved];
            damaged[place] ^= 1;
            Assert.That(
                () => RunTally.Load(new MemoryStream(damaged)),
                Throws.InstanceOf<InvalidDataException>());
            Assert.That(
                () => RunTally.Load(new MemoryStream(saved[..place])),
                Throws.InstanceOf<InvalidDataException>());
        }
    }

    [Test]
    public void Metrics_OfOneName_AreRefused() => Assert.That(
        () => new RunTally([TallyTesting.Profit, TallyTesting.Profit]),
        Throws.ArgumentException.With.Message.Contains("lp.net"));

    private static RunTally Filled(int first, int end)
    {
        int paths = end - first;
        double[] normal = Samples.Normal(3000, seed: 4);
        double[] outcomes = new double[3 * paths];
        for (int path = 0; path < paths; path++)
        {
            double value = normal[first + path];
            outcomes[path] = value;
            outcomes[paths + path] = value > 0.5 ? value : double.NaN;
            outcomes[(2 * paths) + path] = 2300.0 * Math.Exp(0.1 * value);
        }

        RunTally run = new(Metrics);
        run.Add(outcomes, stride: paths, paths, first);
        return run;
    }
}
