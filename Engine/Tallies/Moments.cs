using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// Count, sum, sum of squares, extremes and logical batches of integers below 2^47 in absolute
/// value; all exact.
/// </summary>
internal sealed class Moments
{
    private const int BatchCount = MetricTally.BatchCount;

    private readonly Batch[] batches = new Batch[BatchCount];
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

    /// <summary>Adds integers, at most 2^16 of them, to all but the batches.</summary>
    internal void Add(ReadOnlySpan<long> quanta)
    {
        long minimum = Minimum;
        long maximum = Maximum;
        ulong high = 0;
        ulong low = 0;
        foreach (long quantum in quanta)
        {
            minimum = Math.Min(minimum, quantum);
            maximum = Math.Max(maximum, quantum);
            long sign = quantum >> 63;
            ulong magnitude = (ulong)((quantum ^ sign) - sign);
            high += Math.BigMul(magnitude, magnitude, out ulong square);
            low += square;
            high += low < square ? 1UL : 0UL;
        }

        Minimum = minimum;
        Maximum = maximum;
        squares.Add(new UInt128(high, low));
    }

    /// <summary>Adds the integers of consecutive paths, at most 2^16, to their batches.</summary>
    [SkipLocalsInit]
    internal void AddToBatches(ReadOnlySpan<long> quanta, long firstPath)
    {
        // A block's sums fit 64 bits, and paths 64 apart share a batch: add row upon row of 64.
        Span<long> columns = stackalloc long[BatchCount];
        columns.Clear();
        ReadOnlySpan<long> rest = quanta;
        for (; rest.Length >= BatchCount; rest = rest[BatchCount..])
        {
            for (int i = 0; i < BatchCount; i += Vector256<long>.Count)
            {
                Span<long> column = columns[i..];
                (Vector256.Create<long>(column) + Vector256.Create(rest[i..])).CopyTo(column);
            }
        }

        for (int i = 0; i < rest.Length; i++)
        {
            columns[i] += rest[i];
        }

        int used = Math.Min(quanta.Length, BatchCount);
        for (int column = 0; column < used; column++)
        {
            int rows = (quanta.Length - column + BatchCount - 1) / BatchCount;
            ref Batch batch = ref batches[(firstPath + column) % BatchCount];
            batch = new Batch(batch.Count + rows, batch.Sum + columns[column]);
        }
    }

    /// <summary>Takes back the count of a path that was added to its batch with a zero.</summary>
    internal void Discount(long path)
    {
        ref Batch batch = ref batches[path % BatchCount];
        batch = batch with { Count = batch.Count - 1 };
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

    /// <summary>Adds all that a device has counted.</summary>
    internal void Absorb(DeviceSums sums)
    {
        Minimum = Math.Min(Minimum, sums.Minimum);
        Maximum = Math.Max(Maximum, sums.Maximum);
        squares.Add(sums.Squares);
        for (int i = 0; i < batches.Length; i++)
        {
            Batch more = sums.Batch(i);
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
}
