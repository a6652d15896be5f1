namespace GpuRisk.Kernels.Tallies;

/// <summary>
/// Where a device's tally keeps what it counts: for each metric <see cref="Rows"/> rows of one
/// 64-bit integer per batch, and <see cref="Pages"/> pages of bins. All of it is zero before the
/// first outcome, so one fill clears it.
/// </summary>
/// <remarks>
/// A path belongs to the batch of its index modulo 64, in all rows: that spreads atomics over
/// addresses, and neighbouring threads reach neighbouring ones. Nothing overflows within
/// <see cref="PathLimit"/> paths.
/// </remarks>
public static class TallyTable
{
    /// <summary>Paths of one tally stay below this: half a second at two billion a second.
    /// </summary>
    public const int PathLimit = 1 << CountBits;

    /// <summary>Paths that one thread may add in one launch: sums of as many integers below 2^47,
    /// and of the products of their halves, fit 64 bits.</summary>
    public const int ThreadPathLimit = 1 << 16;

    /// <summary>Batches: columns of a row.</summary>
    public const int Batches = 64;

    /// <summary>Rows of a metric.</summary>
    public const int Rows = (int)TallyRow.ValueBits + 1;

    /// <summary>Where a row's integer of a batch stands among those of a metric.</summary>
    public static int Place(TallyRow row, int batch) => ((int)row * Batches) + batch;

    /// <summary>Integers in the rows of a metric.</summary>
    public const int RowsLength = Rows * Batches;

    /// <summary>Bits below an integer's leading one that choose its bin on a page.</summary>
    public const int SlotBits = 9;

    /// <summary>Bins of a page.</summary>
    public const int PageLength = 1 << SlotBits;

    /// <summary>Pages of one sign, one for each number of binary digits, 0 to 47.</summary>
    public const int PagesPerSign = 48;

    /// <summary>Pages of a metric, those of negative integers last.</summary>
    public const int Pages = 2 * PagesPerSign;

    /// <summary>
    /// Words of a bin. The second is the sum of the lower <see cref="OffsetLowBits"/> bits of
    /// offsets, the distances from the bin's smallest absolute value. The first is the count and,
    /// from bit <see cref="CountBits"/>, the sum of the offsets' other bits.
    /// </summary>
    /// <remarks>
    /// Offsets have at most 37 bits, so the other bits are at most 7. With fewer than 2^30 paths
    /// the count has 30 bits, the sum above it 33, and the second word 64.
    /// </remarks>
    public const int BinWords = 2;

    /// <summary>Bits of a bin's count.</summary>
    public const int CountBits = 30;

    /// <summary>Bits of an offset that the second word of a bin sums.</summary>
    public const int OffsetLowBits = 34;

    /// <summary>Integers in a page of bins.</summary>
    public const int PageWords = PageLength * BinWords;

    /// <summary>Integers in the bins of a metric.</summary>
    public const int BinsLength = Pages * PageWords;
}
