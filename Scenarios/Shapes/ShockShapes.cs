namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of gas, hazards, cover and services.</summary>
internal static class ShockShapes
{
    private static readonly ObjectShape Rug = new(
        "a hazard of a farm",
        Field.Required(
            "perYear", new NumberShape("[0,)"),
            "The intensity at which the owners run away with stakes, per year."),
        Field.Required(
            "share", new NumberShape("[0, 1]"), "The part of the stakes that they take."));

    private static readonly ObjectShape Regulation = new(
        "regulatory shocks",
        Field.Required("perYear", new NumberShape("[0,)"), "The mean number of shocks in a year."),
        Field.Default(
            "volumeDrop", new NumberShape("[0, 1]"), "0",
            "The part of the noise volume that goes away."),
        Field.Default(
            "volumeHalfLife", new DurationShape(), "30d",
            "The half-life in which it comes back; with volumeDrop above 0 only."),
        Field.Optional(
            "falls", new MapShape(new NumberShape("(0, 1)"), 0, 8, "assets"),
            "The lasting falls of prices, as fractions, by asset."),
        Field.Optional(
            "freezes",
            new MapShape(new MapShape(new NumberShape("(0, 1]"), 1, 8, "assets"), 0, 16, "classes"),
            "The parts of holdings that are frozen for good, by class and asset."));

    /// <summary>What happens at a stated time.</summary>
    public static ObjectShape Stated { get; } = new(
        "a stated shock",
        Field.Required(
            "at", new DurationShape(allowsZero: true),
            "When it begins, from the start; a whole number of steps."),
        Field.Optional(
            "over", new DurationShape(),
            "How long it takes, a whole number of steps, at whose ends moves come in equal parts "
            + "of the log, and during which factors hold; one step where not stated."),
        Field.Optional(
            "prices", new MapShape(new NumberShape("(-1, 1000]"), 1, 8, "assets"),
            "The moves of prices beside what their processes do, as parts of the price: -0.2366 "
            + "is a fall of 23.66 %."),
        Field.Optional(
            "volume", new MapShape(new NumberShape("[0, 1000]"), 1, 16, "pools"),
            "By what pools' noise volume is multiplied while it lasts, by pool."),
        Field.Optional(
            "gas", new NumberShape("[0, 1000]"),
            "By what the price of gas is multiplied while it lasts; with gas only."),
        Field.Optional(
            "pegs", new MapShape(new NumberShape("(-1, 1]"), 1, 16, "stablecoins"),
            "The moves of stablecoins' prices beside what their models do, as parts of the "
            + "price."));

    /// <summary>What gas costs.</summary>
    public static ObjectShape Gas { get; } = new(
        "a price of gas",
        Field.Required(
            "price", new NumberShape("[0,)"),
            "The price of a unit of gas at the start, in 10^-9 of the asset."),
        Field.Required("asset", new NameShape(), "The asset that pays for gas."),
        Field.Default(
            "meanReversionPerDay", new NumberShape("[0,)"), "0",
            "The speed at which the log price reverts, per day."),
        Field.Default(
            "volatilityPerDay", new NumberShape("[0,)"), "0",
            "The volatility of the log price, per square root of a day."),
        Field.Default(
            "stressMultiplier", new NumberShape("[1,)"), "1",
            "By what a jump of an asset or a regulatory shock multiplies the price."),
        Field.Default(
            "burnedShare", new NumberShape("[0, 1]"), "0",
            "The part that is burned; validators get the rest."),
        Field.Default(
            "bidShare", new NumberShape("[0, 1]"), "0",
            "The part of their profits that arbitrageurs and liquidators bid away."));

    /// <summary>Rugs and regulators.</summary>
    public static ObjectShape Hazards { get; } = new(
        "hazards",
        Field.Optional(
            "rug", new MapShape(Rug, 0, 16, "farms"),
            "The farms whose owners may run away with stakes."),
        Field.Optional("regulation", Regulation, "Regulators' interventions at random times."));

    /// <summary>Insurance of stakes.</summary>
    public static ObjectShape Cover { get; } = new(
        "a cover",
        Field.Required("farm", new NameShape(), "The farm whose stakes are insured."),
        Field.Required(
            "premiumPerYear", new NumberShape("[0,)"), "The premium, per year and USD covered."),
        Field.Default(
            "payoutShare", new NumberShape("(0, 1]"), "1", "The part of a loss that is paid."),
        Field.Required(
            "capital", new NumberShape("(0,)"), "The most that is paid in all, in USD."),
        Field.Required(
            "covered", new MapShape(new NumberShape("(0, 1]"), 1, 16, "classes"),
            "The part of its stake that is covered, by class."));

    /// <summary>What the treasury pays for.</summary>
    public static ObjectShape Services { get; } = new(
        "services",
        Field.Default(
            "audits", new NumberShape("[0,)"), "0", "What auditors are paid, in USD per year."),
        Field.Default(
            "developers", new NumberShape("[0,)"), "0",
            "What developers are paid, in USD per year."));
}
