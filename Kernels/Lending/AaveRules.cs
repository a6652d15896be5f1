using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>A market's terms under the rules of Aave.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct AaveTerms<R>
{
    /// <summary>Share of a position's whole debt that one liquidation may repay.</summary>
    public required R CloseFactor;

    /// <summary>Health factor at or below which all debt may be repaid.</summary>
    public required R FullCloseHealthFactor;

    /// <summary>Reserve below which all debt may be repaid, USD.</summary>
    public required R FullCloseBelow;

    /// <summary>Least that a liquidation may leave on either side, USD.</summary>
    public required R MinimumLeftover;
}

/// <summary>The rules of Aave v3.3 (aave-v3-origin, LiquidationLogic.sol).</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct AaveRules<R, W, C> : ILendingRules<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static W IsLiquidatable(C context, int terms, R healthFactor) =>
        R.Less(healthFactor, R.Of(1.0));

    /// <inheritdoc/>
    /// <remarks>All of it, or the close factor's share of the whole debt.</remarks>
    [MethodImpl(Inline)]
    public static R Repayable(
        C context, int terms, R healthFactor, R held, R owed, R debt)
    {
        AaveTerms<R> aave = AaveTerms<R>.Read(context, terms);
        W all = R.LessOrEqual(healthFactor, aave.FullCloseHealthFactor)
            | R.Less(held, aave.FullCloseBelow) | R.Less(owed, aave.FullCloseBelow);
        return R.Select(all, owed, Bounds<R, W>.Min(owed, debt * aave.CloseFactor));
    }

    /// <inheritdoc/>
    /// <remarks>Of loans that leave no dust; collateral is below the limit only where the health
    /// factor is.</remarks>
    [MethodImpl(Inline)]
    public static LendingLimits<R> Limits(C context, int terms)
    {
        AaveTerms<R> aave = AaveTerms<R>.Read(context, terms);
        return new(aave.CloseFactor, aave.FullCloseHealthFactor, aave.FullCloseBelow);
    }

    /// <inheritdoc/>
    /// <remarks>No dust may be left: unless one side is cleared, both must keep the minimum.
    /// </remarks>
    [MethodImpl(Inline)]
    public static Seizure<R, W> Seize(
        C context, int terms, R held, R owed, R repaid, R bonus)
    {
        W exhausts = R.LessOrEqual(held, repaid * bonus);
        R seized = R.Select(exhausts, held, repaid * bonus);
        R paid = R.Select(exhausts, held / bonus, repaid);
        R leftover = context.Real(terms + AaveTerms.MinimumLeftover);
        W clears = exhausts | R.LessOrEqual(owed, paid);
        W dust = ~clears & (R.Less(owed - paid, leftover) | R.Less(held - seized, leftover));
        R most = Bounds<R, W>.Min(owed - leftover, (held - leftover) / bonus);
        return new(
            R.Select(dust, most, paid), R.Select(dust, most * bonus, seized), exhausts);
    }

    /// <inheritdoc/>
    /// <remarks>Where no collateral is left.</remarks>
    [MethodImpl(Inline)]
    public static W Absorbs(C context, int terms, R held) => R.LessOrEqual(held, R.Of(0.0));
}
