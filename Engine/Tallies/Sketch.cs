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
/// A bin holds a count and the sum of absolute values, so sums over whole bins are exact. The sum
/// has 128 bits: 10^12 outcomes below 2^47 need 87. Pages of one sign and exponent (12 KiB) appear
/// when first hit: at most 95 of them, 1.2 MB.
/// </remarks>
internal sealed class Sketch
{
    /// <summary>Bins of one sign and exponent.</summary>
    internal const int PageLength = TallyTable.PageLength;

    /// <summary>One more than the largest index of a bin.</summary>
    internal const int IndexLimit = 2 * PagesPerSign * PageLength;

    private const int MantissaBits = TallyTable.SlotBits;
    private const int PagesPerSign = TallyTable.PagesPerSign;

    private readonly Bin[]?[] pages = new Bin[]?[2 * PagesPerSign];

    /// <summary>Indices of occupied bins, from the lowest values to the highest.</summary>
    internal IEnumerable<int> OccupiedIndices
    {
        get
        {
            for (int page = (2 * PagesPerSign) - 1; page > PagesPerSign; page--)
            {
                for (int slot = PageLength - 1; pages[page] is not null && slot >= 0; slot--)
                {
                    if (pages[page]![slot].Count > 0)
                    {
                        yield return (page * PageLength) + slot;
                    }
                }
            }

            for (int page = 0; page < PagesPerSign; page++)
            {
                for (int slot = 0; pages[page] is not null && slot < PageLength; slot++)
                {
                    if (pages[page]![slot].Count > 0)
                    {
                        yield return (page * PageLength) + slot;
                    }
                }
            }
        }
    }

    /// <summary>How many zeros were added.</summary>
    internal long Zeros => pages[0]?[0].Count ?? 0;

    /// <summary>Adds integers.</summary>
    internal void Add(ReadOnlySpan<long> quanta)
    {
        // Many metrics are zero on most paths: what was not liquidated, jumps where there are none.
        if (!quanta.ContainsAnyExcept(0L))
        {
            (pages[0] ?? Allocate(0))[0].Add(quanta.Length, 0, 0);
            return;
        }

        Bin[]?[] table = pages;
        foreach (long quantum in quanta)
        {
            long sign = quantum >> 63;
            ulong magnitude = (ulong)((quantum ^ sign) - sign);

            // Zero has 64 leading zeros, so it lands in the first bin of page 0 without a branch.
            int zeros = BitOperations.LeadingZeroCount(magnitude);
            int page = 64 - zeros + ((int)sign & PagesPerSign);
            int slot = (int)((magnitude << zeros) >> (63 - MantissaBits)) & (PageLength - 1);
            Bin[] bins = table[page] ?? Allocate(page);
            bins[slot].Add(1, 0, magnitude);
        }
    }

    /// <summary>Adds all that another sketch holds.</summary>
    internal void Merge(Sketch other)
    {
        for (int page = 0; page < pages.Length; page++)
        {
            if (other.pages[page] is not { } source)
            {
                continue;
            }

            Bin[] target = pages[page] ?? Allocate(page);
            for (int slot = 0; slot < PageLength; slot++)
            {
                target[slot].Add(source[slot].Count, source[slot].High, source[slot].Low);
            }
        }
    }

    /// <summary>Adds the bins that a device has counted.</summary>
    internal void Absorb(DeviceSums sums)
    {
        Restore(0, sums.Zeros, 0);
        Absorb(sums, sums.Pages(negative: false));
        Absorb(sums, sums.Pages(negative: true));
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
            Bin bin = pages[page] is { } bins ? bins[slot] : default;
            bool negative = page > PagesPerSign;
            (long lower, long upper) = Edges(negative ? page - PagesPerSign : page, slot);
            Int128 sum = (Int128)new UInt128(bin.High, bin.Low);
            return negative
                ? new SketchBin(-upper, -lower, bin.Count, -sum)
                : new SketchBin(lower, upper, bin.Count, sum);
        }
    }

    /// <summary>Puts a count and sum, as read back from a file, into a bin.</summary>
    internal void Restore(int index, long count, Int128 sum)
    {
        (int page, int slot) = Math.DivRem(index, PageLength);
        UInt128 magnitude = (UInt128)Int128.Abs(sum);
        Bin[] bins = pages[page] ?? Allocate(page);
        bins[slot].Add(count, (ulong)(magnitude >> 64), (ulong)magnitude);
    }

    private static (long Lower, long Upper) Edges(int page, int slot)
    {
        if (page == 0)
        {
            return (0, 0);
        }

        int shift = page - 1 - MantissaBits;
        long leading = PageLength + slot;
        return shift >= 0
            ? (leading << shift, ((leading + 1) << shift) - 1)
            : (leading >> -shift, leading >> -shift);
    }

    private void Absorb(DeviceSums sums, (int First, int Count) range)
    {
        for (int page = range.First; page < range.First + range.Count; page++)
        {
            ReadOnlySpan<long> words = sums.Page(page);
            Bin[]? bins = pages[page];
            for (int slot = 0; slot < PageLength; slot++)
            {
                long first = words[TallyTable.BinWords * slot];
                if (first != 0)
                {
                    bins ??= Allocate(page);
                    ulong second = (ulong)words[(TallyTable.BinWords * slot) + 1];
                    long count = first & ((1L << TallyTable.CountBits) - 1);
                    long lower = Edges(page % PagesPerSign, slot).Lower;
                    UInt128 offsets = second + ((UInt128)((ulong)first >> TallyTable.CountBits)
                        << TallyTable.OffsetLowBits);
                    UInt128 sum = Math.BigMul((ulong)lower, (ulong)count) + offsets;
                    bins[slot].Add(count, (ulong)(sum >> 64), (ulong)sum);
                }
            }
        }
    }

    private Bin[] Allocate(int page) => pages[page] = new Bin[PageLength];

    private struct Bin
    {
        internal long Count;
        internal ulong Low;
        internal ulong High;

        internal void Add(long count, ulong high, ulong low)
        {
            Count += count;
            ulong sum = Low + low;
            High += high + (sum < low ? 1UL : 0UL);
            Low = sum;
        }
    }
}
