namespace GpuRisk.Kernels.Liquidation;

/// <summary>Where the numbers of lending markets stand in a liquidation plan.</summary>
public static class MarketTable
{
    /// <summary>The model's integers.</summary>
    public static class Header
    {
        /// <summary>Number of markets.</summary>
        public const int Markets = 0;

        /// <summary>Where the markets' rows begin.</summary>
        public const int MarketRows = 1;

        /// <summary>Number of portfolios of loans.</summary>
        public const int Portfolios = 2;

        /// <summary>Where the portfolios' rows begin.</summary>
        public const int PortfolioRows = 3;

        /// <summary>Number of groups that loans are reported in.</summary>
        public const int Groups = 4;

        /// <summary>Where the groups' rows begin.</summary>
        public const int GroupRows = 5;

        /// <summary>Reals: covariance of a step's diffusion of log prices, a row of
        /// <see cref="Prices.PriceHeader.MaximumAssets"/> for each asset.</summary>
        public const int Covariance = 6;

        /// <summary>A place in the state for a loan's weights while its variance is taken.</summary>
        public const int Weights = 7;

        /// <summary>Integers in the header.</summary>
        public const int Width = 8;
    }

    /// <summary>A market's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where the market's reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Number of collateral assets.</summary>
        public const int Collateral = 1;

        /// <summary>Where the collateral rows begin.</summary>
        public const int CollateralRows = 2;

        /// <summary>Number of debt assets.</summary>
        public const int Debt = 3;

        /// <summary>Where the debt rows begin.</summary>
        public const int DebtRows = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>A market's reals.</summary>
    public static class Real
    {
        /// <summary>Share of a position's whole debt that one liquidation may repay.</summary>
        public const int CloseFactor = 0;

        /// <summary>Health factor at or below which all debt may be repaid.</summary>
        public const int FullCloseHealthFactor = 1;

        /// <summary>Reserve below which all debt may be repaid, USD.</summary>
        public const int FullCloseBelow = 2;

        /// <summary>Least that a liquidation may leave on either side, USD.</summary>
        public const int MinimumLeftover = 3;

        /// <summary>Gas of a liquidation, USD.</summary>
        public const int Gas = 4;

        /// <summary>What of the sold collateral a liquidator keeps after the swap fee.</summary>
        public const int KeptAfterSwap = 5;

        /// <summary>Reals of a market.</summary>
        public const int Width = 6;
    }

    /// <summary>A collateral asset's row of integers.</summary>
    public static class CollateralRow
    {
        /// <summary>Where the collateral's reals begin.</summary>
        public const int Reals = 0;

        /// <summary>The asset.</summary>
        public const int Asset = 1;

        /// <summary>The asset whose price the oracle follows.</summary>
        public const int OracleAsset = 2;

        /// <summary>Whether sales move the price (1) or not (0).</summary>
        public const int HasDepth = 3;

        /// <summary>Where the collateral's slots of state begin.</summary>
        public const int State = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>A collateral asset's reals.</summary>
    public static class CollateralReal
    {
        /// <summary>Price at the start, USD.</summary>
        public const int Price = 0;

        /// <summary>Liquidation threshold.</summary>
        public const int Threshold = 1;

        /// <summary>1 + liquidation bonus.</summary>
        public const int BonusFactor = 2;

        /// <summary>The protocol's share of the bonus.</summary>
        public const int ProtocolShare = 3;

        /// <summary>Growth of the redemption rate's log in a step.</summary>
        public const int RedemptionGrowth = 4;

        /// <summary>Fall of the log price per USD sold.</summary>
        public const int ImpactPerUsd = 5;

        /// <summary>What remains of an impact after a step.</summary>
        public const int ImpactDecay = 6;

        /// <summary>Reals of a collateral asset.</summary>
        public const int Width = 7;
    }

    /// <summary>A collateral asset's slots of state.</summary>
    public static class CollateralState
    {
        /// <summary>The oracle's price, USD.</summary>
        public const int OraclePrice = 0;

        /// <summary>The oracle's price times the liquidation threshold, USD.</summary>
        public const int ThresholdPrice = 1;

        /// <summary>Market price over the oracle's.</summary>
        public const int MarketRatio = 2;

        /// <summary>Log of the price's departure because of sales in this market.</summary>
        public const int Impact = 3;

        /// <summary>Sold by liquidators in this step, USD.</summary>
        public const int Sold = 4;

        /// <summary>The threshold price at the last step's end, USD.</summary>
        public const int ThresholdPriceBefore = 5;

        /// <summary>Slots of a collateral asset.</summary>
        public const int Width = 6;
    }

    /// <summary>A debt asset's row of integers.</summary>
    public static class DebtRow
    {
        /// <summary>Reals: price at the start, USD.</summary>
        public const int Price = 0;

        /// <summary>The asset.</summary>
        public const int Asset = 1;

        /// <summary>Reals: debt after 1, 2, 3, ... steps that was 1 at the start.</summary>
        public const int Index = 2;

        /// <summary>Where the debt's slots of state begin.</summary>
        public const int State = 3;

        /// <summary>Reals: the part of a debt after 1, 2, 3, ... steps that is the interest of
        /// that step.</summary>
        public const int Interest = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>A debt asset's slots of state.</summary>
    public static class DebtState
    {
        /// <summary>Price times debt index, USD.</summary>
        public const int Price = 0;

        /// <summary>The same at the last step's end, USD.</summary>
        public const int PriceBefore = 1;

        /// <summary>1 / price.</summary>
        public const int Inverse = 2;

        /// <summary>Slots of a debt asset.</summary>
        public const int Width = 3;
    }
}
