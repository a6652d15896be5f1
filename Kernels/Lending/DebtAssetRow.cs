using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of an asset that a market lends.</summary>
[Row]
public partial struct DebtAssetRow
{
    /// <summary>Real: price at the start, USD.</summary>
    public required int Price;

    /// <summary>The asset.</summary>
    public required int Asset;

    /// <summary>Reals: debt after 1, 2, 3, ... steps that was 1 at the start.</summary>
    public required int Index;

    /// <summary>Reals: the logs of these.</summary>
    public required int LogIndex;

    /// <summary>Reals: the part of a debt after 1, 2, 3, ... steps that is the interest of that
    /// step.</summary>
    public required int Interest;

    /// <summary>Where its state stands.</summary>
    public required int State;
}

/// <summary>A debt asset's price on a path, with interest.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct DebtAssetState<R>
{
    /// <summary>Price times debt index, USD.</summary>
    public R Price;

    /// <summary>The same at the last step's end, USD.</summary>
    public R PriceBefore;

    /// <summary>1 / price.</summary>
    public R Inverse;
}
