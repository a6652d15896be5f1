namespace GpuRisk.Kernels.Depeg;

/// <summary>Where the numbers of stablecoins stand in a depeg plan.</summary>
/// <remarks>Amounts of a coin are in coins worth its peg; prices are relative to the peg.
/// </remarks>
public static class StablecoinTable
{
    /// <summary>The model's integers.</summary>
    public static class Header
    {
        /// <summary>Number of stablecoins.</summary>
        public const int Coins = 0;

        /// <summary>Where the stablecoins' rows begin.</summary>
        public const int CoinRows = 1;

        /// <summary>Integers in the header.</summary>
        public const int Width = 2;
    }

    /// <summary>A stablecoin's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where the stablecoin's reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 1;

        /// <summary>Its first metric.</summary>
        public const int Metrics = 2;

        /// <summary>0 no redemption, 1 always, 2 in bank hours.</summary>
        public const int Redemption = 3;

        /// <summary>Whether impairments arrive at random (1) or not (0).</summary>
        public const int RandomImpairments = 4;

        /// <summary>Reals: quantiles of an impairment's size, at 0, 1/1024, ..., 1.</summary>
        public const int ImpairmentQuantiles = 5;

        /// <summary>Step of a stated impairment; -1 none.</summary>
        public const int StatedImpairmentStep = 6;

        /// <summary>Whether flows go through a pool (1) or meet unlimited demand (0).</summary>
        public const int HasPool = 7;

        /// <summary>The pool's first metric.</summary>
        public const int PoolMetrics = 8;

        /// <summary>Steps that the history of prices holds, this one included.</summary>
        public const int HistoryLength = 9;

        /// <summary>Where the price history's slots of state begin.</summary>
        public const int History = 10;

        /// <summary>Number of holder classes, those who react first before the others.</summary>
        public const int Holders = 11;

        /// <summary>Where the holders' rows begin.</summary>
        public const int HolderRows = 12;

        /// <summary>Where it stands whether banks are open (1) or not (0), step by step.</summary>
        public const int BankHours = 13;

