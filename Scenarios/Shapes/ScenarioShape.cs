namespace GpuRisk.Scenarios.Shapes;

/// <summary>The whole of what a scenario file may say.</summary>
internal static class ScenarioShape
{
    /// <summary>The root of a scenario file.</summary>
    public static ObjectShape Root { get; } = new(
        "a scenario",
        Field.Required(
            "scenario", new NameShape(),
            "The identifier of the scenario."),
        Field.Optional(
            "description", new TextShape(4000),
            "What the scenario is about, in words."),
        Field.Required(
            "horizon", new DurationShape { IsCertain = true },
            "The simulated time; a whole number of steps, at most 10,000,000."),
        Field.Required(
            "step", new DurationShape { IsCertain = true },
            "The time between two simulated moments."),
        Field.Default(
            "paths", new IntegerShape(1, 1_000_000_000_000), "100000",
            "The number of simulated paths."),
        Field.Default(
            "seed", new IntegerShape(0, long.MaxValue), "1",
            "The seed of the random numbers."),
        Field.Default(
            "measure", new ChoiceShape<Measure>(), "real-world",
            "Whether assets drift as stated or at the risk-free rate."),
        Field.Optional(
            "riskFreeRate", new NumberShape("[-20, 20]"),
            "The drift of every asset, per year; with measure risk-neutral only."),
        Field.Required(
            "assets", new MapShape(AssetShapes.Asset, 1, 8, "assets"),
            "The tokens whose prices are simulated."),
        Field.Optional(
            "correlations",
            new MapShape(new NumberShape("[-1, 1]"), 0, 28, "correlations") { HasPairKeys = true },
            "Correlations of log returns, jumps included, by pairs of assets such as ETH-BTC; "
            + "0 where not stated."),
        Field.Optional(
            "commonJumps", AssetShapes.CommonJumps,
            "Jumps that come at the same moment to every asset that states a common size."),
        Field.Optional(
            "shocks", new ListShape(ShockShapes.Stated, 1, "shocks", 64),
            "What happens at stated times, on every path."),
        Field.Optional(
            "regimes", RegimeShapes.Regimes,
            "The regimes that the market may be in, one at a time."),
        Field.Optional(
            "uncertainty", UncertaintyShapes.Uncertainty,
            "How numbers are drawn for which laws are stated."),
        Field.Optional(
            "figures", new MapShape(new TextShape(1000), 0, 64, "figures"),
            "Figures of one's own: expressions of metrics, by name."),
        Field.Optional(
            "rare", new TextShape(1000),
            "What is so rare that paths should be drawn to show it: a metric, P(condition), or a "
            + "figure that is one."),
        Field.Default(
            "sampling", new ChoiceShape<SamplingKind>(), "plain",
            "How fewer paths have the same error."),
        Field.Optional(
            "observed", new ListShape(ObservedShapes.Observation, 1, "observations", 64),
            "What happened, by metric, for gpurisk replay; nothing of it is simulated."))
    {
        ChoosingKey = "kernel",
        ChoosingMeaning = "The mechanism that is simulated.",
        Variants =
        [
            new Variant(
                "impermanent-loss",
                Field.Optional(
                    "pools", new MapShape(PoolShapes.Arbitraged, 0, 16, "pools"),
                    "The automated market makers."),
                Field.Optional(
                    "positions", new MapShape(PoolShapes.Position, 0, 64, "positions"),
                    "The liquidity positions in the pools.")),
            new Variant(
                "liquidation",
                Field.Required(
                    "markets", new MapShape(LendingShapes.Market, 1, 64, "markets"),
                    "The lending markets."),
                Field.Required(
                    "loans", new MapShape(LendingShapes.Loan, 1, 1024, "loans"),
                    "The loans and books of loans.")),
            new Variant(
                "depeg",
                Field.Required(
                    "stablecoins", new MapShape(StablecoinShapes.Stablecoin, 1, 16, "stablecoins"),
                    "The stablecoins."),
                Field.Optional(
                    "pools", new MapShape(PoolShapes.StableSwap, 0, 16, "pools"),
                    "The pools in which the stablecoins trade."),
                Field.Optional(
                    "holders", new MapShape(StablecoinShapes.Holder, 0, 32, "holders"),
                    "The classes of wallets that hold the stablecoins.")),
            JointMarketShapes.Kernel,
        ],
    };
}
