using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of a portfolio: loans of one class on the same assets, which are reported
/// and posted together.</summary>
[Row]
public partial struct LoanPortfolioRow
{
    /// <summary>Where the portfolio's terms stand.</summary>
    public required int Terms;

    /// <summary>Where the terms of its market stand.</summary>
    public required int MarketTerms;

    /// <summary>Its market's rules, of <see cref="LendingRulesKind"/>.</summary>
    public required int Rules;

    /// <summary>Where the rules' terms stand.</summary>
    public required int RulesTerms;

    /// <summary>Number of collateral assets; none of debts that nothing secures.</summary>
    public required int Collateral;

    /// <summary>Number of debt assets.</summary>
    public required int Debt;

    /// <summary>Where the rows of the collateral assets and then of the debt assets are listed.
    /// </summary>
    public required int Entries;

    /// <summary>Where the portfolio's state stands.</summary>
    public required int State;

    /// <summary>Slots of the tokens owed, by debt asset; -1 where interest and gas are not
    /// counted.</summary>
    public required int Owed;

    /// <summary>Buffer of what tells of crossings between steps; -1 where health factors are
    /// watched at steps only.</summary>
    public required int Spreads;

    /// <summary>Number of ratios of a collateral to a debt asset, where the variance of any of
    /// them changes and loans have several; otherwise none.</summary>
    public required int Ratios;

    /// <summary>Where their rows begin.</summary>
    public required int RatioRows;

    /// <summary>Number of bands.</summary>
    public required int Bands;

    /// <summary>Where the bands' rows begin.</summary>
    public required int BandRows;

    /// <summary>Number of lists.</summary>
    public required int Lists;

    /// <summary>Where the lists' rows begin.</summary>
    public required int ListRows;
}

/// <summary>What tells whether a portfolio's loans are near a health factor of one.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct LoanPortfolioTerms<R>
{
    /// <summary>Health factor above which no path between two steps can reach 1.</summary>
    public required R SafeHealthFactor;

    /// <summary>Variance of a step's diffusion of the log of a collateral over a debt asset, of
    /// those that vary most, where variances are constant.</summary>
    public required R Variance;
}

/// <summary>What has happened to a portfolio on a path. Money counts all of its wallets.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct LoanPortfolioState<R>
{
    /// <summary>Step of the first liquidation, or the number of steps.</summary>
    public R FirstStep;

    /// <summary>Wallets liquidated at least once.</summary>
    public R LiquidatedWallets;

    /// <summary>Debt repaid by liquidators, USD.</summary>
    public R LiquidatedDebt;

    /// <summary>Collateral seized less debt repaid, USD.</summary>
    public R BorrowerLoss;

    /// <summary>What liquidators keep after gas, slippage and swap fee, USD.</summary>
    public R LiquidatorProfit;

    /// <summary>The protocol's share of bonuses, USD.</summary>
    public R ProtocolFee;

    /// <summary>Debt that liquidations left without collateral, USD.</summary>
    public R BadDebt;

    /// <summary>Interest so far, USD at each step's prices.</summary>
    public R Interest;

    /// <summary>Liquidators' gas, USD.</summary>
    public R LiquidatorGas;

    /// <summary>Final collateral less debt, USD.</summary>
    public R Equity;

    /// <summary>Final debt beyond the collateral, loan by loan, USD.</summary>
    public R Shortfall;

    /// <summary>Final collateral, weighted by thresholds, USD.</summary>
    public R Backing;

    /// <summary>Final debt, USD.</summary>
    public R Debt;
}
