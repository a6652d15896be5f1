namespace GpuRisk.Kernels.Market;

/// <summary>Where the numbers of farms, of stakes in them and of claims stand in a plan.</summary>
public static class FarmTable
{
    /// <summary>A farm's row of integers.</summary>
    public static class Row
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 1;

        /// <summary>Its first metric.</summary>
        public const int Metrics = 2;

        /// <summary>Reals: tokens paid per USD staked by the ends of steps 0, 1, ...</summary>
        public const int Rewards = 3;

        /// <summary>The row of the token that it pays.</summary>
        public const int Token = 4;

        /// <summary>Whether its owners may run away (1) or not (0).</summary>
        public const int CanRug = 5;

        /// <summary>Number of classes with a stake.</summary>
        public const int Stakes = 6;

        /// <summary>Where the stakes' rows begin.</summary>
        public const int StakeRows = 7;

        /// <summary>Number of groups of wallets that claim.</summary>
        public const int Claims = 8;

        /// <summary>Where the claims' rows begin.</summary>
        public const int ClaimRows = 9;

        /// <summary>Number of covers.</summary>
        public const int Covers = 10;

        /// <summary>Where the covers' rows begin.</summary>
        public const int CoverRows = 11;

        /// <summary>Integers in a row.</summary>
        public const int Width = 12;
    }

    /// <summary>A farm's reals.</summary>
    public static class Real
    {
        /// <summary>Probability that the owners run away in a step.</summary>
        public const int RugProbability = 0;

        /// <summary>The share of the stakes that they take.</summary>
        public const int RuggedShare = 1;

        /// <summary>Years in a step.</summary>
        public const int StepYears = 2;

        /// <summary>Reals in all.</summary>
        public const int Width = 3;
    }

    /// <summary>A farm's slots of state.</summary>
    public static class State
    {
        /// <summary>One until the owners run away, then zero.</summary>
        public const int Alive = 0;

        /// <summary>Tokens paid so far per USD staked.</summary>
        public const int Index = 1;

        /// <summary>Steps until the owners ran away.</summary>
        public const int AliveSteps = 2;

        /// <summary>A block's uniforms of arrivals.</summary>
        public const int Uniforms = 3;

        /// <summary>Slots in all.</summary>
        public const int Width = 7;
    }

    /// <summary>A farm's metrics.</summary>
    public static class Metric
    {
        /// <summary>1 if the owners ran away.</summary>
        public const int Rugged = 0;

        /// <summary>Metrics in all.</summary>
        public const int Width = 1;
    }

    /// <summary>The row of integers of a class's stake of one USD.</summary>
    public static class StakeRow
    {
        /// <summary>The step at which the class enters.</summary>
        public const int Entry = 0;

        /// <summary>The row of the staked liquidity; -1 where an asset is staked.</summary>
        public const int Position = 1;

        /// <summary>The row of its pool.</summary>
        public const int Pool = 2;

        /// <summary>The staked asset.</summary>
        public const int Asset = 3;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 4;

        /// <summary>Its first metric.</summary>
        public const int Metrics = 5;

        /// <summary>Reals: the class's whole stake at the start, USD.</summary>
        public const int Stake = 6;

        /// <summary>Integers in a row.</summary>
        public const int Width = 7;
    }

    /// <summary>A stake's slots of state.</summary>
    public static class StakeState
    {
        /// <summary>What is left of the staked asset.</summary>
        public const int Units = 0;

        /// <summary>Value at the time of what the owners took.</summary>
        public const int Stolen = 1;

        /// <summary>Slots in all.</summary>
        public const int Width = 2;
    }

    /// <summary>A stake's metrics.</summary>
    public static class StakeMetric
    {
        /// <summary>What prices did to the staked asset; 0 for liquidity.</summary>
        public const int Revaluation = 0;

        /// <summary>What the owners took.</summary>
        public const int Stolen = 1;

        /// <summary>Years from the class's entry until the owners ran away.</summary>
        public const int InsuredYears = 2;

        /// <summary>Metrics in all.</summary>
        public const int Width = 3;
    }

    /// <summary>The row of integers of a group of like wallets that claim.</summary>
    public static class ClaimRow
    {
        /// <summary>Where its reals begin.</summary>
        public const int Reals = 0;

        /// <summary>Steps between two looks at the reward.</summary>
        public const int Every = 1;

        /// <summary>The step at which the wallets enter.</summary>
        public const int Entry = 2;

        /// <summary>Where its slots of state begin.</summary>
        public const int State = 3;

        /// <summary>Its first metric.</summary>
        public const int Metrics = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>A claim's reals.</summary>
    public static class ClaimReal
    {
        /// <summary>A wallet's stake at the start, USD.</summary>
        public const int Stake = 0;

        /// <summary>Number of wallets.</summary>
        public const int Wallets = 1;

        /// <summary>Gas of a claim at the start, USD.</summary>
        public const int Gas = 2;

        /// <summary>The part of a reward that a wallet will pay for gas.</summary>
        public const int Tolerance = 3;

        /// <summary>The part of a reward that is sold at once.</summary>
        public const int SoldShare = 4;

        /// <summary>Reals in all.</summary>
        public const int Width = 5;
    }

    /// <summary>A claim's slots of state, for one wallet.</summary>
    public static class ClaimState
    {
        /// <summary>The farm's index at the last claim.</summary>
        public const int Index = 0;

        /// <summary>Value of rewards when claimed, USD.</summary>
        public const int Reward = 1;

        /// <summary>Gas paid, USD.</summary>
        public const int Gas = 2;

        /// <summary>Tokens kept.</summary>
        public const int Tokens = 3;

        /// <summary>Their value when claimed, USD.</summary>
        public const int Cost = 4;

        /// <summary>Lost to its own and others' sales, USD.</summary>
        public const int Slippage = 5;

        /// <summary>Slots in all.</summary>
        public const int Width = 6;
    }

    /// <summary>A claim's metrics, for one wallet.</summary>
    public static class ClaimMetric
    {
        /// <summary>Value of rewards when claimed, USD.</summary>
        public const int Reward = 0;

        /// <summary>Gas paid, USD.</summary>
        public const int Gas = 1;

        /// <summary>Gain on tokens kept, USD.</summary>
        public const int Revaluation = 2;

        /// <summary>Lost to its own and others' sales, USD.</summary>
        public const int Slippage = 3;

        /// <summary>Tokens kept.</summary>
        public const int Tokens = 4;

        /// <summary>Metrics in all.</summary>
        public const int Width = 5;
    }
}
