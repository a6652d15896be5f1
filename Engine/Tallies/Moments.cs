using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// Count, sum, sum of squares, extremes and logical batches of integers below 2^47 in absolute
/// value; all exact.
/// </summary>
internal sealed class Moments
{
    private readonly Batch[] batches = new Batch[MetricTally.BatchCount];
    private WideSum squares;

    /// <summary>The logical batches.</summary>
    internal IReadOnlyList<Batch> Batches => batches;

    /// <summary>The smallest integer; the largest representable where there is none.</summary>
    internal long Minimum { get; private set; } = long.MaxValue;

    /// <summary>The largest integer; the smallest representable where there is none.</summary>
    internal long Maximum { get; private set; } = long.MinValue;

    /// <summary>The sum of squares.</summary>
    internal BigInteger Squares => squares.ToBigInteger();

    /// <summary>How many integers were added.</summary>
    internal long Count
    {
        get
        {
            long count = 0;
            foreach (Batch batch in batches)
            {
                count += batch.Count;
            }

            return count;
        }
    }

    /// <summary>The sum.</summary>
    internal Int128 Sum
    {
        get
        {
            Int128 sum = 0;
            foreach (Batch batch in batches)
            {
                sum += batch.Sum;
            }

            return sum;
        }
    }

    /// <summary>
    /// Adds the integers of consecutive paths: at most 2^16, so that 64-bit sums hold a block's.
    /// </summary>
    [SkipLocalsInit]
    internal void Add(ReadOnlySpan<long> quanta, long firstPath)
    {
        long minimum = Minimum;
        long maximum = Maximum;
        ulong high = 0;
        ulong low = 0;
        Span<long> columns = stackalloc long[MetricTally.BatchCount];
        columns.Clear();
        for (int i = 0; i < quanta.Length; i++)
        {
            long quantum = quanta[i];
            minimum = Math.Min(minimum, quantum);
            maximum = Math.Max(maximum, quantum);
            columns[i & (MetricTally.BatchCount - 1)] += quantum;

            // The square of a negative integer modulo 2^64 is that of its absolute value.
            long sign = quantum >> 63;
            ulong magnitude = (ulong)((quantum ^ sign) - sign);
            high += Math.BigMul(magnitude, magnitude, out ulong square);
            low += square;
            high += low < square ? 1UL : 0UL;
        }

        Minimum = minimum;
        Maximum = maximum;
        squares.Add(new UInt128(high, low));
        CloseColumns(columns, quanta.Length, firstPath);
    }

    /// <summary>Adds all that another holds.</summary>
    internal void Merge(Moments other)
    {
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        squares.Add(other.squares);
        for (int i = 0; i < batches.Length; i++)
        {
            Batch more = other.batches[i];
            batches[i] = new Batch(batches[i].Count + more.Count, batches[i].Sum + more.Sum);
        }
    }

    /// <summary>Writes the canonical bytes.</summary>
    internal void Write(ByteWriter bytes)
    {
        bytes.Write(Minimum);
        bytes.Write(Maximum);
        bytes.Write((Int128)squares.High);
        bytes.Write((long)squares.Low);
        foreach (Batch batch in batches)
        {
            bytes.Write(batch.Count);
            bytes.Write(batch.Sum);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    internal void Read(ByteReader bytes)
    {
        Minimum = bytes.ReadInt64();
        Maximum = bytes.ReadInt64();
        squares.High = (UInt128)bytes.ReadInt128();
        squares.Low = (ulong)bytes.ReadInt64();
        for (int i = 0; i < batches.Length; i++)
        {
            batches[i] = new Batch(bytes.ReadInt64(), bytes.ReadInt128());
        }
    }

    private void CloseColumns(ReadOnlySpan<long> columns, int length, long firstPath)
    {
        int used = Math.Min(length, MetricTally.BatchCount);
        for (int column = 0; column < used; column++)
        {
            int index = (int)((firstPath + column) & (MetricTally.BatchCount - 1));
            int rows = (length - column + MetricTally.BatchCount - 1) / MetricTally.BatchCount;
            Batch batch = batches[index];
            batches[index] = new Batch(batch.Count + rows, batch.Sum + columns[column]);
        }
    }
}
