using System.Buffers;
using System.Security.Cryptography;

namespace GpuRisk.Engine.Tallies;

/// <summary>The tallies of all metrics of a run, or of a part of it.</summary>
/// <remarks>
/// Merging is associative and commutative to the bit. Not safe for concurrent use: give each
/// thread its own and merge.
/// </remarks>
public sealed class RunTally : IOutcomeSink
{
    private const string DigestFormat = "gpurisk.digest/1";

    private readonly MetricTally[] tallies;

    // The metric that tells what paths count; -1 where each counts once.
    private readonly int weight;
    private readonly MetricTally[] controls;
    private double[] widened = [];
    private long[] weights = [];
    private long[] controlled = [];

    /// <summary>An empty tally.</summary>
    /// <param name="metrics">What every path reports, in order; names differ.</param>
    /// <param name="draws">Draws of uncertain numbers, a power of two; 1 without any.</param>
    /// <exception cref="ArgumentException">Two metrics have one name.</exception>
    public RunTally(IEnumerable<Metric> metrics, int draws = 1)
        : this(Empty([.. metrics], draws), 0)
    {
    }

    private static MetricTally[] Empty(Metric[] metrics, int draws)
    {
        bool isWeighted = metrics.Any(metric => metric.IsWeight);
        int controls = metrics.Count(metric => metric.IsControl);
        return [.. metrics.Select(metric => new MetricTally(
            metric, draws, isWeighted && !metric.IsWeight, controls))];
    }

    internal RunTally(MetricTally[] tallies, long paths)
    {
        this.tallies = tallies;
        Paths = paths;
        weight = Array.FindIndex(tallies, tally => tally.Metric.IsWeight);
        controls = [.. tallies.Where(tally => tally.Metric.IsControl)];
        HashSet<string> names = [];
        foreach (MetricTally tally in tallies)
        {
            Draws = Math.Max(Draws, tally.Draws.Draws);
            tally.Controls = controls;
            if (!names.Add(tally.Metric.Name))
            {
                throw new ArgumentException($"Two metrics are named {tally.Metric.Name}.");
            }
        }
    }

    /// <summary>How many paths were added.</summary>
    public long Paths { get; private set; }

    /// <summary>Draws of uncertain numbers that are kept apart; 0 without any.</summary>
    internal int Draws { get; }

    /// <summary>One tally per metric, in the order given.</summary>
    public IReadOnlyList<MetricTally> Metrics => tallies;

    /// <summary>The first fault of the first faulty metric, or null where all were good.</summary>
    public TallyFault? FirstFault => tallies
        .Select(tally => tally.Fault)
        .FirstOrDefault(fault => fault is not null);

    /// <inheritdoc/>
    public bool TakesTallies => !IsWeighted && !IsControlled;

    /// <summary>Whether paths count by weights.</summary>
    internal bool IsWeighted => weight >= 0;

    /// <summary>How paths of a batch depend on each other.</summary>
    internal PathDependence Dependence =>
        tallies.Length > 0 ? tallies[0].Metric.Dependence : PathDependence.None;

