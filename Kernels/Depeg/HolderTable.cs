namespace GpuRisk.Kernels.Depeg;

/// <summary>Where the numbers of a stablecoin's holders stand in a plan. Amounts are in coins worth
/// their peg.</summary>
public static class HolderTable
{
    /// <summary>A holder class's row of integers.</summary>
    public static class Row
    {
        /// <summary>Reals: coins held at the start.</summary>
        public const int Holdings = 0;

        /// <summary>Steps between a price and the reaction to it.</summary>
        public const int LatencySteps = 1;

        /// <summary>Whether the wallets are large enough to redeem (1) or not (0).</summary>
        public const int CanRedeem = 2;

        /// <summary>Where the holder's slots of state begin: <see cref="HolderTable.State"/>.
        /// </summary>
        public const int State = 3;

        /// <summary>The holder's first metric: loss, share sold, share redeemed.</summary>
        public const int Metrics = 4;

        /// <summary>Integers in a row.</summary>
        public const int Width = 5;
    }

    /// <summary>A holder class's slots of state.</summary>
    public static class State
    {
        /// <summary>Coins left.</summary>
        public const int Coins = 0;

        /// <summary>Coins sold into the market.</summary>
        public const int Sold = 1;

        /// <summary>Received for them, in coins at the peg.</summary>
        public const int Received = 2;

        /// <summary>Coins redeemed.</summary>
        public const int Redeemed = 3;

        /// <summary>Slots of a holder class.</summary>
        public const int Width = 4;
    }

    /// <summary>A holder class's metrics.</summary>
    public static class Metric
    {
        /// <summary>Holdings at the peg less what was received and what is left, USD.</summary>
        public const int Loss = 0;

        /// <summary>Share of the holdings sold into the market.</summary>
        public const int SoldShare = 1;

        /// <summary>Share of the holdings redeemed at the issuer.</summary>
        public const int RedeemedShare = 2;

        /// <summary>What the coins that the class sold are worth at the end, less what it was paid
        /// for them, USD.</summary>
        public const int BuyersGain = 3;

        /// <summary>Metrics of a holder class.</summary>
        public const int Width = 4;
    }
}
