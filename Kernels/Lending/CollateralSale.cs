using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Lending;

/// <summary>What a liquidator sells of what he seizes, and what that brings.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class CollateralSale<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>What is sold for each dollar repaid, USD at the market: all but the protocol's
    /// share of the bonus.</summary>
    [MethodImpl(Inline)]
    public static R PerRepaid(C context, CollateralAssetRow asset)
    {
        R bonus = context.Real(asset.Terms + CollateralAssetTerms.BonusFactor);
        return (bonus - ((bonus - R.Of(1.0))
                * context.Real(asset.Terms + CollateralAssetTerms.ProtocolShare)))
            * context.Load(asset.State + CollateralAssetState.MarketRatio);
    }

    /// <summary>What a sale brings, USD. It moves the price as it goes, so that it costs half of
    /// its impact besides that of the step's sales before it.</summary>
    /// <param name="sold">What is sold, USD at the market.</param>
    /// <param name="before">What the step's sales before it sold.</param>
    /// <param name="kept">What is kept of a sale after the swap's fee.</param>
    /// <param name="impact">By what part a dollar's sale lowers the price.</param>
    [MethodImpl(Inline)]
    public static R Brings(R sold, R before, R kept, R impact) =>
        (sold * kept) - (sold * R.Fma(R.Of(0.5), sold, before) * impact);
}
