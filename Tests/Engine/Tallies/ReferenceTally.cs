using System.Numerics;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>What a tally should hold, counted outcome by outcome with large integers.</summary>
internal sealed class ReferenceTally
{
    private const int Batches = MetricTally.BatchCount;

    private readonly SortedDictionary<long, (long Count, BigInteger Sum)> _bins = [];
    private readonly long[] _counts = new long[Batches];
    private readonly BigInteger[] _sums = new BigInteger[Batches];

    internal ReferenceTally(Metric metric, double[] outcomes, long firstPath)
    {
        for (int i = 0; i < outcomes.Length; i++)
        {
            Add(metric, outcomes[i], firstPath + i);
        }
    }

    internal long Absent { get; private set; }

    internal long Faults { get; private set; }

    internal long? FirstFault { get; private set; }

    internal long Zeros { get; private set; }

    internal BigInteger Squares { get; private set; }

    internal long Minimum { get; private set; } = long.MaxValue;

    internal long Maximum { get; private set; } = long.MinValue;

    /// <summary>Lower edge, count and sum of each occupied bin, in order.</summary>
    internal IEnumerable<(long Edge, long Count, BigInteger Sum)> Bins =>
        _bins.Select(bin => (bin.Key, bin.Value.Count, bin.Value.Sum));

    internal IEnumerable<(long Count, BigInteger Sum)> Columns => _counts.Zip(_sums);

    private void Add(Metric metric, double outcome, long path)
    {
        if (double.IsNaN(outcome) && metric.Conditional)
        {
            Absent++;
            return;
        }

        double scaled = Math.Round((outcome - metric.Origin) * metric.Scale);
        if (!(Math.Abs(scaled) < 1L << 47))
        {
            Faults++;
            FirstFault ??= path;
            return;
        }

        long quantum = (long)scaled;
        (long count, BigInteger sum) = _bins.GetValueOrDefault(Edge(quantum));
        _bins[Edge(quantum)] = (count + 1, sum + quantum);
        _counts[path % Batches]++;
        _sums[path % Batches] += quantum;
        Zeros += quantum == 0 ? 1 : 0;
        Squares += (BigInteger)quantum * quantum;
        Minimum = Math.Min(Minimum, quantum);
        Maximum = Math.Max(Maximum, quantum);
    }

    // The edge of a bin that is nearer to zero: the ten leading binary digits.
    private static long Edge(long quantum)
    {
        long edge = Math.Abs(quantum);
        int dropped = Math.Max((int)long.Log2(Math.Max(edge, 1)) - 9, 0);
        return Math.Sign(quantum) * (edge >> dropped << dropped);
    }
}
