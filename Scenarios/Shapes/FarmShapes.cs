namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of farms, of governance tokens and of bonds.</summary>
internal static class FarmShapes
{
    private static readonly ObjectShape Depth = new(
        "a depth",
        Field.Optional(
            "depthUsdPerPercent", new NumberShape("(0,)"),
            "The sales that move the price by 1%, in USD."),
        Field.Optional(
            "pool", new NameShape(),
            "A constant-product pool with the token as base, in place of a number: selling q "
            + "moves the log price by 4 q / value, so that value / 400 moves it by 1%."),
        Field.Required("recoveryHalfLife", new DurationShape(), "The half-life of the move."));

    private static readonly ObjectShape Allocation = new(
        "an allocation",
        Field.Required("share", new NumberShape("(0, 1]"), "The part of the supply."),
        Field.Default("cost", new NumberShape("[0,)"), "0", "What a token cost, in USD."),
        Field.Default(
            "cliff", new DurationShape(allowsZero: true), "0d",
            "The time from the allocation to its cliff, at which all unlocks that would have "
            + "before."),
        Field.Required(
            "vesting", new DurationShape(),
            "The time from the allocation to the last unlock; at least the cliff."),
        Field.Default(
            "age", new DurationShape(allowsZero: true), "0d",
            "The age of the allocation at the start; what has unlocked by then is left out."),
        Field.Optional(
            "unlockEvery", new DurationShape(),
            "The time between two unlocks, a whole number of steps; one step where not stated."),
        Field.Default(
            "soldShare", new NumberShape("[0, 1]"), "0",
            "The part of an unlock that is sold at once."));

    private static readonly ObjectShape FeeVote = new(
        "a vote on fees",
        Field.Required("pool", new NameShape(), "The pool whose fees are voted on."),
        Field.Required(
            "protocolShare", new NumberShape("[0, 1]"),
            "The protocol's part of the fees after a vote that passes."),
        Field.Required(
            "every", new DurationShape(),
            "The time between two votes; a whole number of steps."),
        Field.Default(
            "turnout", new NumberShape("(0, 1]"), "1",
            "The part of the tokens of classes outside the centre that votes; "
            + "the centre's all vote."));

    /// <summary>A farm.</summary>
    public static ObjectShape Farm { get; } = new(
        "a farm",
        Field.Required(
            "stakes", new NameShape(),
            "What is staked: an asset, or the liquidity of a pool of two assets."),
        Field.Required("reward", new NameShape(), "The asset in which rewards are paid."),
        Field.Required(
            "emissionPerDay", new NumberShape("[0,)"),
            "The tokens that are paid in a day at the start."),
        Field.Optional(
            "emissionHalfLife", new DurationShape(),
            "The time in which the emission falls by half; it stays where not stated."),
        Field.Default(
            "outsideStake", new NumberShape("[0,)"), "0",
            "What others than the classes stake, in USD."),
        Field.Default(
            "claimGas", new NumberShape("[0,)"), "0", "What a claim takes, in units of gas."),
        Field.Default(
            "soldShare", new NumberShape("[0, 1]"), "0",
            "The part of a claimed reward that is sold at once."));

    /// <summary>A governance token.</summary>
    public static ObjectShape Token { get; } = new(
        "a governance token",
        Field.Required(
            "supply", new NumberShape("(0,)"), "All tokens, those locked included."),
        Field.Optional(
            "depth", Depth, "How sales move the price; no impact where not stated."),
        Field.Optional(
            "allocations", new MapShape(Allocation, 0, 16, "allocations"),
            "What was handed out with a lock, by class."),
        Field.Optional(
            "feeVote", FeeVote,
            "The vote on who gets the fees of a pool; none where not stated."));

    /// <summary>A bond.</summary>
    public static ObjectShape Bond { get; } = new(
        "a bond",
        Field.Required(
            "token", new NameShape(), "The asset that the treasury sells."),
        Field.Required("buyers", new NameShape(), "The class that buys."),
        Field.Required(
            "usdPerDay", new NumberShape("(0,)"),
            "What the buyers pay in a day at the start, in USD; it moves with the price."),
        Field.Required(
            "discount", new NumberShape("[0, 1)"), "The discount on the price, as a fraction."),
        Field.Required(
            "vesting", new DurationShape(), "The mean time until a bought token can be sold."));
}
