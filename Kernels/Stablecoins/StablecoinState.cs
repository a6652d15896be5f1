using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Stablecoins;

/// <summary>A stablecoin on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct StablecoinState<R>
{
    /// <summary>Log of the price over the peg.</summary>
    public R Log;

    /// <summary>Price relative to the peg.</summary>
    public R Price;

    /// <summary>Lowest price.</summary>
    public R Minimum;

    /// <summary>Coins outstanding that no reserves stand behind, for now or for good.</summary>
    public R Missing;

    /// <summary>Reserves that will be recovered.</summary>
    public R Pending;

    /// <summary>Steps until they are.</summary>
    public R StepsToRecovery;

    /// <summary>Coins outstanding.</summary>
    public R Supply;

    /// <summary>Coins that holders have parted with.</summary>
    public R Exited;

    /// <summary>Coins redeemed by holders and arbitrageurs, less those minted.</summary>
    public R Redeemed;

    /// <summary>One once redemption has stopped for good.</summary>
    public R Failed;

    /// <summary>Redemptions still possible in this step.</summary>
    public R Capacity;

    /// <summary>Coins redeemed and minted in this step.</summary>
    public R Served;

    /// <summary>The coin's balance in its pool, as a share of the pool's invariant.</summary>
    public R PoolBalance;

    /// <summary>That of the coin it trades against.</summary>
    public R PoolOther;

    /// <summary>The coin's balance for which the price was found.</summary>
    public R PricedBalance;

    /// <summary>Steps that ended below 0.99.</summary>
    public R StepsBelow99;

    /// <summary>Steps that ended below 0.95.</summary>
    public R StepsBelow95;

    /// <summary>The issuer's income.</summary>
    public R IssuerIncome;

    /// <summary>What rounding lost of it.</summary>
    public R IncomeLost;

    /// <summary>The part of it that is redemption fees.</summary>
    public R RedemptionFees;

    /// <summary>Arbitrageurs' income.</summary>
    public R ArbitrageIncome;
}

/// <summary>What a path tells of a stablecoin.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct StablecoinOutcomes<R>
{
    /// <summary>Final price, USD.</summary>
    public required R Price;

    /// <summary>Lowest price at any step, USD.</summary>
    public required R Minimum;

    /// <summary>Hours below 0.99 of the peg.</summary>
    public required R HoursBelow99;

    /// <summary>Hours below 0.95 of the peg.</summary>
    public required R HoursBelow95;

    /// <summary>1 if the price was ever below 0.95 of the peg.</summary>
    public required R Depegged95;

    /// <summary>1 if redemption has stopped for good.</summary>
    public required R Failed;

    /// <summary>The issuer's yield and fees, USD.</summary>
    public required R IssuerIncome;

    /// <summary>Arbitrageurs' income between market and issuer, USD.</summary>
    public required R ArbitrageIncome;

    /// <summary>Coins redeemed less coins minted, USD at the peg.</summary>
    public required R Redeemed;

    /// <summary>Final reserves per coin.</summary>
    public required R ReserveRatio;

    /// <summary>The part of the issuer's income that is redemption fees, USD.</summary>
    public required R RedemptionFees;
}

/// <summary>What a path tells of a stablecoin's pool.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct CoinPoolOutcomes<R>
{
    /// <summary>The stablecoin's share of the pool's coins at the end.</summary>
    public required R CoinShare;

    /// <summary>Value of the pool over that of holding its coins, less one.</summary>
    public required R ImpermanentLoss;
}
