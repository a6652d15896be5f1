using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Farms;

/// <summary>A cover's integers.</summary>
[Row]
public partial struct CoverRow
{
    /// <summary>Real: the most that is paid in all, USD.</summary>
    public required int Capital;

    /// <summary>Number of covered stakes.</summary>
    public required int Covered;

    /// <summary>Where their rows begin.</summary>
    public required int CoveredRows;

    /// <summary>Its outcomes, one a stake: the loss per USD staked for which its claim is paid.
    /// </summary>
    public required int Outcomes;
}

/// <summary>The integers of a covered stake.</summary>
[Row]
public partial struct CoveredRow
{
    /// <summary>Slot: what the owners took of the stake.</summary>
    public required int Stolen;

    /// <summary>Real: what it claims of a loss, USD per USD staked and lost.</summary>
    public required int Claim;
}
