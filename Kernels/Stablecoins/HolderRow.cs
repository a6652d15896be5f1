using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Stablecoins;

/// <summary>The integers of a class of holders.</summary>
[Row]
public partial struct HolderRow
{
    /// <summary>Real: coins held at the start, worth their peg.</summary>
    public required int Holdings;

    /// <summary>Steps between a price and the reaction to it.</summary>
    public required int LatencySteps;

    /// <summary>Whether the wallets are large enough to redeem (1) or not (0).</summary>
    public required int CanRedeem;

    /// <summary>Where the class's state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;
}

/// <summary>A class of holders on a path. Amounts are in coins worth their peg.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct HolderState<R>
{
    /// <summary>Coins left.</summary>
    public R Coins;

    /// <summary>Coins sold into the market.</summary>
    public R Sold;

    /// <summary>Received for them, in coins at the peg.</summary>
    public R Received;

    /// <summary>Coins redeemed.</summary>
    public R Redeemed;
}

/// <summary>What a path tells of a class of holders.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct HolderOutcomes<R>
{
    /// <summary>Holdings at the peg less what was received and what is left, USD.</summary>
    public required R Loss;

    /// <summary>Share of the holdings sold into the market.</summary>
    public required R SoldShare;

    /// <summary>Share of the holdings redeemed at the issuer.</summary>
    public required R RedeemedShare;

    /// <summary>What the coins that the class sold are worth at the end, less what it was paid for
    /// them, USD.</summary>
    public required R BuyersGain;
}
