using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of a list: loans of a portfolio on a pair that the same rules hold for,
/// sorted by health factor.</summary>
[Row]
public partial struct LoanListRow
{
    /// <summary>Parts that a list can be in.</summary>
    public const int MaximumParts = 32;

    /// <summary>The row of the list's portfolio.</summary>
    public required int Portfolio;

    /// <summary>The row of its pair.</summary>
    public required int Pair;

    /// <summary>Number of loans.</summary>
    public required int Loans;

    /// <summary>Reals: the loans' health factors at the start, the lowest first, and then one above
    /// all.</summary>
    public required int HealthFactors;

    /// <summary>Number of cells that health factors are cut into.</summary>
    public required int Cells;

    /// <summary>Reals: for each cell the number of loans that are below it for certain, and then
    /// for each the number of those that are not above it for certain.</summary>
    public required int Guide;

    /// <summary>The largest power of two that is not above the most loans of a cell.</summary>
    public required int HalfOfCell;

    /// <summary>Whether every loan is one wallet (1) or not (0).</summary>
    public required int Single;

    /// <summary>Reals: wallets of the first 0, 1, 2, ... loans.</summary>
    public required int Wallets;

    /// <summary>Reals: their tokens of collateral, as a rounded number and what it lacks, one list
    /// after the other.</summary>
    public required int Collateral;

    /// <summary>Reals: the same of debt.</summary>
    public required int Debt;

    /// <summary>Where the list's terms stand.</summary>
    public required int Terms;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Where the states of its parts stand, of <see cref="LoanPartState{R}"/>.</summary>
    public required int Parts;

    /// <summary>Number of bands for loans that the list gives away.</summary>
    public required int Bands;

    /// <summary>Where the bands' rows begin, in the order of the list.</summary>
    public required int BandRows;

    /// <summary>Loans of each band but the last.</summary>
    public required int LoansPerBand;
}

/// <summary>What is known of all loans of a list.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct LoanListTerms<R>
{
    /// <summary>The least tokens that a wallet owes at the start.</summary>
    public required R SmallestDebt;

    /// <summary>The most tokens that a wallet owes at the start.</summary>
    public required R LargestDebt;

    /// <summary>The most wallets of a loan.</summary>
    public required R MostWallets;

    /// <summary>Cells of the guide in a health factor of one.</summary>
    public required R CellsPerHealth;
}

/// <summary>A list on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct LoanListState<R>
{
    /// <summary>The lowest health factor at the prices of the start, of the list's loans and of
    /// those that it gave away.</summary>
    public R Lowest;

    /// <summary>The lowest of those that it gave away.</summary>
    public R LowestGiven;

    /// <summary>Whether a look at it has changed its parts (1) or not (0).</summary>
    public R Changed;

    /// <summary>Tokens of collateral of the loans that it has.</summary>
    public R Collateral;

    /// <summary>Tokens of their debt.</summary>
    public R Debt;
}

/// <summary>
/// A part of a list on a path: loans that follow each other and had the same calls. A loan that
/// had a debt of d and a health factor of k, at the prices of the start, has a debt of Scale d and
/// a health factor of Slope k - Shift. A part that begins where it ends is empty.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct LoanPartState<R>
{
    /// <summary>Number of loans up to the part's last.</summary>
    public R End;

    /// <summary>What is left of debts; 0 of loans that are closed or given away.</summary>
    public R Scale;

    /// <summary>Health factor for each one at the start.</summary>
    public R Slope;

    /// <summary>What is missing of that.</summary>
    public R Shift;
}