    /// <summary>Whether means are corrected by controls.</summary>
    internal bool IsControlled => controls.Length > 0;

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
    {
        CheckChunk(outcomes.Length, stride, paths, firstPath);
        for (int metric = 0; metric < tallies.Length; metric++)
        {
            tallies[metric].Add(outcomes.Slice(metric * stride, paths), firstPath);
        }

        if (IsWeighted) AddWeights(outcomes, stride, paths, firstPath, FixedPoint.Widen);
        if (IsControlled) AddProducts(outcomes, stride, paths, firstPath, FixedPoint.Widen);
        Paths += paths;
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
    {
        CheckChunk(outcomes.Length, stride, paths, firstPath);
        for (int metric = 0; metric < tallies.Length; metric++)
        {
            tallies[metric].Add(outcomes.Slice(metric * stride, paths), firstPath);
        }

        if (IsWeighted)
        {
            AddWeights(
                outcomes, stride, paths, firstPath, (source, target) => source.CopyTo(target));
        }

        if (IsControlled)
        {
            AddProducts(
                outcomes, stride, paths, firstPath, (source, target) => source.CopyTo(target));
        }

        Paths += paths;
    }

    /// <inheritdoc/>
    public void Add(RunTally tally, long firstPath) => Merge(tally);

    /// <summary>Adds all that another tally of the same metrics holds.</summary>
    /// <exception cref="ArgumentException">The metrics or the draws differ.</exception>
    public void Merge(RunTally other)
    {
        if (other.Draws != Draws
            || !other.tallies.Select(t => t.Metric).SequenceEqual(tallies.Select(t => t.Metric)))
        {
            throw new ArgumentException("Tallies of different metrics.", nameof(other));
        }

        for (int metric = 0; metric < tallies.Length; metric++)
        {
            tallies[metric].Merge(other.tallies[metric]);
        }

        Paths += other.Paths;
    }

    /// <summary>Counts paths of which every metric's tally has absorbed a device's sums.</summary>
    internal void Absorb(long paths) => Paths += paths;

    /// <summary>Refuses a tally that holds a bad outcome.</summary>
    /// <exception cref="TallyFaultException">Some path gave an outcome out of bounds.</exception>
    public void ThrowIfFaulted()
    {
        if (FirstFault is { } fault)
        {
            throw new TallyFaultException(fault);
        }
    }

    /// <summary>
    /// The run's digest: SHA-256 over scenario hash, seed, path count, metric names and tallies.
    /// </summary>
    /// <param name="scenarioHash">The hash of the scenario as run.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="paths">Paths that the run counts; equals <see cref="Paths"/>.</param>
    /// <returns><c>sha256:</c> and 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">The tally holds another number of paths.</exception>
    public string Digest(string scenarioHash, ulong seed, long paths)
    {
        if (paths != Paths)
        {
            throw new ArgumentException($"{paths} paths named, {Paths} tallied.", nameof(paths));
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ArrayBufferWriter<byte> buffer = new();
        ByteWriter bytes = new(buffer);
        bytes.Write(DigestFormat);
        bytes.Write(scenarioHash);
        bytes.Write((long)seed);
        bytes.Write(paths);
        bytes.Write(tallies.Length);
        foreach (MetricTally tally in tallies)
        {
            bytes.Write(tally.Metric.Name);
            tally.Write(buffer);
            hash.AppendData(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        hash.AppendData(buffer.WrittenSpan);
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes all that is needed to go on with the run later.</summary>
    public void Save(Stream stream) => RunTallyFile.Save(this, stream);

    /// <summary>Reads what <see cref="Save"/> wrote; the same to the bit.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of another kind.</exception>
    public static RunTally Load(Stream stream) => RunTallyFile.Load(stream);

    private void AddWeights<T>(
        ReadOnlySpan<T> outcomes, int stride, int paths, long firstPath, Widening<T> widen)
    {
        if (weights.Length < paths)
        {
            weights = new long[paths];
            widened = new double[paths];
        }

        widen(outcomes.Slice(weight * stride, paths), widened);
        WeightedSums.Convert(widened.AsSpan(0, paths), weights);
        for (int metric = 0; metric < tallies.Length; metric++)
        {
            if (metric != weight)
            {
                widen(outcomes.Slice(metric * stride, paths), widened);
                tallies[metric].AddWeights(widened.AsSpan(0, paths), weights, firstPath);
            }
        }
    }

    private void AddProducts<T>(
        ReadOnlySpan<T> outcomes, int stride, int paths, long firstPath, Widening<T> widen)
    {
        if (controlled.Length < (controls.Length + 1) * paths)
        {
            controlled = new long[(controls.Length + 1) * paths];
            widened = new double[paths];
        }

        Span<long> quanta = controlled.AsSpan(controls.Length * paths, paths);
        int first = tallies.Length - controls.Length;
        for (int control = 0; control < controls.Length; control++)
        {
            widen(outcomes.Slice((first + control) * stride, paths), widened);
            controls[control].Convert(
                widened.AsSpan(0, paths), controlled.AsSpan(control * paths, paths));
        }

        for (int metric = 0; metric < tallies.Length; metric++)
        {
            widen(outcomes.Slice(metric * stride, paths), widened);
            tallies[metric].Convert(widened.AsSpan(0, paths), quanta);
            tallies[metric].Controlled!.Add(quanta, controlled, paths, firstPath);
        }
    }

    private delegate void Widening<T>(ReadOnlySpan<T> outcomes, Span<double> widened);

    private void CheckChunk(int length, int stride, int paths, long firstPath)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(paths);
        ArgumentOutOfRangeException.ThrowIfNegative(firstPath);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, paths);
        long needed = ((tallies.Length - 1L) * stride) + paths;
        ArgumentOutOfRangeException.ThrowIfLessThan(length, needed, "outcomes.Length");
    }
}
