using GpuRisk.Kernels.Tallies;

namespace GpuRisk.Engine.Tallies;

/// <summary>What a device has counted of one metric, laid out as <see cref="TallyTable"/> says.
/// </summary>
/// <param name="rows">The metric's rows.</param>
/// <param name="bins">The metric's bins; read only on the pages of the extremes and between.
/// </param>
internal readonly ref struct DeviceSums(ReadOnlySpan<long> rows, ReadOnlySpan<long> bins)
{
    private const int LimbBits = 32;
    private const long Limit = 1L << Quantum.LimitBits;

    private readonly ReadOnlySpan<long> rows = rows;
    private readonly ReadOnlySpan<long> bins = bins;

    /// <summary>Outcomes that are zero.</summary>
    internal long Zeros => Total(TallyRow.Zeros);

    /// <summary>Paths on which a conditional metric had no value.</summary>
    internal long Absent => Total(TallyRow.Absent);

    /// <summary>Paths with a bad outcome.</summary>
    internal long Faults => Total(TallyRow.Faults);

    /// <summary>Paths added.</summary>
    internal long Paths => Total(TallyRow.Count) + Absent + Faults;

    /// <summary>The sum of squares; fewer than 2^30 of them, each below 2^94.</summary>
    internal UInt128 Squares
    {
        get
        {
            UInt128 sum = 0;
            for (int batch = 0; batch < TallyTable.Batches; batch++)
            {
                sum += ((UInt128)(ulong)this[TallyRow.SquaresHigh, batch] << (2 * LimbBits))
                    + ((UInt128)(ulong)this[TallyRow.SquaresMiddle, batch] << LimbBits)
                    + (ulong)this[TallyRow.SquaresLow, batch];
            }

            return sum;
        }
    }

    /// <summary>The smallest integer; the largest representable where there is none.</summary>
    internal long Minimum => Largest(TallyRow.BelowLimit) is > 0 and long below
        ? Limit - below
        : long.MaxValue;

    /// <summary>The largest integer; the smallest representable where there is none.</summary>
    internal long Maximum => Largest(TallyRow.AboveLimit) is > 0 and long above
        ? above - Limit
        : long.MinValue;

    private long this[TallyRow row, int batch] => rows[TallyTable.Place(row, batch)];

    /// <summary>A batch.</summary>
    internal Batch Batch(int batch) => new(
        this[TallyRow.Count, batch],
        ((Int128)this[TallyRow.SumHigh, batch] << LimbBits)
            + (ulong)this[TallyRow.SumLow, batch]);

    /// <summary>A batch's fault with the smallest index, and the bits of its value.</summary>
    /// <returns>False where the batch has none.</returns>
    internal bool TryGetFault(int batch, out long path, out long valueBits)
    {
        long key = this[TallyRow.FaultKey, batch];
        path = long.MaxValue - key;
        valueBits = this[TallyRow.ValueBits, batch];
        return key != 0;
    }

    /// <summary>The pages that may hold integers of one sign.</summary>
    /// <returns>The first page and how many; zero belongs to neither sign.</returns>
    internal (int First, int Count) Pages(bool negative)
    {
        long nearest = Math.Max(negative ? -Maximum : Minimum, 1);
        long farthest = negative ? -Minimum : Maximum;
        if (Minimum > Maximum || farthest < nearest)
        {
            return (0, 0);
        }

        int first = Sketch.PageOf(negative ? -nearest : nearest);
        return (first, Sketch.PageOf(negative ? -farthest : farthest) - first + 1);
    }

    /// <summary>The words of a page's bins.</summary>
    internal ReadOnlySpan<long> Page(int page) =>
        bins.Slice(page * TallyTable.PageWords, TallyTable.PageWords);

    private long Total(TallyRow row)
    {
        long total = 0;
        foreach (long value in rows.Slice(TallyTable.Place(row, 0), TallyTable.Batches))
        {
            total += value;
        }

        return total;
    }

    private long Largest(TallyRow row)
    {
        long largest = 0;
        foreach (long value in rows.Slice(TallyTable.Place(row, 0), TallyTable.Batches))
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
