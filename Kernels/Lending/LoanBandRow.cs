using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of a band: loans of a portfolio with similar debts and health factors, of
/// which one bound tells whether any needs to be looked at.</summary>
[Row]
public partial struct LoanBandRow
{
    /// <summary>The row of the band's portfolio.</summary>
    public required int Portfolio;

    /// <summary>The row of the pair that the loans are on; -1 where they have several collateral or
    /// debt assets.</summary>
    public required int Pair;

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
    /// debt; -1 of loans on a pair.</summary>
    public required int References;

    /// <summary>Reals: the most tokens that a wallet of the band owes, by debt asset.</summary>
    public required int LargestDebt;
}

/// <summary>What a band's health factors are known not to be below.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct LoanBandState<R>
{
    /// <summary>The lowest health factor when loans were last gauged: on a pair at the prices of
    /// the start, else at those of the time.</summary>
    public R Lowest;

    /// <summary>What no health factor is below at the last prices; on a pair, whether the band of a
    /// list has been given a loan (1) or not (0).</summary>
    public R Bound;

    /// <summary>The health factor above which, at both ends of the step, nothing has crossed; not
    /// on a pair.</summary>
    public R Near;
}
