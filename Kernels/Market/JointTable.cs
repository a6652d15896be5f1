namespace GpuRisk.Kernels.Market;

/// <summary>Where the parts of a joint market stand in its plan. Its header follows that of the
/// lending markets.</summary>
public static class JointTable
{
    /// <summary>The model's integers, after those of the lending markets.</summary>
    public static class Header
    {
        /// <summary>Where the header of the pools stands.</summary>
        public const int PoolHeader = 0;

        /// <summary>Where the header of the stablecoins stands.</summary>
        public const int CoinHeader = 1;

        /// <summary>The row of the price of gas; -1 without one.</summary>
        public const int Gas = 2;

        /// <summary>The row of regulators' interventions; -1 without them.</summary>
        public const int Regulation = 3;

        /// <summary>Number of farms.</summary>
        public const int Farms = 4;

        /// <summary>Where the farms' rows begin.</summary>
        public const int FarmRows = 5;

        /// <summary>Number of tokens that are sold or handed out.</summary>
        public const int Tokens = 6;

        /// <summary>Where the tokens' rows begin.</summary>
        public const int TokenRows = 7;

        /// <summary>Number of bonds.</summary>
        public const int Bonds = 8;

        /// <summary>Where the bonds' rows begin.</summary>
        public const int BondRows = 9;

        /// <summary>Number of groups of wallets with a habit.</summary>
        public const int Habits = 10;

        /// <summary>Where the habits' rows begin.</summary>
        public const int HabitRows = 11;

        /// <summary>Number of votes.</summary>
        public const int Votes = 12;

        /// <summary>Where the votes' rows begin.</summary>
        public const int VoteRows = 13;

        /// <summary>Number of assets that follow a stablecoin.</summary>
        public const int Peggeds = 14;

        /// <summary>Where their rows begin: asset, row of the stablecoin.</summary>
        public const int PeggedRows = 15;

        /// <summary>First metric: the constant one, and then each asset's return.</summary>
        public const int Metrics = 16;

        /// <summary>Integers in the header.</summary>
        public const int Width = 17;
    }
}
