using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Lending;

/// <summary>
/// A protocol's rules of liquidation. Each is a struct that <see cref="LoanBand{R, W, C}"/> names
/// for the kind that a portfolio's row tells; everything else, from watching to bookkeeping, is the
/// same for all. A health factor of one is where loans are watched for, on every protocol's own
/// measure.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public interface ILendingRules<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>On which paths a loan may be liquidated at the end of a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="terms">Where the rules' terms stand.</param>
    /// <param name="healthFactor">The loan's health factor.</param>
    static abstract W IsLiquidatable(C context, int terms, R healthFactor);

    /// <summary>The close factor: how much of one debt a call may repay, USD.</summary>
    /// <param name="context">The context.</param>
    /// <param name="terms">Where the rules' terms stand.</param>
    /// <param name="healthFactor">The loan's health factor.</param>
    /// <param name="held">The collateral that is seized, USD.</param>
    /// <param name="owed">The debt that is repaid, USD.</param>
    /// <param name="debt">All that the loan owes, USD.</param>
    static abstract R Repayable(
        C context, int terms, R healthFactor, R held, R owed, R debt);

    /// <summary>What decides how much of a loan of one collateral in one debt a call repays, as far
    /// as the planner puts loans into lists: all of the debt below either limit, else the close
    /// factor's share, and no part of it depends on anything else.</summary>
    /// <param name="context">The context.</param>
    /// <param name="terms">Where the rules' terms stand.</param>
    static abstract LendingLimits<R> Limits(C context, int terms);

    /// <summary>What a call repays and seizes.</summary>
    /// <param name="context">The context.</param>
    /// <param name="terms">Where the rules' terms stand.</param>
    /// <param name="held">The collateral that is seized, USD.</param>
    /// <param name="owed">The debt that is repaid, USD.</param>
    /// <param name="repaid">What the liquidator would repay, USD.</param>
    /// <param name="bonus">1 + the collateral's bonus.</param>
    static abstract Seizure<R, W> Seize(
        C context, int terms, R held, R owed, R repaid, R bonus);

    /// <summary>On which paths the debt that a call leaves is burned and booked as bad.</summary>
    /// <param name="context">The context.</param>
    /// <param name="terms">Where the rules' terms stand.</param>
    /// <param name="held">Tokens of all collateral that the call leaves.</param>
    static abstract W Absorbs(C context, int terms, R held);
}

/// <summary>What one call repays and seizes of a wallet, USD.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <param name="repaid">The debt that is repaid.</param>
/// <param name="seized">The collateral that is seized.</param>
/// <param name="exhausts">On which paths that is all of it.</param>
public readonly struct Seizure<R, W>(R repaid, R seized, W exhausts)
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>The debt that is repaid.</summary>
    public readonly R Repaid = repaid;

    /// <summary>The collateral that is seized.</summary>
    public readonly R Seized = seized;

    /// <summary>On which paths that is all of it.</summary>
    public readonly W Exhausts = exhausts;
}

/// <summary>Which calls repay all of a debt.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <param name="closeFactor">The share that a call repays otherwise.</param>
/// <param name="healthFactor">At or below which they do.</param>
/// <param name="debt">Debt below which they do, USD.</param>
public readonly struct LendingLimits<R>(R closeFactor, R healthFactor, R debt)
{
    /// <summary>The share that a call repays otherwise.</summary>
    public readonly R CloseFactor = closeFactor;

    /// <summary>At or below which they do.</summary>
    public readonly R HealthFactor = healthFactor;

    /// <summary>Debt below which they do, USD.</summary>
    public readonly R Debt = debt;
}
