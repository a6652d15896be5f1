namespace GpuRisk.Kernels.Tallies;

/// <summary>The rows of a metric in a device's tally.</summary>
public enum TallyRow
{
    /// <summary>Paths with an outcome.</summary>
    Count,

    /// <summary>Outcomes that are zero. They do not reach the bins.</summary>
    Zeros,

    /// <summary>Paths on which a conditional metric had no value.</summary>
    Absent,

    /// <summary>Paths with a bad outcome.</summary>
    Faults,

    /// <summary>The lower 32 bits of threads' sums, unsigned.</summary>
    SumLow,

    /// <summary>Threads' sums divided by 2^32, rounded down.</summary>
    SumHigh,

    /// <summary>Sums of squares, parts of weight 1; unsigned.</summary>
    SquaresLow,

    /// <summary>Sums of squares, parts of weight 2^32; unsigned.</summary>
    SquaresMiddle,

    /// <summary>Sums of squares, parts of weight 2^64.</summary>
    SquaresHigh,

    /// <summary>2^47 less the smallest integer; 0 where there is none.</summary>
    BelowLimit,

    /// <summary>2^47 and the largest integer; 0 where there is none.</summary>
    AboveLimit,

    /// <summary>2^63 - 1 less the smallest index of a faulty path; 0 where there is none.
    /// </summary>
    FaultKey,

    /// <summary>The key of the fault whose value is kept.</summary>
    ValueKey,

    /// <summary>The bits of that value in float64.</summary>
    ValueBits,
}
