using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Liquidation;

/// <summary>The integers of a band: loans of a portfolio with similar debts and health factors, of
/// which one bound tells whether any needs to be looked at.</summary>
[Row]
public partial struct LoanBandRow
{
    /// <summary>Number of loans.</summary>
    public required int Loans;

    /// <summary>Reals of the loans: number of wallets, then tokens of one wallet, collateral
    /// first.</summary>
    public required int Terms;

    /// <summary>Slots of the loans' amounts: of each collateral, then debt.</summary>
    public required int Amounts;

    /// <summary>Where the band's state stands.</summary>
    public required int State;

    /// <summary>Slots of the prices at the gauging: of collateral 1 / threshold price, then of
    /// debt.</summary>
    public required int References;

    /// <summary>Reals: the most tokens that a wallet of the band owes, by debt asset.</summary>
    public required int LargestDebt;
}

/// <summary>What a band's health factors are known not to be below.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct LoanBandState<R>
{
    /// <summary>The lowest health factor when loans were last gauged.</summary>
    public R Lowest;

    /// <summary>What no health factor is below at the last prices.</summary>
    public R Bound;

    /// <summary>What none was below at either end of the step.</summary>
    public R BoundOfStep;
}
