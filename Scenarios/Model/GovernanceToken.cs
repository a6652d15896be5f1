namespace GpuRisk.Scenarios;

/// <summary>A token that was handed out to classes, and that votes.</summary>
public sealed record GovernanceToken
{
    /// <summary>The asset that the token is.</summary>
    public required Asset Asset { get; init; }

    /// <summary>All tokens, those locked included; above 0.</summary>
    public required double SupplyTokens { get; init; }

    /// <summary>How sales move its price; null where they do not.</summary>
    public required MarketDepth? Depth { get; init; }

    /// <summary>What was handed out with a lock.</summary>
    public required IReadOnlyList<TokenAllocation> Allocations { get; init; }

    /// <summary>The vote on who gets the fees of a pool; null where there is none.</summary>
    public required FeeVote? FeeVote { get; init; }
}

/// <summary>Tokens of a class that unlock over time.</summary>
public sealed record TokenAllocation
{
    /// <summary>Whose they are.</summary>
    public required WalletClass Class { get; init; }

    /// <summary>The part of the supply, in (0, 1].</summary>
    public required double ShareOfSupply { get; init; }

    /// <summary>What a token cost, in USD; 0 or more.</summary>
    public required double CostUsd { get; init; }

    /// <summary>The time from the allocation to its cliff, in seconds; 0 or more.</summary>
    public required double CliffSeconds { get; init; }

    /// <summary>The time from the allocation to the last unlock, in seconds; at least the cliff.
    /// Between the cliff and then tokens unlock evenly, those of the time before it at the cliff.
    /// </summary>
    public required double VestingSeconds { get; init; }

    /// <summary>The age of the allocation at the start, in seconds; 0 or more. What has unlocked
    /// by then is no longer part of the allocation.</summary>
    public required double AgeSeconds { get; init; }

    /// <summary>The time between two unlocks, in seconds, a whole number of steps.</summary>
    public required double UnlockEverySeconds { get; init; }

    /// <summary>The part of an unlock that is sold at once, in [0, 1].</summary>
    public required double SoldShare { get; init; }

    /// <summary>The part of the allocation that has unlocked at an age, 0 to 1.</summary>
    public double Vested(double ageSeconds) => ageSeconds < CliffSeconds
        ? 0
        : ageSeconds >= VestingSeconds ? 1 : ageSeconds / VestingSeconds;
}

/// <summary>A vote, by tokens, on the protocol's share of a pool's fees. A class votes for what it
/// gains by: tokens for the protocol's share, liquidity in the pool against it.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="ProtocolShare">The share after a vote that passes, in [0, 1].</param>
/// <param name="EverySeconds">The time between two votes, a whole number of steps.</param>
/// <param name="Turnout">The part of each class's tokens that votes, in (0, 1].</param>
public sealed record FeeVote(
    ArbitragedPool Pool, double ProtocolShare, double EverySeconds, double Turnout);

/// <summary>New tokens that a treasury sells below their price.</summary>
/// <param name="Name">The name that the scenario gives it.</param>
/// <param name="Token">The token.</param>
/// <param name="Buyers">Who buys.</param>
/// <param name="UsdPerDay">What they pay a day at the start, in USD; it moves with the token's
/// price; above 0.</param>
/// <param name="Discount">The discount, in [0, 1).</param>
/// <param name="VestingSeconds">The mean time until a bought token can be sold; above 0.</param>
public sealed record Bond(
    string Name, Asset Token, WalletClass Buyers, double UsdPerDay, double Discount,
    double VestingSeconds);
