namespace GpuRisk.Kernels.Liquidation;

/// <summary>Where the numbers of loans and of their groups stand in a liquidation plan.</summary>
public static class LoanTable
{
    /// <summary>The most collateral or debt assets of one loan.</summary>
    public const int MaximumAssets = 4;

    /// <summary>A loan's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where the loan's reals begin.</summary>
        public const int Reals = 0;

        /// <summary>The market's row.</summary>
        public const int Market = 1;

        /// <summary>Whether the barrier is watched between steps (1) or at steps only (0).
        /// </summary>
        public const int Continuous = 2;

        /// <summary>Number of collateral assets.</summary>
        public const int Collateral = 3;

        /// <summary>Number of debt assets.</summary>
        public const int Debt = 4;

        /// <summary>Where the amounts' slots of state begin: collateral, then debt.</summary>
        public const int Amounts = 5;

        /// <summary>Where the loan's other slots of state begin.</summary>
        public const int State = 6;

        /// <summary>Which random numbers tell of crossings: loans on the same assets see the same
        /// path between two steps.</summary>
        public const int Crossing = 7;

        /// <summary>Whether interest and gas are counted (1) or not (0).</summary>
        public const int CountsCosts = 8;

        /// <summary>Rows of the collateral assets and then of the debt assets.</summary>
        public const int Entries = 9;

        /// <summary>Integers in a row.</summary>
        public const int Width = Entries + (2 * MaximumAssets);
    }

    /// <summary>A loan's reals.</summary>
    public static class Real
    {
        /// <summary>Number of wallets.</summary>
        public const int Wallets = 0;

        /// <summary>Health factor above which no path between two steps can reach 1.</summary>
        public const int SafeHealthFactor = 1;

        /// <summary>Variance of a step's diffusion of the log health factor, where it does not
        /// depend on prices; 0 where it does.</summary>
        public const int Variance = 2;

        /// <summary>Amounts of one wallet: collateral tokens, then debt tokens.</summary>
        public const int Amounts = 3;

        /// <summary>Reals of a loan.</summary>
        public const int Width = Amounts + (2 * MaximumAssets);
    }

    /// <summary>A loan's slots of state. Money counts all of its wallets.</summary>
    public static class State
    {
        /// <summary>Health factor at the end of the last step.</summary>
        public const int HealthFactor = 0;

        /// <summary>Step of the first liquidation, or the number of steps.</summary>
        public const int FirstStep = 1;

        /// <summary>Debt repaid by liquidators, USD.</summary>
        public const int LiquidatedDebt = 2;

        /// <summary>Collateral seized less debt repaid, USD.</summary>
        public const int BorrowerLoss = 3;

        /// <summary>What liquidators keep after gas, slippage and swap fee, USD.</summary>
        public const int LiquidatorProfit = 4;

        /// <summary>The protocol's share of bonuses, USD.</summary>
        public const int ProtocolFee = 5;

        /// <summary>Debt that no collateral backs any more, USD.</summary>
        public const int BadDebt = 6;

        /// <summary>Interest so far, USD at each step's prices.</summary>
        public const int Interest = 7;

        /// <summary>Liquidators' gas, USD.</summary>
        public const int LiquidatorGas = 8;

        /// <summary>Slots of a loan.</summary>
        public const int Width = 9;
    }

    /// <summary>A group's row of integers: loans first, first + 1, ... or a list of them.</summary>
    public static class GroupRow
    {
        /// <summary>Number of loans in the group.</summary>
        public const int Loans = 0;

        /// <summary>Where the rows of the group's loans are listed.</summary>
        public const int LoanRows = 1;

        /// <summary>The group's first metric.</summary>
        public const int Metrics = 2;

        /// <summary>Reals: 1 / (wallets in the group), days in a step, reserve fund in USD.
        /// </summary>
        public const int Reals = 3;

        /// <summary>Integers in a row.</summary>
        public const int Width = 4;
    }

    /// <summary>A group's metrics.</summary>
    public static class Metric
    {
        /// <summary>1 if any of the loans was liquidated.</summary>
        public const int Liquidated = 0;

        /// <summary>Share of wallets liquidated.</summary>
        public const int LiquidatedShare = 1;

        /// <summary>Time of the first liquidation, days; none on paths without one.</summary>
        public const int FirstLiquidationDays = 2;

        /// <summary>Debt repaid by liquidators, USD.</summary>
        public const int LiquidatedDebt = 3;

        /// <summary>Collateral seized less debt repaid, USD.</summary>
        public const int BorrowerLoss = 4;

        /// <summary>What liquidators keep, USD.</summary>
        public const int LiquidatorProfit = 5;

        /// <summary>The protocol's share of bonuses, USD.</summary>
        public const int ProtocolFee = 6;

        /// <summary>Bad debt, USD.</summary>
        public const int BadDebt = 7;

        /// <summary>Bad debt beyond the reserve fund, which suppliers bear, USD.</summary>
        public const int SupplierLoss = 8;

        /// <summary>Final collateral less debt, at the oracle's prices, USD.</summary>
        public const int Equity = 9;

        /// <summary>Final debt beyond the collateral of loans that nobody found worth
        /// liquidating, USD.</summary>
        public const int Shortfall = 10;

        /// <summary>Final collateral, weighted by thresholds, over debt; none without debt.
        /// </summary>
        public const int HealthFactor = 11;

        /// <summary>Interest, USD; 0 unless counted.</summary>
        public const int Interest = 12;

        /// <summary>Liquidators' gas, USD.</summary>
        public const int LiquidatorGas = 13;

        /// <summary>Metrics of a group.</summary>
        public const int Width = 14;
    }
}
