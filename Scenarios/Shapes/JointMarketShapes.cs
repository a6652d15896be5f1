namespace GpuRisk.Scenarios.Shapes;

/// <summary>The sections that only a joint market has, and those it shares.</summary>
internal static class JointMarketShapes
{
    /// <summary>The kernel as a variant of a scenario.</summary>
    public static Variant Kernel { get; } = new(
        "market",
        Field.Optional(
            "pools", new MapShape(PoolShapes.Joint, 0, 16, "pools"),
            "The automated market makers."),
        Field.Optional(
            "markets", new MapShape(LendingShapes.Market, 0, 64, "markets"),
            "The lending markets."),
        Field.Optional(
            "loans", new MapShape(LendingShapes.Loan, 0, 1024, "loans"),
            "The loans and books of loans; their classes are those of the scenario."),
        Field.Optional(
            "stablecoins", new MapShape(StablecoinShapes.Stablecoin, 0, 16, "stablecoins"),
            "The stablecoins."),
        Field.Optional(
            "classes", new MapShape(WalletClassShapes.Class, 1, 16, "classes"),
            "The wallet classes; the ten known ones, without holdings, where not stated."),
        Field.Optional(
            "farms", new MapShape(FarmShapes.Farm, 0, 16, "farms"),
            "The farms that pay tokens to those who stake."),
        Field.Optional(
            "tokens", new MapShape(FarmShapes.Token, 0, 8, "tokens"),
            "The governance tokens, by asset."),
        Field.Optional(
            "bonds", new MapShape(FarmShapes.Bond, 0, 8, "bonds"),
            "New tokens that the treasury sells below their price."),
        Field.Optional(
            "gas", ShockShapes.Gas, "What gas costs; nothing where not stated."),
        Field.Optional(
            "hazards", ShockShapes.Hazards, "What befalls farms and markets at random."),
        Field.Optional(
            "cover", new MapShape(ShockShapes.Cover, 0, 16, "covers"),
            "The insurance of stakes in farms."),
        Field.Optional(
            "services", ShockShapes.Services,
            "What the treasury pays for; nothing where not stated."));
}
