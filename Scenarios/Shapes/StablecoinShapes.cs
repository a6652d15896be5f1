namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of stablecoins and of their holders.</summary>
internal static class StablecoinShapes
{
    private static readonly ObjectShape Impairment = new(
        "an impairment",
        Field.Required(
            "time", new DurationShape(), "The time of the impairment after the start."),
        Field.Required(
            "size", new NumberShape("(0, 1]"), "The part of the reserves that is impaired."));

    private static readonly ObjectShape Redemption = new(
        "redemption terms",
        Field.Default(
            "minimum", new NumberShape("[0,)"), "0", "The least that is redeemed at once, in USD."),
        Field.Default(
            "fee", new NumberShape("[0, 1)"), "0", "The fee of redeeming, as a fraction."),
        Field.Required(
            "dailyCapacity", new NumberShape("(0,)"), "The most redeemed in a day, in USD."),
        Field.Default(
            "closed", new ChoiceShape<ClosedHours>(), "never", "When nothing is redeemed."));

    /// <summary>A stablecoin.</summary>
    public static ObjectShape Stablecoin { get; } = new(
        "a stablecoin",
        Field.Required(
            "design", new ChoiceShape<StablecoinDesign>(), "How the coin keeps its peg."),
        Field.Default(
            "peg", new NumberShape("(0,)"), "1", "The price that it is meant to have, in USD."),
        Field.Required(
            "meanReversionPerDay", new NumberShape("[0,)"),
            "The speed at which the log peg reverts, per day."),
        Field.Required(
            "volatilityPerDay", new NumberShape("[0,)"),
            "The volatility of the log peg, per square root of a day."),
        Field.Default(
            "jumpsPerYear", new NumberShape("[0, 10000]"), "0",
            "The mean number of jumps of the log peg in a year, which leave reserves whole; at "
            + "most 0.1 in a step."),
        Field.Optional(
            "jumpMean", new NumberShape("[-5, 5]"), "The mean of such a jump."),
        Field.Optional(
            "jumpStdDev", new NumberShape("[0, 5]"), "Its standard deviation."),
        Field.Default(
            "impairmentsPerYear", new NumberShape("[0,)"), "0",
            "The mean number of impairments of the reserves in a year."),
        Field.Optional(
            "impairmentMean", new NumberShape("(0, 1)"),
            "The mean part of the reserves that an impairment takes."),
        Field.Default(
            "impairmentConcentration", new NumberShape("(0,)"), "10",
            "The concentration c of that part's beta distribution: a = mean c, b = (1-mean) c."),
        Field.Default(
            "recoveredShare", new NumberShape("[0, 1]"), "0",
            "The part of an impairment that is recovered."),
        Field.Default(
            "recoveryTime", new DurationShape(), "72h", "The time from impairment to recovery."),
        Field.Optional(
            "impairmentAt", Impairment, "An impairment at a stated time, to replay an event."),
        Field.Optional(
            "redemption", Redemption, "How the issuer redeems; not at all where not stated."),
        Field.Default(
            "startsAt", new WeekTimeShape(), "Mon 00:00",
            "The moment of the week, in UTC, at which paths start."),
        Field.Required(
            "supply", new NumberShape("(0,)"), "The coins outstanding."),
        Field.Default(
            "reserveYield", new NumberShape("[-20, 20]"), "0",
            "What the issuer earns on reserves, per year."),
        Field.Default(
            "runIntensity", new NumberShape("[0,)"), "0",
            "Exits per day per unit of peg gap plus redeemed share."),
        Field.Default(
            "failureThreshold", new NumberShape("(0, 1)"), "0.9",
            "Reserves per coin below which redemption stops for good."));

    /// <summary>A class of holders.</summary>
    public static ObjectShape Holder { get; } = new(
        "a class of holders",
        Field.Required(
            "holdings", new NumberShape("(0,)"), "What the class holds at the start, in USD."),
        Field.Required(
            "latency", new DurationShape(allowsZero: true),
            "How late the class acts; a whole number of steps or 0s."),
        Field.Optional(
            "stablecoin", new NameShape(),
            "What the class holds; required where there are several stablecoins."),
        Field.Default(
            "wallets", new IntegerShape(1, 1_000_000_000_000), "1",
            "The number of wallets; their average size decides whether they can redeem."));
}
