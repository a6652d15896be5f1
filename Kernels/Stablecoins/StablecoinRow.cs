using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Stablecoins;

/// <summary>The integers of all stablecoins.</summary>
[Row]
public partial struct StablecoinHeader
{
    /// <summary>Number of stablecoins.</summary>
    public required int Coins;

    /// <summary>Where their rows begin.</summary>
    public required int CoinRows;
}

/// <summary>A stablecoin's integers.</summary>
[Row]
public partial struct StablecoinRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;

    /// <summary>0 no redemption, 1 always, 2 in bank hours.</summary>
    public required int Redemption;

    /// <summary>Where it stands whether banks are open (1) or not (0), step by step; -1 where it
    /// does not matter.</summary>
    public required int BankHours;

    /// <summary>Buffer of the normals of a block of steps.</summary>
    public required int Normals;

    /// <summary>Buffer of the uniforms by which impairments or jumps of the price arrive; -1 where
    /// neither does at random.</summary>
    public required int Arrivals;

    /// <summary>Whether the price jumps (1) or not (0).</summary>
    public required int Jumps;

    /// <summary>Reals: quantiles of an impairment's size, at 0, 1/1024, ..., 1; -1 where none
    /// arrives at random.</summary>
    public required int ImpairmentQuantiles;

    /// <summary>Reals: of each regime the probability of an impairment in a step, and that with the
    /// one of a jump; -1 where they are one and the same.</summary>
    public required int RegimeHazards;

    /// <summary>Number of moves of the log price that are stated, each for some steps.</summary>
    public required int Moves;

    /// <summary>Where their rows begin.</summary>
    public required int MoveRows;

    /// <summary>Step of a stated impairment; -1 none.</summary>
    public required int StatedImpairmentStep;

    /// <summary>Whether flows go through a pool (1) or meet unlimited demand (0).</summary>
    public required int HasPool;

    /// <summary>The pool's first outcome; -1 without a pool.</summary>
    public required int PoolOutcomes;

    /// <summary>Reals: the fit of the pool's curve; -1 without a pool.</summary>
    public required int Curve;

    /// <summary>Octaves of that fit below 1.</summary>
    public required int CurveOctaves;

    /// <summary>Steps that the history of prices holds, this one included.</summary>
    public required int HistoryLength;

    /// <summary>Where the price history's slots of state begin.</summary>
    public required int History;

    /// <summary>Whether in a step no class ever loses more than a sixteenth of what it holds (1),
    /// or may (0).</summary>
    public required int LeavesSlowly;

    /// <summary>Number of holder classes, those who react first before the others.</summary>
    public required int Holders;

    /// <summary>Where the holders' rows begin.</summary>
    public required int HolderRows;
}

/// <summary>What of a stablecoin does not change. Amounts of a coin are in coins worth its peg;
/// prices are relative to the peg.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct StablecoinTerms<R>
{
    /// <summary>The peg, USD.</summary>
    public required R Peg;

    /// <summary>What remains of a deviation after a step.</summary>
    public required R Persistence;

    /// <summary>Standard deviation of a step's noise of the log price.</summary>
    public required R Deviation;

    /// <summary>Probability that an impairment arrives in a step.</summary>
    public required R ImpairmentProbability;

    /// <summary>That with the probability of a jump: one of both at a time.</summary>
    public required R ArrivalProbability;

    /// <summary>Mean of a jump of the log price.</summary>
    public required R JumpMean;

    /// <summary>Its standard deviation.</summary>
    public required R JumpDeviation;

    /// <summary>Share of an impairment that is recovered later.</summary>
    public required R RecoveredShare;

    /// <summary>Steps until then.</summary>
    public required R RecoverySteps;

    /// <summary>Size of the stated impairment.</summary>
    public required R StatedImpairment;

    /// <summary>Coins outstanding at the start.</summary>
    public required R Supply;

    /// <summary>Redemption fee.</summary>
    public required R RedemptionFee;

    /// <summary>Coins that can be redeemed, or minted, in a step.</summary>
    public required R RedemptionCapacity;

    /// <summary>The issuer's yield on reserves in a step.</summary>
    public required R ReserveYield;

    /// <summary>Exits per day per unit of peg gap, times days in a step.</summary>
    public required R RunIntensity;

    /// <summary>Coins for each of which one may be missing before redemption stops for good.
    /// </summary>
    public required R CoinsPerMissing;

    /// <summary>Hours in a step.</summary>
    public required R StepHours;

    /// <summary>One over the coins outstanding at the start.</summary>
    public required R SupplyShare;

    /// <summary>Coins that the pool is worth.</summary>
    public required R PoolValue;

    /// <summary>One over that.</summary>
    public required R PoolShare;

    /// <summary>Amplification times the number of coins.</summary>
    public required R PoolAmplification;

    /// <summary>One over that.</summary>
    public required R PoolInverse;

    /// <summary>The smallest argument of the fit of the pool's curve.</summary>
    public required R CurveStart;

    /// <summary>What the pool's fee leaves of a trade.</summary>
    public required R PoolKept;

    /// <summary>What an arbitrageur pays in fees, of the coins that he moves.</summary>
    public required R ArbitrageFee;

    /// <summary>The price up to which arbitrageurs buy what they redeem.</summary>
    public required R FloorPrice;

    /// <summary>The pool's balance at that price.</summary>
    public required R FloorBalance;

    /// <summary>The price down to which they sell what they mint.</summary>
    public required R CeilingPrice;

    /// <summary>The pool's balance at that price.</summary>
    public required R CeilingBalance;
}
