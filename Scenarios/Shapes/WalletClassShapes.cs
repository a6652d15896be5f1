namespace GpuRisk.Scenarios.Shapes;

/// <summary>The shapes of wallet classes and of what they own.</summary>
internal static class WalletClassShapes
{
    private static readonly NumberShape Share = new("(0, 1]");

    private static readonly ObjectShape Sizes = new("sizes of wallets")
    {
        ChoosingKey = "kind",
        ChoosingMeaning = "How sizes are spread over wallets.",
        Variants =
        [
            new Variant(
                "equal",
                Field.Required(
                    "size", new NumberShape("(0,)"), "The size of every wallet, in USD.")),
            new Variant(
                "log-normal",
                Field.Required("mean", new NumberShape("(0,)"), "The mean size, in USD."),
                Field.Required(
                    "logStdDev", new NumberShape("(0, 5]"),
                    "The standard deviation of the log size.")),
            new Variant(
                "pareto",
                Field.Required(
                    "minimum", new NumberShape("(0,)"), "The smallest size, in USD."),
                Field.Required(
                    "exponent", new NumberShape("(1, 100]"),
                    "The exponent a of P(size above s) = (minimum / s)^a.")),
            new Variant(
                "file",
                Field.Required(
                    "file", new TextShape(1000),
                    "Balances of real wallets: a CSV file with a header, relative to this one."),
                Field.Default(
                    "column", new TextShape(100), "usd",
                    "The column of the file that holds the sizes, in USD.")),
        ],
    };

    private static readonly ObjectShape Transactions = new(
        "a habit of transactions",
        Field.Required(
            "every", new DurationShape(), "The time between two; a whole number of steps."),
        Field.Required(
            "gas", new NumberShape("(0,)"), "What one takes, in units of gas."));

    private static readonly ObjectShape Liquidity = new(
        "liquidity of a pool",
        Field.Required("share", Share, "The part of the class's wealth."),
        Field.Optional(
            "range", new ListShape(new NumberShape("(0,)"), 2, "multiples of the start price"),
            "The lower and upper price as multiples of the pool's price at the start; for "
            + "concentrated pools, the whole axis where not stated."),
        Field.Default(
            "strategy", new ChoiceShape<RangeStrategy>(), "hold",
            "What the holders do as the price moves; all but hold need a range."),
        Field.Optional(
            "recentreEvery", new DurationShape(),
            "The time between recentrings; with strategy recentre-on-schedule."),
        Field.Default(
            "gas", new NumberShape("[0,)"), "0",
            "What opening, closing and each recentring takes, in units of gas."));

    private static readonly ObjectShape Borrowing = new(
        "a borrowing",
        Field.Required("collateral", new NameShape(), "The asset that secures the loans."),
        Field.Required("debt", new NameShape(), "The asset that is owed."),
        Field.Required(
            "equity", Share, "The part of the class's wealth that is collateral less debt."),
        Field.Required(
            "healthFactor", new NumberShape("(1,)"), "The health factor at the start."));

    /// <summary>A wallet class.</summary>
    public static ObjectShape Class { get; } = new(
        "a wallet class",
        Field.Optional(
            "wallets", new IntegerShape(1, 1_000_000_000_000),
            "The number of wallets; with sizes from a file, as many as it has rows."),
        Field.Optional("sizes", Sizes, "How large the wallets are at the start."),
        Field.Optional(
            "strata", new IntegerShape(1, 16),
            "The strata that the wallets are simulated as, at most one a wallet; 8 where not "
            + "stated and there are as many wallets."),
        Field.Optional(
            "centralised", new FlagShape(), "Whether its gains count as those of the centre."),
        Field.Optional(
            "latency", new DurationShape(allowsZero: true),
            "The time between two decisions, and how late it sees a depeg; a whole number of "
            + "steps or 0s."),
        Field.Optional(
            "gasTolerance", new NumberShape("(0,)"),
            "The part of its size, or of the reward to be claimed, above which a wallet does not "
            + "pay for a transaction."),
        Field.Optional(
            "transactions", Transactions, "What its wallets do on the chain by habit."),
        Field.Default(
            "trading", new NumberShape("[0,)"), "0",
            "Its weight among those who trade in pools without moving them."),
        Field.Default(
            "enters", new DurationShape(allowsZero: true), "0d", "When it enters the farms."),
        Field.Optional(
            "holdings", new MapShape(Share, 0, 16, "holdings"),
            "The assets and stablecoins that it holds, as parts of its wealth; the rest of the "
            + "wealth is cash."),
        Field.Optional(
            "liquidity", new MapShape(Liquidity, 0, 16, "pools"),
            "The liquidity that it provides, by pool."),
        Field.Optional(
            "farms", new MapShape(Share, 0, 16, "farms"),
            "What it stakes, as parts of its wealth, by farm."),
        Field.Optional(
            "deposits", new MapShape(new MapShape(Share, 1, 8, "assets"), 0, 64, "markets"),
            "What it lends, as parts of its wealth, by market and asset."),
        Field.Optional(
            "borrowing", new MapShape(Borrowing, 0, 64, "markets"),
            "What it borrows, by market."));
}
