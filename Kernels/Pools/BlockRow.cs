using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Pools;

/// <summary>The integers of a pool of two assets that is arbitraged at every block of a chain.
/// </summary>
[Row]
public partial struct BlockRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>Parts into which a step is cut.</summary>
    public required int Parts;

    /// <summary>Whether the market's price may jump, at steps' ends or between two (1), or never
    /// does (0).</summary>
    public required int Jumps;

    /// <summary>The stream of its random numbers: that of its pair.</summary>
    public required int Stream;
}

/// <summary>What of the blocks does not change. Overshoots are told in the deviation of the
/// market's log price over a block.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct BlockTerms<R>
{
    /// <summary>Blocks of a step.</summary>
    public required R Blocks;

    /// <summary>Variance of a part's diffusion of the log price; 0 where it changes.</summary>
    public required R Variance;

    /// <summary>Parts of a step, inverted.</summary>
    public required R Part;

    /// <summary>How far beyond the band the price reflects: half the mean square of a trade over
    /// its mean, where the band is wide.</summary>
    public required R Overshoot;

    /// <summary>One over the mean trade, where the band is wide.</summary>
    public required R Rate;

    /// <summary>Variance of the squares of trades beyond what their sum tells, over the sum.
    /// </summary>
    public required R Noise;

    /// <summary>1 where blocks come at a constant pace, and what a narrow band changes counts; 0
    /// where they come at random, and nothing does.</summary>
    public required R Narrow;
}
