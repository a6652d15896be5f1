using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the wallet classes.</summary>
internal static class ClassBuilder
{
    private const int UsualStrata = 8;

    /// <summary>All entries of a path's ledger may come to 4.6 * 10^12 USD.</summary>
    private const double LargestWealthUsd = 1e12;

    private const decimal NoLatency = 0;

    public static Registry<WalletClass> Build(MarketParts parts, BuildContext context)
    {
        var classes = new Registry<WalletClass>("class", context.Log);
        var capacity = new CapacityCheck(parts, context);
        Value section = context.Root["classes"];
        IEnumerable<Value> entries = section.IsGiven
            ? section.Items
            : ClassDefaults.Entries(section, context.Log);
        foreach (Value entry in entries)
        {
            WalletClass made = Class(entry, classes.Count, parts, context);
            capacity.Add(made, entry);
            classes.Add(entry.Name, made);
        }

        return classes;
    }

    private static WalletClass Class(
        Value entry, int index, MarketParts parts, BuildContext context)
    {
        ClassDefault? known = ClassDefaults.Find(entry.Name);
        SizeDistribution sizes = SizeBuilder.Build(entry["sizes"], known, context);
        long wallets = Wallets(entry, sizes, known, context);
        CheckShares(entry, context);
        CheckWealth(entry["wallets"], wallets * sizes.MeanUsd, context);
        context.RequireWholeSteps(entry["latency"]);
        context.RequireWholeSteps(entry["transactions"]["every"]);
        return new WalletClass
        {
            Index = index,
            Name = entry.Name,
            Wallets = wallets,
            Sizes = sizes,
            Strata = Strata(entry["strata"], wallets, context),
            Centralised = entry["centralised"].IsGiven
                ? entry["centralised"].Flag
                : known?.Centralised ?? false,
            LatencySeconds = Latency(entry["latency"], known, context),
            GasTolerance = entry["gasTolerance"].NumberOrNull ?? known?.GasTolerance ?? 1,
            Transactions = entry["transactions"].IsGiven
                ? new TransactionHabit(
                    entry["transactions"]["every"].Number, entry["transactions"]["gas"].Number)
                : null,
            TradingWeight = entry["trading"].Number,
            EntersAtSeconds = entry["enters"].Number,
            Assets = HoldingBuilder.Assets(entry["holdings"], parts.Coins, context),
            Coins = HoldingBuilder.Coins(entry["holdings"], parts.Coins),
            Liquidity = LiquidityBuilder.Build(entry["liquidity"], parts.Pools, context),
            Stakes = HoldingBuilder.Stakes(entry["farms"], parts.Farms),
            Deposits = CreditBuilder.Deposits(entry["deposits"], parts.Markets, context),
            Borrowings = CreditBuilder.Borrowings(entry["borrowing"], parts.Markets, context),
        };
    }

    private static long Wallets(
        Value entry, SizeDistribution sizes, ClassDefault? known, BuildContext context)
    {
        Value wallets = entry["wallets"];
        if (wallets.IsGiven) return wallets.Integer;
        // A list of real wallets tells how many there are.
        if (entry["sizes"]["kind"].Text == "file")
            return sizes is ListedSizes listed ? listed.SizesUsd.Count : 0;
        if (known is null) context.RequireGiven(wallets, SizeBuilder.Missing);
        return known?.Wallets ?? 0;
    }

    private static int Strata(Value strata, long wallets, BuildContext context)
    {
        if (!strata.IsGiven) return (int)Math.Min(UsualStrata, wallets);
        // No wallets at all have been told as an error of their own.
        if (wallets > 0 && strata.Integer > wallets)
        {
            context.Refuse(
                strata,
                $"found {strata.Integer} strata of {Counted.Of(wallets, "wallet")}; "
                + "allowed is at most one a wallet");
        }

        return (int)strata.Integer;
    }

    private static double Latency(Value latency, ClassDefault? known, BuildContext context)
    {
        if (latency.IsGiven) return latency.Number;
        decimal usual = known?.LatencySeconds ?? NoLatency;
        return context.Root["step"].Seconds is { } step
            ? (double)(decimal.Ceiling(usual / step) * step)
            : double.NaN;
    }

    private static void CheckWealth(Value wallets, double wealthUsd, BuildContext context)
    {
        if (!(wealthUsd > LargestWealthUsd)) return;
        context.Refuse(
            wallets,
            BuildContext.Invariant($"found wallets of {wealthUsd:0.##} USD in all; ")
            + BuildContext.Invariant($"allowed is at most {LargestWealthUsd:0} USD"));
    }

    private static void CheckShares(Value entry, BuildContext context)
    {
        double total = entry["holdings"].Items.Sum(share => share.Number)
            + entry["liquidity"].Items.Sum(pool => pool["share"].Number)
            + entry["farms"].Items.Sum(share => share.Number)
            + entry["deposits"].Items.Sum(market => market.Items.Sum(share => share.Number))
            + entry["borrowing"].Items.Sum(market => market["equity"].Number);
        // The tolerance lets shares be the whole in spite of rounding.
        if (!(total > 1 + 1e-9)) return;
        context.Log.Add(
            entry.KeyAt,
            entry.Path,
            BuildContext.Invariant($"found shares of {total:G6} in all, over holdings, liquidity, ")
            + "farms, deposits and equity; allowed is at most 1");
    }
}
