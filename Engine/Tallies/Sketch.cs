using System.Numerics;
using GpuRisk.Kernels.Tallies;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// A signed log-linear histogram of integers below 2^47 in absolute value. A bin is a sign, a
/// binary exponent and the nine bits below the leading one, so it spans at most 2^-9 of its lower
/// edge and its middle is within 0.1% of all it holds; zero has a bin of its own, and so has every
/// integer below 1,024. (The guarantee of DDSketch, Masson, Rim, Lee 2019, without logarithms.)
/// </summary>
/// <remarks>
/// A bin holds a count and the sum of absolute values, so sums over whole bins are exact. Pages of
/// one sign and exponent appear when first hit: at most 94 of 12 KiB, <see cref="RecentBins"/>
/// included.
/// </remarks>
internal sealed partial class Sketch
{
    /// <summary>Bins of one sign and exponent.</summary>
    internal const int PageLength = TallyTable.PageLength;

    /// <summary>One more than the largest index of a bin.</summary>
    internal const int IndexLimit = 2 * PagesPerSign * PageLength;

    private const int PagesPerSign = TallyTable.PagesPerSign;

    private readonly PackedBin[]?[] pages = new PackedBin[]?[2 * PagesPerSign];
    private readonly RecentBins recent = new();

    /// <summary>Indices of occupied bins, from the lowest values to the highest.</summary>
    internal IEnumerable<int> OccupiedIndices
    {
        get
        {
            for (int page = (2 * PagesPerSign) - 1; page > PagesPerSign; page--)
            {
                for (int slot = PageLength - 1; Exists(page) && slot >= 0; slot--)
                {
                    if (BinAt(page, slot).Count > 0)
                    {
                        yield return (page * PageLength) + slot;
                    }
                }
            }

            if (Zeros > 0)
            {
                yield return 0;
            }

            for (int page = 1; page < PagesPerSign; page++)
            {
                for (int slot = 0; Exists(page) && slot < PageLength; slot++)
                {
                    if (BinAt(page, slot).Count > 0)
                    {
                        yield return (page * PageLength) + slot;
                    }
                }
            }
        }
    }

    /// <summary>How many zeros were added.</summary>
    internal long Zeros { get; private set; }

    /// <summary>Adds integers.</summary>
    /// <param name="quanta">The integers; those that do not count are zeros. Their number is a
    /// multiple of <see cref="RecentBins.Unit"/>.</param>
    /// <param name="range">Those that count; at least 1.</param>
    internal void Add(ReadOnlySpan<long> quanta, QuantumRange range)
    {
        // Many metrics are zero on most paths: what was not liquidated, jumps where there are none.
        if (range.Minimum == range.Maximum)
        {
            AddEqual(range.Minimum, range.Count);
            return;
        }

        if (!recent.HasRoom(range.Largest, quanta.Length))
        {
            Settle();
            recent.Clear(range.Largest);
        }

        Zeros += recent.Add(quanta) - (quanta.Length - range.Count);
    }

    /// <summary>Adds all that another sketch holds.</summary>
    internal void Merge(Sketch other)
    {
        Zeros += other.Zeros;
        for (int page = 0; page < pages.Length; page++)
        {
            for (int slot = 0; other.Exists(page) && slot < PageLength; slot++)
            {
                Page(page)[slot] += other.BinAt(page, slot);
            }
        }
    }

    /// <summary>Adds the bins that a device has counted.</summary>
    internal void Absorb(DeviceSums sums)
    {
        Zeros += sums.Zeros;
        Absorb(sums, sums.Pages(negative: false));
        Absorb(sums, sums.Pages(negative: true));
    }

    /// <summary>The index of the bin of an integer.</summary>
    internal static int IndexOf(long quantum)
    {
        if (quantum == 0) return 0;
        int page = PageOf(quantum);
        long magnitude = Math.Abs(quantum);
        int shift = (page % PagesPerSign) - 1 - TallyTable.SlotBits;
        long leading = shift >= 0 ? magnitude >> shift : magnitude << -shift;
        return (page * PageLength) + (int)leading - PageLength;
    }

    /// <summary>The page of an integer.</summary>
    internal static int PageOf(long quantum) =>
        64 - BitOperations.LeadingZeroCount((ulong)Math.Abs(quantum))
            + (quantum < 0 ? PagesPerSign : 0);

    /// <summary>The bin with an index: its edges, count and sum.</summary>
    internal SketchBin this[int index]
    {
        get
        {
            (int page, int slot) = Math.DivRem(index, PageLength);
            if (index == 0)
            {
                return new SketchBin(0, 0, Zeros, 0);
            }

            PackedBin bin = BinAt(page, slot);
            (long lower, long upper) = Edges(page, slot);
            Int128 sum = (Int128)bin.Sum(lower);
            return page > PagesPerSign
                ? new SketchBin(-upper, -lower, bin.Count, -sum)
                : new SketchBin(lower, upper, bin.Count, sum);
        }
    }

    private static (long Lower, long Upper) Edges(int page, int slot)
    {
        int shift = (page % PagesPerSign) - 1 - TallyTable.SlotBits;
        long leading = PageLength + slot;
        return shift >= 0
            ? (leading << shift, ((leading + 1) << shift) - 1)
            : (leading >> -shift, leading >> -shift);
    }

    private void AddEqual(long quantum, long count)
    {
        if (quantum == 0)
        {
            Zeros += count;
            return;
        }

        (int page, int slot) = Math.DivRem(IndexOf(quantum), PageLength);
        long offset = Math.Abs(quantum) - Edges(page, slot).Lower;
        Page(page)[slot] += new PackedBin(count, (UInt128)offset * (ulong)count);
    }

    private void Settle()
    {
        for (int page = 0; page < pages.Length; page++)
        {
            for (int slot = 0; recent.Exists(page) && slot < PageLength; slot++)
            {
                Page(page)[slot] += recent[page, slot];
            }
        }
    }

    private void Absorb(DeviceSums sums, (int First, int Count) range)
    {
        for (int page = range.First; page < range.First + range.Count; page++)
        {
            ReadOnlySpan<long> words = sums.Page(page);
            for (int slot = 0; slot < PageLength; slot++)
            {
                long first = words[TallyTable.BinWords * slot];
                if (first != 0)
                {
                    ulong second = (ulong)words[(TallyTable.BinWords * slot) + 1];
                    long count = first & ((1L << TallyTable.CountBits) - 1);
                    UInt128 offsets = second + ((UInt128)((ulong)first >> TallyTable.CountBits)
                        << TallyTable.OffsetLowBits);
                    Page(page)[slot] += new PackedBin(count, offsets);
                }
            }
        }
    }

    private bool Exists(int page) => pages[page] is not null || recent.Exists(page);

    private PackedBin BinAt(int page, int slot) =>
        (pages[page] is { } bins ? bins[slot] : default) + recent[page, slot];

    private PackedBin[] Page(int page) => pages[page] ??= new PackedBin[PageLength];
}
