using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of a group of portfolios that are reported together.</summary>
[Row]
public partial struct LoanGroupRow
{
    /// <summary>Number of portfolios in the group.</summary>
    public required int Portfolios;

    /// <summary>Where their rows are listed.</summary>
    public required int PortfolioRows;

    /// <summary>The group's first outcome.</summary>
    public required int Outcomes;

    /// <summary>Where the group's terms stand.</summary>
    public required int Terms;
}

/// <summary>What turns a group's sums into outcomes.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct LoanGroupTerms<R>
{
    /// <summary>1 / (wallets in the group).</summary>
    public required R PerWallet;

    /// <summary>Days in a step.</summary>
    public required R StepDays;

    /// <summary>What bears bad debt before suppliers do, USD.</summary>
    public required R ReserveFund;

    /// <summary>Debt at or below which no health factor is told, USD.</summary>
    public required R LeastDebt;
}

/// <summary>What a path tells of a group of loans.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct LoanOutcomes<R>
{
    /// <summary>1 if any of the loans was liquidated.</summary>
    public required R Liquidated;

    /// <summary>Share of wallets liquidated.</summary>
    public required R LiquidatedShare;

    /// <summary>Time of the first liquidation, days; none on paths without one.</summary>
    public required R FirstLiquidationDays;

    /// <summary>Debt repaid by liquidators, USD.</summary>
    public required R LiquidatedDebt;

    /// <summary>Collateral seized less debt repaid, USD.</summary>
    public required R BorrowerLoss;

    /// <summary>What liquidators keep, USD.</summary>
    public required R LiquidatorProfit;

    /// <summary>The protocol's share of bonuses, USD.</summary>
    public required R ProtocolFee;

    /// <summary>Bad debt, USD.</summary>
    public required R BadDebt;

    /// <summary>Bad debt beyond the reserve fund, which suppliers bear, USD.</summary>
    public required R SupplierLoss;

    /// <summary>Final collateral less debt, at the oracle's prices, USD.</summary>
    public required R Equity;

    /// <summary>Final debt beyond the collateral of loans that nobody found worth liquidating,
    /// USD.</summary>
    public required R Shortfall;

    /// <summary>Final collateral, weighted by thresholds, over debt; none where next to no
    /// debt is left.</summary>
    public required R HealthFactor;

    /// <summary>Interest, USD; 0 unless counted.</summary>
    public required R Interest;

    /// <summary>Liquidators' gas, USD.</summary>
    public required R LiquidatorGas;
}
