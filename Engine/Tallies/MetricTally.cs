using System.Runtime.CompilerServices;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// All that a run keeps of one metric's outcomes: integer counts and sums, so that any order of
/// additions and any tree of merges gives the same bits.
/// </summary>
/// <remarks>
/// Nothing overflows within 10^12 paths: counts have 64 bits, sums of integers below 2^47 need 87
/// of 128 bits, sums of their squares 134 of 192. Not safe for concurrent use: give each thread
/// its own tally and merge.
/// </remarks>
public sealed partial class MetricTally
{
    /// <summary>Logical batches; a path belongs to the one of its index modulo this.</summary>
    public const int BatchCount = 64;

    // Big enough to spread the cost of closing a block, small enough for the first-level cache.
    private const int BlockLength = 1024;

    private readonly double scale;
    private readonly Faults faults = new();

    /// <summary>An empty tally.</summary>
    /// <param name="metric">What is tallied.</param>
    /// <param name="draws">Draws of uncertain numbers, a power of two; 1 without any.</param>
    public MetricTally(Metric metric, int draws = 1)
        : this(metric, draws, isWeighted: false)
    {
    }

    internal MetricTally(Metric metric, int draws, bool isWeighted, int controls = 0)
    {
        Metric = metric;
        scale = metric.Scale;
        Draws = new DrawSums(draws);
        Weighted = isWeighted ? new WeightedSums() : null;
        Controlled = controls > 0 ? new ControlSums(controls) : null;
    }

    /// <summary>What is tallied.</summary>
    public Metric Metric { get; }

    /// <summary>Outcomes held: paths without those absent or faulty.</summary>
    public long Count => Moments.Count;

    /// <summary>Paths on which a conditional metric had no value.</summary>
    public long Absent { get; private set; }

    /// <summary>Outcomes that are zero, to within half a fixed-point unit.</summary>
    public long Zeros => Sketch.Zeros;

    /// <summary>Paths added: with an outcome, without one, or faulty.</summary>
    public long Paths => Count + Absent + faults.Count;

    /// <summary>The exact sum of the outcomes, in fixed-point units.</summary>
    public Int128 Sum => Moments.Sum;

    /// <summary>The smallest outcome in the metric's unit, or null where there is none.</summary>
    public double? Minimum => Count > 0 ? ToUnit(Moments.Minimum) : null;

    /// <summary>The largest outcome in the metric's unit, or null where there is none.</summary>
    public double? Maximum => Count > 0 ? ToUnit(Moments.Maximum) : null;

    /// <summary>The logical batches, by path index modulo <see cref="BatchCount"/>.</summary>
    public IReadOnlyList<Batch> Batches => Moments.Batches;

    /// <summary>The fault at the smallest path index, or null where there is none.</summary>
    public TallyFault? Fault => faults.Describe(Metric);

    /// <summary>Counts and sums that do not depend on the bins.</summary>
    internal Moments Moments { get; } = new();

    /// <summary>The same by draws of uncertain numbers.</summary>
    internal DrawSums Draws { get; }

    /// <summary>The same where paths count by weights; null where each counts once.</summary>
    internal WeightedSums? Weighted { get; }

    /// <summary>Products with controls; null where there are none.</summary>
    internal ControlSums? Controlled { get; }

    /// <summary>The tallies of the run's controls.</summary>
    internal IReadOnlyList<MetricTally> Controls { get; set; } = [];

    /// <summary>The histogram.</summary>
    internal Sketch Sketch { get; } = new();

    /// <summary>The occupied bins from the lowest to the highest, in fixed-point units.</summary>
    public IReadOnlyList<SketchBin> Bins() => [.. Sketch.OccupiedIndices.Select(i => Sketch[i])];

    /// <summary>Adds the outcomes of consecutive paths.</summary>
    /// <param name="outcomes">One outcome per path, in the metric's unit.</param>
    /// <param name="firstPath">The index of the first path; at least 0.</param>
    [SkipLocalsInit]
    public void Add(ReadOnlySpan<float> outcomes, long firstPath)
    {
        Span<double> widened = stackalloc double[BlockLength];
        while (!outcomes.IsEmpty)
        {
            int length = Math.Min(outcomes.Length, BlockLength);
            FixedPoint.Widen(outcomes[..length], widened);
            AddBlock(widened[..length], firstPath);
            outcomes = outcomes[length..];
            firstPath += length;
        }
    }

