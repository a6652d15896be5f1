using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Tallies;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// The bins of a <see cref="Sketch"/> since it last emptied them: a word of 64 bits each, so that
/// adding an integer is one addition to memory and few cache lines are touched.
/// </summary>
/// <remarks>
/// The lower bits of a word are a count, the upper ones the sum of offsets. How many are the
/// count's depends on the largest integer: from 13 for any to 32 where all offsets are zero.
/// </remarks>
internal sealed class RecentBins
{
    /// <summary>Integers that are added at once.</summary>
    internal static readonly int Unit = Vector256<long>.Count;

    private const int Pages = TallyTable.Pages;
    private const int PageLength = TallyTable.PageLength;
    private const int Lot = 256;

    // As in Quantum: a double's exponent and the bits below its leading one are its bin.
    private const long Rounder = Quantum.RounderPattern;
    private const int OffsetBits = 52 - TallyTable.SlotBits;
    private const long FirstPage = 1022L << TallyTable.SlotBits;
    private const double LargeInteger = 1L << 52;

    private readonly ulong[]?[] pages = new ulong[]?[Pages];
    private int countBits = 32;
    private long room = uint.MaxValue;

    // Zeros are counted otherwise. Where they are added is never read, and they go to several
    // places, because an addition to memory waits for the last one to the same place.
    internal RecentBins() => pages[0] = new ulong[Unit];

    /// <summary>What a bin holds.</summary>
    internal PackedBin this[int page, int slot] => Exists(page)
        ? new PackedBin(
            (long)(pages[page]![slot] & ((1UL << countBits) - 1)), pages[page]![slot] >> countBits)
        : default;

    /// <summary>Whether a page may hold anything.</summary>
    internal bool Exists(int page) => page > 0 && pages[page] is not null;

    /// <summary>Whether integers can be added.</summary>
    /// <param name="largest">None is larger in absolute value.</param>
    /// <param name="count">How many there are.</param>
    internal bool HasRoom(long largest, int count) =>
        count <= room && countBits <= CountBits(largest);

    /// <summary>Empties all bins, and makes room for integers up to this in absolute value.
    /// </summary>
    internal void Clear(long largest)
    {
        countBits = Math.Min(countBits, CountBits(largest));
        room = (1L << countBits) - 1;
        foreach (ulong[]? page in pages)
        {
            page.AsSpan().Clear();
        }
    }

    /// <summary>Adds integers.</summary>
    /// <param name="quanta">A multiple of <see cref="Unit"/>, for which there is room.</param>
    /// <returns>How many are zero.</returns>
    [SkipLocalsInit]
    internal int Add(ReadOnlySpan<long> quanta)
    {
        room -= quanta.Length;
        Span<long> bins = stackalloc long[Lot];
        Span<ulong> words = stackalloc ulong[Lot];
        int zeros = 0;
        while (!quanta.IsEmpty)
        {
            int length = Math.Min(quanta.Length, Lot);
            int located = Locate(quanta[..length], countBits, bins, words, ref zeros);
            Scatter(bins[..located], words);
            quanta = quanta[length..];
        }

        return zeros;
    }

    // Twice a count's bits and those of an offset are a word's.
    private static int CountBits(long largest) => Math.Min(
        32, (BitOperations.LeadingZeroCount((ulong)largest) + TallyTable.SlotBits + 1) / 2);

    // Tells how many it has located. Where most are zero, whole vectors of them are: those are left
    // out.
    private static int Locate(
        ReadOnlySpan<long> quanta, int countBits, Span<long> bins, Span<ulong> words,
        ref int zeros)
    {
        Vector256<double> rounder = Vector256.Create(Quantum.Rounder);
        Vector256<long> places = Vector256<long>.Indices;
        Vector256<long> zero = Vector256<long>.Zero;
        int located = 0;
        for (int i = 0; i < quanta.Length; i += Vector256<long>.Count)
        {
            Vector256<long> four = Vector256.Create(quanta[i..]);
            if (four == Vector256<long>.Zero)
            {
                continue;
            }

            zero -= Vector256.Equals(four, Vector256<long>.Zero);
            Vector256<double> magnitude = Vector256.Abs(
                (four + Vector256.Create(Rounder)).AsDouble() - rounder);
            Vector256<long> pattern = magnitude.AsInt64();
            Vector256<long> negative = Vector256.LessThan(four, Vector256<long>.Zero)
                & Vector256.Create((long)TallyTable.PagesPerSign * PageLength);
            Vector256<long> bin =
                (pattern >>> OffsetBits) - Vector256.Create(FirstPage) + negative;
            Vector256.Max(bin, places).CopyTo(bins[located..]);

            // The bits of an integer below 2^52 follow those that the shift drops.
            Vector256<double> lower =
                (pattern & Vector256.Create(-1L << OffsetBits)).AsDouble();
            Vector256<double> offset = magnitude - lower + Vector256.Create(LargeInteger);
            ((offset.AsUInt64() << countBits) + Vector256<ulong>.One).CopyTo(words[located..]);
            located += Vector256<long>.Count;
        }

        zeros += quanta.Length - located + (int)Vector256.Sum(zero);
        return located;
    }

    private void Scatter(ReadOnlySpan<long> bins, ReadOnlySpan<ulong> words)
    {
        ulong[]?[] table = pages;
        for (int i = 0; i < bins.Length; i++)
        {
            (uint page, uint slot) = Math.DivRem((uint)bins[i], PageLength);
            ulong[] counts = table[page] ?? Allocate(page);
            counts[slot] += words[i];
        }
    }

    private ulong[] Allocate(uint page) => pages[page] = new ulong[PageLength];
}
