using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// Count, sum, sum of squares, extremes and logical batches of integers below 2^47 in absolute
/// value; all exact.
/// </summary>
internal sealed class Moments
{
    private const int BatchCount = MetricTally.BatchCount;
    private const int HalfBits = 24;

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
        // No vector multiplies to 94 bits: a square is that of two halves of 24 and 23 bits,
        // high^2 * 2^48 + high * low * 2^25 + low^2, and 2^16 of each product fit 64 bits.
        Vector256<long> minimum = Vector256.Create(Minimum);
        Vector256<long> maximum = Vector256.Create(Maximum);
        Vector256<ulong> highs = Vector256<ulong>.Zero;
        Vector256<ulong> products = Vector256<ulong>.Zero;
        Vector256<ulong> lows = Vector256<ulong>.Zero;
        for (; quanta.Length >= Vector256<long>.Count; quanta = quanta[Vector256<long>.Count..])
        {
            Vector256<long> four = Vector256.Create(quanta);
            minimum = Vector256.Min(minimum, four);
            maximum = Vector256.Max(maximum, four);
            Vector256<ulong> magnitudes = Vector256.Abs(four).AsUInt64();
            Vector256<ulong> high = magnitudes >>> HalfBits;
            Vector256<ulong> low = magnitudes & Vector256.Create((1UL << HalfBits) - 1);
            highs += Multiply(high, high);
            products += Multiply(high, low);
            lows += Multiply(low, low);
        }

        for (int i = 0; i < Vector256<long>.Count; i++)
        {
            Minimum = Math.Min(Minimum, minimum[i]);
            Maximum = Math.Max(Maximum, maximum[i]);
        }

        squares.Add(((UInt128)Vector256.Sum(highs) << (2 * HalfBits))
            + ((UInt128)Vector256.Sum(products) << (HalfBits + 1))
            + Vector256.Sum(lows));
        foreach (long quantum in quanta)
        {
            Minimum = Math.Min(Minimum, quantum);
            Maximum = Math.Max(Maximum, quantum);
            ulong magnitude = (ulong)Math.Abs(quantum);
            squares.Add(Math.BigMul(magnitude, magnitude));
        }
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

    /// <summary>Takes back counts of paths that were added to their batches with a zero.
    /// </summary>
    /// <param name="missing">How many in the batch of the first path and those after it.</param>
    /// <param name="firstPath">The index of the first path.</param>
    internal void Discount(ReadOnlySpan<int> missing, long firstPath)
    {
        for (int column = 0; column < missing.Length; column++)
        {
            ref Batch batch = ref batches[(firstPath + column) % BatchCount];
            batch = batch with { Count = batch.Count - missing[column] };
        }
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

    // Factors below 2^32 multiply in one instruction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Multiply(Vector256<ulong> left, Vector256<ulong> right) =>
        Avx2.IsSupported ? Avx2.Multiply(left.AsUInt32(), right.AsUInt32()) : left * right;
}