        /// <summary>Integers in a row.</summary>
        public const int Width = 14;
    }

    /// <summary>A stablecoin's reals.</summary>
    public static class Real
    {
        /// <summary>The peg, USD.</summary>
        public const int Peg = 0;

        /// <summary>What remains of a deviation after a step.</summary>
        public const int Persistence = 1;

        /// <summary>Standard deviation of a step's noise of the log price.</summary>
        public const int Deviation = 2;

        /// <summary>Probability that an impairment arrives in a step.</summary>
        public const int ImpairmentProbability = 3;

        /// <summary>Share of an impairment that is recovered later.</summary>
        public const int RecoveredShare = 4;

        /// <summary>Steps until then.</summary>
        public const int RecoverySteps = 5;

        /// <summary>Size of the stated impairment.</summary>
        public const int StatedImpairment = 6;

        /// <summary>Coins outstanding at the start.</summary>
        public const int Supply = 7;

        /// <summary>Redemption fee.</summary>
        public const int RedemptionFee = 8;

        /// <summary>Coins that can be redeemed, or minted, in a step.</summary>
        public const int RedemptionCapacity = 9;

        /// <summary>The issuer's yield on reserves in a step.</summary>
        public const int ReserveYield = 10;

        /// <summary>Exits per day per unit of peg gap, times days in a step.</summary>
        public const int RunIntensity = 11;

        /// <summary>Reserves missing per coin beyond which redemption stops for good.</summary>
        public const int MissingAtFailure = 12;

        /// <summary>Hours in a step.</summary>
        public const int StepHours = 13;

        /// <summary>Value of the pool.</summary>
        public const int PoolValue = 14;

        /// <summary>Amplification times the number of coins.</summary>
        public const int PoolAmplification = 15;

        /// <summary>The pool's fee.</summary>
        public const int PoolFee = 16;

        /// <summary>Reals of a stablecoin.</summary>
        public const int Width = 17;
    }

    /// <summary>A stablecoin's slots of state.</summary>
    public static class State
    {
        /// <summary>Log of the price over the peg.</summary>
        public const int Log = 0;

        /// <summary>Price relative to the peg.</summary>
        public const int Price = 1;

        /// <summary>Lowest price.</summary>
        public const int Minimum = 2;

        /// <summary>Coins outstanding that no reserves stand behind, for now or for good.</summary>
        public const int Missing = 3;

        /// <summary>Reserves that will be recovered.</summary>
        public const int Pending = 4;

        /// <summary>Steps until they are.</summary>
        public const int StepsToRecovery = 5;

        /// <summary>Coins outstanding.</summary>
        public const int Supply = 6;

        /// <summary>Coins that holders have parted with.</summary>
        public const int Exited = 7;

        /// <summary>Coins redeemed by holders and arbitrageurs, less those minted.</summary>
        public const int Redeemed = 8;

        /// <summary>One once redemption has stopped for good.</summary>
        public const int Failed = 9;

        /// <summary>Redemptions still possible in this step.</summary>
        public const int Capacity = 10;

        /// <summary>The coin's balance in its pool, as a share of the pool's invariant.</summary>
        public const int PoolBalance = 11;

        /// <summary>Steps that ended below 0.99.</summary>
        public const int StepsBelow99 = 12;

        /// <summary>Steps that ended below 0.95.</summary>
        public const int StepsBelow95 = 13;

        /// <summary>The issuer's income.</summary>
        public const int IssuerIncome = 14;

        /// <summary>Arbitrageurs' income.</summary>
        public const int ArbitrageIncome = 15;

        /// <summary>A block's normals.</summary>
        public const int Normals = 16;

        /// <summary>A block's uniforms of impairments' arrival.</summary>
        public const int Arrivals = 20;

        /// <summary>What rounding lost of the issuer's income.</summary>
        public const int IncomeLost = 24;

        /// <summary>The part of the issuer's income that is redemption fees.</summary>
        public const int RedemptionFees = 25;

        /// <summary>Slots of a stablecoin.</summary>
        public const int Width = 26;
    }

    /// <summary>A stablecoin's metrics.</summary>
    public static class Metric
    {
        /// <summary>Final price, USD.</summary>
        public const int Price = 0;

        /// <summary>Lowest price at any step, USD.</summary>
        public const int Minimum = 1;

        /// <summary>Hours below 0.99 of the peg.</summary>
        public const int HoursBelow99 = 2;

        /// <summary>Hours below 0.95 of the peg.</summary>
        public const int HoursBelow95 = 3;

        /// <summary>1 if the price was ever below 0.95 of the peg.</summary>
        public const int Depegged95 = 4;

        /// <summary>1 if redemption has stopped for good.</summary>
        public const int Failed = 5;

        /// <summary>The issuer's yield and fees, USD.</summary>
        public const int IssuerIncome = 6;

        /// <summary>Arbitrageurs' income between market and issuer, USD.</summary>
        public const int ArbitrageIncome = 7;

        /// <summary>Coins redeemed less coins minted, USD at the peg.</summary>
        public const int Redeemed = 8;

        /// <summary>Final reserves per coin.</summary>
        public const int ReserveRatio = 9;

        /// <summary>The part of the issuer's income that is redemption fees, USD.</summary>
        public const int RedemptionFees = 10;

        /// <summary>Metrics of a stablecoin.</summary>
        public const int Width = 11;
    }

    /// <summary>A pool's metrics.</summary>
    public static class PoolMetric
    {
        /// <summary>The stablecoin's share of the pool's coins at the end.</summary>
        public const int CoinShare = 0;

        /// <summary>Value of the pool over that of holding its coins, less one.</summary>
        public const int ImpermanentLoss = 1;

        /// <summary>Metrics of a pool.</summary>
        public const int Width = 2;
    }
}
