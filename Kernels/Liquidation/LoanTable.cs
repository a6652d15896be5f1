namespace GpuRisk.Kernels.Liquidation;

/// <summary>Where the numbers of loans and of their groups stand in a liquidation plan.</summary>
public static class LoanTable
{
    /// <summary>The most collateral or debt assets of one loan.</summary>
    public const int MaximumAssets = 8;

    /// <summary>A portfolio's row of integers: loans of one class on the same assets, which are
    /// reported and posted together.</summary>
    public static class Row
    {
        /// <summary>Where the portfolio's reals begin.</summary>
        public const int Reals = 0;

        /// <summary>The market's row.</summary>
        public const int Market = 1;

        /// <summary>Whether the barrier is watched between steps (1) or at steps only (0).
        /// </summary>
        public const int Continuous = 2;

        /// <summary>Number of collateral assets; none of debts that nothing secures.</summary>
        public const int Collateral = 3;

        /// <summary>Number of debt assets.</summary>
        public const int Debt = 4;

        /// <summary>Where the portfolio's slots of state begin.</summary>
        public const int State = 5;

        /// <summary>Which random numbers tell of crossings: loans on the same assets see the same
        /// path between two steps.</summary>
        public const int Crossing = 6;

        /// <summary>Whether interest and gas are counted (1) or not (0).</summary>
        public const int CountsCosts = 7;

        /// <summary>Number of bands.</summary>
        public const int Bands = 8;

        /// <summary>Where the bands' rows begin.</summary>
        public const int BandRows = 9;

        /// <summary>Rows of the collateral assets and then of the debt assets.</summary>
        public const int Entries = 10;

        /// <summary>Integers in a row.</summary>
        public const int Width = Entries + (2 * MaximumAssets);
    }

    /// <summary>A portfolio's reals.</summary>
    public static class Real
    {
        /// <summary>Health factor above which no path between two steps can reach 1.</summary>
        public const int SafeHealthFactor = 0;

        /// <summary>Variance of a step's diffusion of the log health factor of one collateral in
        /// one debt; of several assets, that of the pair that varies most.</summary>
        public const int Variance = 1;

        /// <summary>Reals of a portfolio.</summary>
        public const int Width = 2;
    }

    /// <summary>A portfolio's slots of state. Money counts all of its wallets.</summary>
    public static class State
    {
        /// <summary>Step of the first liquidation, or the number of steps.</summary>
        public const int FirstStep = 0;

        /// <summary>Wallets liquidated at least once.</summary>
        public const int LiquidatedWallets = 1;

        /// <summary>Debt repaid by liquidators, USD.</summary>
        public const int LiquidatedDebt = 2;

        /// <summary>Collateral seized less debt repaid, USD.</summary>
        public const int BorrowerLoss = 3;

        /// <summary>What liquidators keep after gas, slippage and swap fee, USD.</summary>
        public const int LiquidatorProfit = 4;

        /// <summary>The protocol's share of bonuses, USD.</summary>
        public const int ProtocolFee = 5;

        /// <summary>Debt that liquidations left without collateral, USD.</summary>
        public const int BadDebt = 6;

        /// <summary>Interest so far, USD at each step's prices.</summary>
        public const int Interest = 7;

        /// <summary>Liquidators' gas, USD.</summary>
        public const int LiquidatorGas = 8;

        /// <summary>Final collateral less debt, USD.</summary>
        public const int Equity = 9;

        /// <summary>Final debt beyond the collateral, loan by loan, USD.</summary>
        public const int Shortfall = 10;

        /// <summary>Final collateral, weighted by thresholds, USD.</summary>
        public const int Backing = 11;

        /// <summary>Final debt, USD.</summary>
        public const int Debt = 12;

        /// <summary>Tokens owed, by debt asset; kept where interest is counted.</summary>
        public const int Owed = 13;

        /// <summary>Slots of a portfolio.</summary>
        public const int Width = Owed + MaximumAssets;
    }

    /// <summary>A band's row of integers: loans of a portfolio with similar debts and health
    /// factors, of which one bound tells whether any needs to be looked at.</summary>
    public static class BandRow
    {
        /// <summary>Number of loans.</summary>
        public const int Loans = 0;

        /// <summary>Where the loans' reals begin: number of wallets, then tokens of one wallet,
        /// collateral first.</summary>
        public const int Reals = 1;

        /// <summary>Where the amounts' slots of state begin: of each loan collateral, then debt.
        /// </summary>
        public const int Amounts = 2;

        /// <summary>Where the band's other slots of state begin.</summary>
        public const int State = 3;

        /// <summary>Reals: the most tokens that a wallet of the band owes, by debt asset.
        /// </summary>
        public const int LargestDebt = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>A band's slots of state.</summary>
    public static class BandState
    {
        /// <summary>The lowest health factor when loans were last gauged.</summary>
        public const int Lowest = 0;

        /// <summary>What no health factor is below at the last prices.</summary>
        public const int Bound = 1;

        /// <summary>What none was below at either end of the step.</summary>
        public const int BoundOfStep = 2;

        /// <summary>Prices at the gauging: of collateral 1 / threshold price, then of debt.
        /// </summary>
        public const int References = 3;

        /// <summary>Slots of a band before its references.</summary>
        public const int Width = References;
    }

    /// <summary>A group's row of integers.</summary>
    public static class GroupRow
    {
        /// <summary>Number of portfolios in the group.</summary>
        public const int Portfolios = 0;

        /// <summary>Where the rows of the group's portfolios are listed.</summary>
        public const int PortfolioRows = 1;

        /// <summary>The group's first metric.</summary>
        public const int Metrics = 2;

        /// <summary>Reals: 1 / (wallets in the group), days in a step, reserve fund in USD, debt in
        /// USD at or below which no health factor is told.</summary>
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

        /// <summary>Final collateral, weighted by thresholds, over debt; none where next to no
        /// debt is left.</summary>
        public const int HealthFactor = 11;

        /// <summary>Interest, USD; 0 unless counted.</summary>
        public const int Interest = 12;

        /// <summary>Liquidators' gas, USD.</summary>
        public const int LiquidatorGas = 13;

        /// <summary>Metrics of a group.</summary>
        public const int Width = 14;
    }
}
