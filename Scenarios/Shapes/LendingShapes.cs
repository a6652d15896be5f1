namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of lending markets and of loans.</summary>
internal static class LendingShapes
{
    private static readonly ObjectShape Redemption = new(
        "a redemption rate",
        Field.Required(
            "asset", new NameShape(), "The asset that the collateral is redeemed for."),
        Field.Required(
            "ratePerYear", new NumberShape("[-20, 20]"),
            "The growth of the redemption rate, per year."));

    private static readonly ObjectShape Collateral = new(
        "collateral terms",
        Field.Required(
            "liquidationThreshold", new NumberShape("(0, 1)"),
            "The part of the value that counts in the health factor."),
        Field.Optional(
            "loanToValue", new NumberShape("(0, 1)"),
            "The part of the value that may be borrowed; at most the liquidation threshold."),
        Field.Required(
            "liquidationBonus", new NumberShape("[0, 1)"),
            "What a liquidator gets above what he repays, as a fraction."),
        Field.Default(
            "protocolShareOfBonus", new NumberShape("[0, 1]"), "0",
            "The protocol's part of the bonus."),
        Field.Optional(
            "redemption", Redemption,
            "Values the collateral at a redemption rate instead of its market price."));

    private static readonly ObjectShape Debt = new(
        "debt terms",
        Field.Required(
            "baseRate", new NumberShape("[0,)"), "The rate at no utilisation, per year."),
        Field.Required(
            "slope1", new NumberShape("[0,)"), "The rise up to the optimal utilisation, per year."),
        Field.Required(
            "slope2", new NumberShape("[0,)"), "The rise from there to full use, per year."),
        Field.Required(
            "optimalUtilisation", new NumberShape("(0, 1)"), "The utilisation at the kink."),
        Field.Required(
            "utilisation", new NumberShape("[0, 1]"), "The utilisation at the start."),
        Field.Optional(
            "utilisationAtHorizon", new NumberShape("[0, 1]"),
            "The utilisation at the horizon, reached linearly; as at the start if not stated."),
        Field.Default(
            "reserveFactor", new NumberShape("[0, 1)"), "0",
            "The protocol's part of the interest; with kernel market only."));

    private static readonly ObjectShape Depth = new(
        "a market depth",
        Field.Required(
            "depthUsdPerPercent", new NumberShape("(0,)"),
            "The sales that move the price by 1%, in USD."),
        Field.Required(
            "recoveryHalfLife", new DurationShape(), "The half-life of the move."));

    private static readonly MapShape Amounts =
        new(new NumberShape("(0,)"), 1, 8, "amounts");

    /// <summary>A lending market.</summary>
    public static ObjectShape Market { get; } = new(
        "a lending market",
        Field.Default(
            "rules", new ChoiceShape<LiquidationRules>(), "aave-v3", "The rules of liquidation."),
        Field.Default(
            "closeFactor", new NumberShape("(0, 1]"), "0.5",
            "The part of the debt that one liquidation may close."),
        Field.Default(
            "fullCloseHealthFactor", new NumberShape("(0, 2]"), "0.95",
            "The health factor at or below which all of the debt may be closed."),
        Field.Default(
            "fullCloseBelowUsd", new NumberShape("[0,)"), "2000",
            "A collateral or debt reserve smaller than this may be closed whole, in USD."),
        Field.Default(
            "minimumLeftoverUsd", new NumberShape("[0,)"), "1000",
            "The least that a liquidation leaves on either side, in USD."),
        Field.Default(
            "monitoring", new ChoiceShape<MonitoringTiming>(), "continuous",
            "Whether health is looked at between steps as well."),
        Field.Default(
            "liquidatorGas", new NumberShape("[0,)"), "0", "The gas of a liquidation, in USD."),
        Field.Default(
            "swapFee", new NumberShape("[0, 1)"), "0",
            "The fee of selling seized collateral, as a fraction."),
        Field.Default(
            "reserveFund", new NumberShape("[0,)"), "0",
            "What absorbs bad debt before the suppliers do, in USD."),
        Field.Required(
            "collateral", new MapShape(Collateral, 1, 8, "assets"),
            "The assets that secure loans."),
        Field.Required(
            "debt", new MapShape(Debt, 1, 8, "assets"), "The assets that may be borrowed."),
        Field.Optional(
            "depth", new MapShape(Depth, 0, 8, "assets"),
            "How sales of seized collateral move its price; no impact where not stated."));

    /// <summary>A loan or a book of loans.</summary>
    public static ObjectShape Loan { get; } = new(
        "a loan",
        Field.Required(
            "market", new NameShape(), "The market that lends."),
        Field.Default(
            "class", new NameShape(), "retail",
            "The class of the borrower; in a book, of those who state none."),
        Field.Optional(
            "collateral", Amounts, "What secures the loan, in tokens by asset."),
        Field.Optional(
            "debt", Amounts, "What is owed, in tokens by asset."),
        Field.Optional(
            "file", new TextShape(1000),
            "A book of loans: a CSV file, relative to this one, in place of collateral and debt."),
        Field.Optional(
            "buckets", new IntegerShape(1, 1_000_000),
            "Gathers a book into so many buckets of like wallets, which is coarser; each wallet "
            + "stands for itself where not stated. With file only."),
        Field.Default(
            "belowHealth", new ChoiceShape<BelowHealth>(), "liquidate",
            "What becomes of borrowers whose health factor is at or below 1 at the start."));
}
