namespace GpuRisk.Kernels.ImpermanentLoss;

/// <summary>Where the numbers of liquidity positions stand in an impermanent-loss plan.</summary>
public static class PositionTable
{
    /// <summary>A position's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where the position's reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Steps between recentrings; 0 never, -1 whenever the price leaves the range.
        /// </summary>
        public const int RecentreEvery = 1;

        /// <summary>Where the position's slots of state begin.</summary>
        public const int State = 2;

        /// <summary>The position's first metric.</summary>
        public const int Metrics = 3;

        /// <summary>Whether it is told who paid the fees (1) or not (0).</summary>
        public const int TellsPayers = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>A position's reals. Bounds are log prices from its centre.</summary>
    public static class Real
    {
        /// <summary>Lower bound; minus infinity for a full range.</summary>
        public const int Lower = 0;

        /// <summary>Upper bound; infinity for a full range.</summary>
        public const int Upper = 1;

        /// <summary>Liquidity at the start, USD.</summary>
        public const int Liquidity = 2;

        /// <summary>Value at the start, USD.</summary>
        public const int Value = 3;

        /// <summary>Gas of one action of the liquidity provider, USD.</summary>
        public const int GasPerAction = 4;

        /// <summary>1 / (steps in the horizon).</summary>
        public const int InverseSteps = 5;

        /// <summary>Log of the first centre over the pool's price at the start: 0, or the end of
        /// the range that is nearest to it.</summary>
        public const int Centre = 6;

        /// <summary>Reals of a position.</summary>
        public const int Width = 7;
    }

    /// <summary>A position's slots of state; sums over steps have a second slot for what rounding
    /// left out.</summary>
    public static class State
    {
        /// <summary>Log of the centre over the pool's price at the start.</summary>
        public const int Centre = 0;

        /// <summary>Log of the market's price over its start when the centre was set.</summary>
        public const int Market = 1;

        /// <summary>Liquidity, USD.</summary>
        public const int Liquidity = 2;

        /// <summary>Value less that of holding when the centre was set, in units of the quote
        /// asset that are worth one USD at the start.</summary>
        public const int VersusHold = 3;

        /// <summary>Loss versus rebalancing so far, USD.</summary>
        public const int LossVersusRebalancing = 4;

        /// <summary>Fees so far, USD.</summary>
        public const int Fees = 6;

        /// <summary>Steps spent in range so far.</summary>
        public const int StepsInRange = 8;

        /// <summary>Recentrings so far.</summary>
        public const int Rebalances = 10;

        /// <summary>Fees paid for swaps when recentring, USD.</summary>
        public const int SwapFees = 11;

        /// <summary>The part of the fees that arbitrageurs paid, USD.</summary>
        public const int ArbitrageFees = 13;

        /// <summary>Gas paid so far, USD.</summary>
        public const int Gas = 15;

        /// <summary>Slots of a position.</summary>
        public const int Width = 17;
    }

    /// <summary>A position's metrics.</summary>
    public static class Metric
    {
        /// <summary>Value without fees over the value of holding, less one.</summary>
        public const int ImpermanentLoss = 0;

        /// <summary>Loss versus rebalancing, USD.</summary>
        public const int LossVersusRebalancing = 1;

        /// <summary>Fees, USD.</summary>
        public const int Fees = 2;

        /// <summary>Gas, USD.</summary>
        public const int Gas = 3;

        /// <summary>Final wealth less that of holding, USD.</summary>
        public const int NetVersusHold = 4;

        /// <summary>Final wealth less that of the rebalancing portfolio, USD.</summary>
        public const int NetVersusRebalancing = 5;

        /// <summary>Final wealth less the initial value, USD.</summary>
        public const int Net = 6;

        /// <summary>Fraction of the time in range.</summary>
        public const int TimeInRange = 7;

        /// <summary>Recentrings.</summary>
        public const int Rebalances = 8;

        /// <summary>Fees paid for swaps when recentring, USD.</summary>
        public const int SwapFees = 9;

        /// <summary>What prices alone did to the value, before what arbitrageurs took, USD.
        /// </summary>
        public const int Revaluation = 10;

        /// <summary>The part of the fees that arbitrageurs paid, USD; 0 unless told.</summary>
        public const int ArbitrageFees = 11;

        /// <summary>Metrics of a position.</summary>
        public const int Width = 12;
    }
}