    /// <summary>Adds the outcomes of consecutive paths.</summary>
    /// <param name="outcomes">One outcome per path, in the metric's unit.</param>
    /// <param name="firstPath">The index of the first path; at least 0.</param>
    public void Add(ReadOnlySpan<double> outcomes, long firstPath)
    {
        while (!outcomes.IsEmpty)
        {
            int length = Math.Min(outcomes.Length, BlockLength);
            AddBlock(outcomes[..length], firstPath);
            outcomes = outcomes[length..];
            firstPath += length;
        }
    }

    /// <summary>Adds the weights of consecutive paths, whose outcomes are added beside.</summary>
    internal void AddWeights(
        ReadOnlySpan<double> outcomes, ReadOnlySpan<long> weights, long firstPath)
    {
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (FixedPoint.TryConvert(outcomes[i], Metric.Origin, scale, out long quantum))
            {
                Weighted!.Add(quantum, weights[i], firstPath + i);
            }
        }
    }

    /// <summary>The integers of outcomes; zero where there is none.</summary>
    internal void Convert(ReadOnlySpan<double> outcomes, Span<long> quanta) =>
        FixedPoint.Convert(outcomes, Metric.Origin, scale, quanta);

    /// <summary>Adds all that another tally of the same metric holds.</summary>
    /// <exception cref="ArgumentException">The other tally is of another metric.</exception>
    public void Merge(MetricTally other)
    {
        if (other.Metric != Metric)
        {
            throw new ArgumentException(
                $"A tally of {other.Metric.Name} cannot be merged into one of {Metric.Name}.",
                nameof(other));
        }

        Absent += other.Absent;
        Moments.Merge(other.Moments);
        Draws.Merge(other.Draws);
        if (other.Weighted is { } weighted) Weighted!.Merge(weighted);
        if (other.Controlled is { } controlled) Controlled!.Merge(controlled);
        Sketch.Merge(other.Sketch);
        faults.Merge(other.faults);
    }

    /// <summary>Adds all that a device has counted of this metric.</summary>
    internal void Absorb(DeviceSums sums)
    {
        Absent += sums.Absent;
        Moments.Absorb(sums);
        Sketch.Absorb(sums);
        faults.Absorb(sums);
    }

    /// <summary>The value of a fixed-point integer, in the metric's unit; exact.</summary>
    internal double ToUnit(long quantum) => Metric.Origin + (quantum / scale);

    [SkipLocalsInit]
    private void AddBlock(ReadOnlySpan<double> outcomes, long firstPath)
    {
        Span<long> quanta = stackalloc long[BlockLength];
        int whole = (outcomes.Length + RecentBins.Unit - 1) / RecentBins.Unit * RecentBins.Unit;
        quanta[outcomes.Length..whole].Clear();
        QuantumRange range = FixedPoint.Convert(outcomes, Metric.Origin, scale, quanta);
        Moments.Add(quanta[..outcomes.Length], range, firstPath);
        Draws.Add(quanta[..outcomes.Length], firstPath);
        if (range.Count > 0)
        {
            Sketch.Add(quanta[..whole], range);
        }

        if (range.Count < outcomes.Length)
        {
            Discount(outcomes, range.Count, firstPath);
        }
    }

    /// <summary>Counts the outcomes of a block that are absent or bad.</summary>
    private void Discount(ReadOnlySpan<double> outcomes, int good, long firstPath)
    {
        // Which paths have no value is random, so no branch depends on it.
        Span<int> missing = stackalloc int[BatchCount];
        missing.Clear();
        int notNumbers = 0;
        for (int i = 0; i < outcomes.Length; i++)
        {
            bool exists = FixedPoint.TryConvert(outcomes[i], Metric.Origin, scale, out _);
            missing[i % BatchCount] += exists ? 0 : 1;
            if (!exists) Draws.Discount(firstPath + i);
            notNumbers += double.IsNaN(outcomes[i]) ? 1 : 0;
        }

        Moments.Discount(missing, firstPath);
        bool faulty = !Metric.Conditional || good + notNumbers < outcomes.Length;
        Absent += faulty ? Reject(outcomes, firstPath) : notNumbers;
    }

    /// <summary>Records the faults of a block.</summary>
    /// <returns>How many outcomes are absent.</returns>
    private int Reject(ReadOnlySpan<double> outcomes, long firstPath)
    {
        int absent = 0;
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (Metric.Conditional && double.IsNaN(outcomes[i]))
            {
                absent++;
            }
            else if (!FixedPoint.TryConvert(outcomes[i], Metric.Origin, scale, out _))
            {
                faults.Add(outcomes[i], firstPath + i);
            }
        }

        return absent;
    }
}
