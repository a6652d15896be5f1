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

    // So many integers of one batch fit 64 bits.
    private const long MostRecent = 1 << 16;

    private readonly long[] counts = new long[BatchCount];
    private readonly long[] recent = new long[BatchCount];
    private readonly Int128[] sums = new Int128[BatchCount];
    private long recentCount;
    private WideSum squares;

    /// <summary>The logical batches.</summary>
    internal Batch[] Batches =>
        [.. counts.Select((count, i) => new Batch(count, sums[i] + recent[i]))];

    /// <summary>The smallest integer; the largest representable where there is none.</summary>
    internal long Minimum { get; private set; } = long.MaxValue;

    /// <summary>The largest integer; the smallest representable where there is none.</summary>
    internal long Maximum { get; private set; } = long.MinValue;

    /// <summary>The sum of squares.</summary>
    internal BigInteger Squares => squares.ToBigInteger();

    /// <summary>How many integers were added.</summary>
    internal long Count => counts.Sum();

    /// <summary>The sum.</summary>
    internal Int128 Sum
    {
        get
        {
            Int128 sum = 0;
            for (int i = 0; i < BatchCount; i++)
            {
                sum += sums[i] + recent[i];
            }

            return sum;
        }
    }

    /// <summary>Adds the integers of consecutive paths, at most 2^16 of them.</summary>
    /// <param name="quanta">An integer for each path; zero for those to discount.</param>
    /// <param name="range">Those that are not to be discounted.</param>
    /// <param name="firstPath">The index of the first path.</param>
    internal void Add(ReadOnlySpan<long> quanta, QuantumRange range, long firstPath)
    {
        Minimum = Math.Min(Minimum, range.Minimum);
        Maximum = Math.Max(Maximum, range.Maximum);
        AddToBatches(quanta, firstPath);
        if (range.Count > 0 && range.Largest > 0)
        {
            AddSquares(quanta);
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
            counts[(firstPath + column) % BatchCount] -= missing[column];
        }
    }

    /// <summary>Adds all that another holds.</summary>
    internal void Merge(Moments other)
    {
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        squares.Add(other.squares);
        for (int i = 0; i < BatchCount; i++)
        {
            counts[i] += other.counts[i];
            sums[i] += other.sums[i] + other.recent[i];
        }
    }

    /// <summary>Adds all that a device has counted.</summary>
    internal void Absorb(DeviceSums device)
    {
        Minimum = Math.Min(Minimum, device.Minimum);
        Maximum = Math.Max(Maximum, device.Maximum);
        squares.Add(device.Squares);
        for (int i = 0; i < BatchCount; i++)
        {
            Batch more = device.Batch(i);
            counts[i] += more.Count;
            sums[i] += more.Sum;
        }
    }

    /// <summary>Writes the canonical bytes.</summary>
    internal void Write(ByteWriter bytes)
    {
        bytes.Write(Minimum);
        bytes.Write(Maximum);
        bytes.Write((Int128)squares.High);
        bytes.Write((long)squares.Low);
        foreach (Batch batch in Batches)
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
        for (int i = 0; i < BatchCount; i++)
        {
            counts[i] = bytes.ReadInt64();
            sums[i] = bytes.ReadInt128();
        }
    }

    private void AddToBatches(ReadOnlySpan<long> quanta, long firstPath)
    {
        recentCount += quanta.Length;
        if (recentCount > MostRecent)
        {
            Settle();
            recentCount = quanta.Length;
        }

        // Rows of 64 paths from the first batch on; what is before and after them one by one.
        int first = (int)((BatchCount - (firstPath % BatchCount)) % BatchCount);
        first = Math.Min(first, quanta.Length);
        int rows = (quanta.Length - first) / BatchCount;
        int end = first + (rows * BatchCount);
        AddOneByOne(quanta[..first], firstPath);
        AddRows(quanta[first..end], rows);
        AddOneByOne(quanta[end..], firstPath + end);
    }

    private void AddOneByOne(ReadOnlySpan<long> quanta, long firstPath)
    {
        int batch = (int)(firstPath % BatchCount);
        foreach (long quantum in quanta)
        {
            counts[batch]++;
            recent[batch] += quantum;
            batch++;
        }
    }

    private void AddRows(ReadOnlySpan<long> quanta, int rows)
    {
        for (int column = 0; column < BatchCount; column += Vector256<long>.Count)
        {
            Vector256<long> sum = Vector256.Create(recent, column);
            for (int i = column; i < quanta.Length; i += BatchCount)
            {
                sum += Vector256.Create(quanta[i..]);
            }

            sum.CopyTo(recent, column);
            (Vector256.Create(counts, column) + Vector256.Create((long)rows))
                .CopyTo(counts, column);
        }
    }

    private void Settle()
    {
        for (int i = 0; i < BatchCount; i++)
        {
            sums[i] += recent[i];
            recent[i] = 0;
        }
    }

    private void AddSquares(ReadOnlySpan<long> quanta)
    {
        // No vector multiplies to 94 bits: a square is that of two halves of 24 and 23 bits,
        // high^2 * 2^48 + high * low * 2^25 + low^2, and 2^16 of each product fit 64 bits.
        Vector256<ulong> highs = Vector256<ulong>.Zero;
        Vector256<ulong> products = Vector256<ulong>.Zero;
        Vector256<ulong> lows = Vector256<ulong>.Zero;
        for (; quanta.Length >= Vector256<long>.Count; quanta = quanta[Vector256<long>.Count..])
        {
            Vector256<ulong> magnitudes = Vector256.Abs(Vector256.Create(quanta)).AsUInt64();
            Vector256<ulong> high = magnitudes >>> HalfBits;
            Vector256<ulong> low = magnitudes & Vector256.Create((1UL << HalfBits) - 1);
            highs += Multiply(high, high);
            products += Multiply(high, low);
            lows += Multiply(low, low);
        }

        squares.Add(((UInt128)Vector256.Sum(highs) << (2 * HalfBits))
            + ((UInt128)Vector256.Sum(products) << (HalfBits + 1))
            + Vector256.Sum(lows));
        foreach (long quantum in quanta)
        {
            ulong magnitude = (ulong)Math.Abs(quantum);
            squares.Add(Math.BigMul(magnitude, magnitude));
        }
    }

    // Factors below 2^32 multiply in one instruction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Multiply(Vector256<ulong> left, Vector256<ulong> right) =>
        Avx2.IsSupported ? Avx2.Multiply(left.AsUInt32(), right.AsUInt32()) : left * right;
}
