namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of regimes and of prices in them.</summary>
internal static class RegimeShapes
{
    private static readonly ObjectShape State = new(
        "a regime",
        Field.Optional(
            "start", new NumberShape("[0, 1]"),
            "The probability of starting in it; the chain's stationary law where no regime states "
            + "any."),
        Field.Required(
            "next", new MapShape(new NumberShape("[0, 1]"), 1, 3, "states"),
            "The probabilities of regimes in the next period, by name; they sum to 1."),
        Field.Default(
            "volume", new NumberShape("[0, 1000]"), "1",
            "By what pools' noise volume is multiplied."),
        Field.Default(
            "gas", new NumberShape("[0, 1000]"), "1",
            "By what the price of gas is multiplied; with gas only."),
        Field.Default(
            "pegHazard", new NumberShape("[0, 100000]"), "1",
            "By what stablecoins' impairmentsPerYear and jumpsPerYear are multiplied."),
        Field.Optional(
            "correlations",
            new MapShape(new NumberShape("[-1, 1]"), 0, 28, "correlations") { HasPairKeys = true },
            "Correlations of log returns in it, as those of the scenario, which hold where none "
            + "are stated."));

    /// <summary>The chain.</summary>
    public static ObjectShape Regimes { get; } = new(
        "regimes",
        Field.Required(
            "period", new DurationShape(),
            "The time after which the regime may change; a whole number of steps."),
        Field.Required(
            "states", new MapShape(State, 2, 3, "states"), "The regimes."));

    /// <summary>How a price moves in a regime.</summary>
    public static ObjectShape Price { get; } = new(
        "a price in a regime",
        Field.Default(
            "drift", new NumberShape("[-20, 20]"), "0",
            "The drift of the mean price, per year, jumps included."),
        Field.Required(
            "volatility", new NumberShape("[0, 20]"),
            "The volatility of the log price's diffusion, without jumps, per root of a year."),
        Field.Default(
            "jumpsPerYear", new NumberShape("[0, 10000]"), "0",
            "The mean number of jumps in a year of it; at most 5 in a step."),
        Field.Default(
            "jumpMean", new NumberShape("[-5, 5]"), "0", "The mean of a jump of the log price."),
        Field.Default(
            "jumpStdDev", new NumberShape("[0, 5]"), "0",
            "The standard deviation of a jump of the log price."));
}
