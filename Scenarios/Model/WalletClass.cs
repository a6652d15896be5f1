namespace GpuRisk.Scenarios;

/// <summary>
/// Wallets of one kind in a joint market. A wallet's size is what it owns at the start; holdings
/// are shares of it, the same for every wallet of the class, and the rest is cash in USD.
/// </summary>
/// <remarks>
/// A class whose name is one of <see cref="MarketRoles"/> takes what flows to that role. Inside a
/// class, what flows to it as a whole is divided by size.
/// </remarks>
public sealed record WalletClass
{
    /// <summary>The position in <see cref="Scenario.Classes"/>, from 0.</summary>
    [NotHashed("the order of the list")]
    public required int Index { get; init; }

    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The number of wallets; 1 or more.</summary>
    public required long Wallets { get; init; }

    /// <summary>How large they are.</summary>
    public required SizeDistribution Sizes { get; init; }

    /// <summary>The strata of like wallets that the class is simulated as, 1 to 16.</summary>
    public required int Strata { get; init; }

    /// <summary>Whether its gains count as those of the centre.</summary>
    public required bool Centralised { get; init; }

    /// <summary>The time between two decisions, and how late it sees a depeg, in seconds; 0 or
    /// more and a whole number of steps.</summary>
    public required double LatencySeconds { get; init; }

    /// <summary>A wallet does not pay for a transaction that costs more than this part of what it
    /// is about: of its size, or of the reward to be claimed; above 0.</summary>
    public required double GasTolerance { get; init; }

    /// <summary>What its wallets do on the chain by habit; null for nothing.</summary>
    public required TransactionHabit? Transactions { get; init; }

    /// <summary>Its weight among those who trade in pools without moving them; 0 or more.</summary>
    public required double TradingWeight { get; init; }

    /// <summary>When it enters the farms, in seconds; 0 or more.</summary>
    public required double EntersAtSeconds { get; init; }

    /// <summary>Assets that it holds.</summary>
    public required IReadOnlyList<AssetHolding> Assets { get; init; }

    /// <summary>Stablecoins that it holds.</summary>
    public required IReadOnlyList<CoinHolding> Coins { get; init; }

    /// <summary>Liquidity that it provides.</summary>
    public required IReadOnlyList<LiquidityHolding> Liquidity { get; init; }

    /// <summary>What it stakes in farms.</summary>
    public required IReadOnlyList<FarmStake> Stakes { get; init; }

    /// <summary>What it lends.</summary>
    public required IReadOnlyList<Deposit> Deposits { get; init; }

    /// <summary>What it borrows.</summary>
    public required IReadOnlyList<Borrowing> Borrowings { get; init; }

    /// <summary>What all its wallets own at the start, in USD.</summary>
    public double WealthUsd => Wallets * Sizes.MeanUsd;
}

/// <summary>A transaction that every wallet of a class makes from time to time.</summary>
/// <param name="EverySeconds">The time between two, a whole number of steps.</param>
/// <param name="GasUnits">What one takes, in units of gas; above 0.</param>
public sealed record TransactionHabit(double EverySeconds, double GasUnits);

/// <summary>A part of a class's wealth in an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Share">The part, in (0, 1].</param>
public sealed record AssetHolding(Asset Asset, double Share);

/// <summary>A part of a class's wealth in a stablecoin.</summary>
/// <param name="Stablecoin">The stablecoin.</param>
/// <param name="Share">The part, in (0, 1].</param>
public sealed record CoinHolding(Stablecoin Stablecoin, double Share);

/// <summary>A part of a class's wealth as liquidity of a pool.</summary>
public sealed record LiquidityHolding
{
    /// <summary>The pool.</summary>
    public required ArbitragedPool Pool { get; init; }

    /// <summary>The part of the wealth, in (0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>The range; null for the whole axis.</summary>
    public required PriceRange? Range { get; init; }

    /// <summary>What the holders do as the price moves.</summary>
    public required RangeStrategy Strategy { get; init; }

    /// <summary>The time between recentrings, in seconds; 0 unless on schedule.</summary>
    public required double RecentreEverySeconds { get; init; }

    /// <summary>What one action takes, in units of gas; 0 or more. Opening, closing and each
    /// recentring are actions.</summary>
    public required double GasUnits { get; init; }
}

/// <summary>A part of a class's wealth staked in a farm.</summary>
/// <param name="Farm">The farm.</param>
/// <param name="Share">The part, in (0, 1].</param>
public sealed record FarmStake(Farm Farm, double Share);

/// <summary>A part of a class's wealth lent out.</summary>
/// <param name="Market">The lending market.</param>
/// <param name="Asset">What is lent: one of the market's debt assets.</param>
/// <param name="Share">The part, in (0, 1].</param>
public sealed record Deposit(LendingMarket Market, Asset Asset, double Share);

/// <summary>A part of a class's wealth as the equity of loans.</summary>
/// <param name="Market">The lending market.</param>
/// <param name="Collateral">What secures the loans.</param>
/// <param name="Debt">What is owed.</param>
/// <param name="EquityShare">The part of the wealth that is collateral less debt, in (0, 1].
/// </param>
/// <param name="HealthFactor">The health factor at the start; above 1, and so high that the debt
/// is below the collateral.</param>
public sealed record Borrowing(
    LendingMarket Market, Asset Collateral, Asset Debt, double EquityShare, double HealthFactor);
