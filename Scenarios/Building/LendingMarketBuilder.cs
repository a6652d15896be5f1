using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the lending markets.</summary>
internal static class LendingMarketBuilder
{
    public static Registry<LendingMarket> Build(BuildContext context)
    {
        var markets = new Registry<LendingMarket>("market", context.Log);
        foreach (Value entry in context.Root["markets"].Items)
        {
            markets.Add(entry.Name, new LendingMarket
            {
                Index = markets.Count,
                Name = entry.Name,
                Rules = entry["rules"].Choice<LiquidationRules>(),
                CloseFactor = entry["closeFactor"].Number,
                FullCloseHealthFactor = entry["fullCloseHealthFactor"].Number,
                FullCloseBelowUsd = entry["fullCloseBelowUsd"].Number,
                MinimumLeftoverUsd = entry["minimumLeftoverUsd"].Number,
                Monitoring = entry["monitoring"].Choice<MonitoringTiming>(),
                LiquidatorGasUsd = entry["liquidatorGas"].Number,
                SwapFeeFraction = entry["swapFee"].Number,
                ReserveFundUsd = entry["reserveFund"].Number,
                Collateral = ByAsset(entry["collateral"], Collateral, x => x.Asset, context),
                Debt = ByAsset(entry["debt"], Debt, x => x.Asset, context),
                Depth = ByAsset(entry["depth"], Depth, x => x.Asset, context),
            });
            CheckDepth(entry, context);
        }

        return markets;
    }

    /// <summary>Reads a mapping from assets; the order of its keys has no meaning.</summary>
    private static List<T> ByAsset<T>(
        Value section,
        Func<Value, Asset, BuildContext, T> read,
        Func<T, Asset> assetOf,
        BuildContext context)
    {
        var items = new List<T>();
        foreach (Value entry in section.Items)
        {
            Asset? asset = context.Assets.ReferencedByKey(entry);
            // A stand-in lets the entry itself be checked although its asset is unknown.
            T item = read(entry, asset ?? Unknown(entry.Name), context);
            if (asset is not null) items.Add(item);
        }

        return [.. items.OrderBy(item => assetOf(item).Index)];
    }

    private static Asset Unknown(string name) => new(-1, name, double.NaN, new ConstantProcess());

    private static CollateralTerms Collateral(Value entry, Asset asset, BuildContext context)
    {
        Value threshold = entry["liquidationThreshold"];
        Value loanToValue = entry["loanToValue"];
        double withBonus = threshold.Number * (1 + entry["liquidationBonus"].Number);
        if (withBonus >= 1)
        {
            context.Refuse(
                entry["liquidationBonus"],
                BuildContext.Invariant(
                    $"found threshold x (1 + bonus) = {withBonus:G6}, so that each liquidation ")
                + "would worsen the position; allowed is less than 1");
        }

        if (loanToValue.Number > threshold.Number)
        {
            context.Refuse(
                loanToValue,
                BuildContext.Invariant($"found {loanToValue.Number}; allowed is at most the ")
                + BuildContext.Invariant($"liquidation threshold {threshold.Number}"));
        }

        Value redemption = entry["redemption"];
        Asset? backing = context.Assets.Referenced(redemption["asset"]);
        return new CollateralTerms
        {
            Asset = asset,
            LiquidationThreshold = threshold.Number,
            LoanToValue = loanToValue.NumberOrNull,
            LiquidationBonus = entry["liquidationBonus"].Number,
            ProtocolShareOfBonus = entry["protocolShareOfBonus"].Number,
            Redemption = backing is null
                ? null
                : new RedemptionRate(backing, redemption["ratePerYear"].Number),
        };
    }

    private static DebtTerms Debt(Value entry, Asset asset, BuildContext context)
    {
        Value reserve = entry["reserveFactor"];
        if (!context.IsJoint)
            context.RefuseIfGiven(reserve, "is not used; allowed only with kernel market");
        return new DebtTerms
        {
            Asset = asset,
            BaseRatePerYear = entry["baseRate"].Number,
            Slope1PerYear = entry["slope1"].Number,
            Slope2PerYear = entry["slope2"].Number,
            OptimalUtilisation = entry["optimalUtilisation"].Number,
            Utilisation = entry["utilisation"].Number,
            UtilisationAtHorizon =
                entry["utilisationAtHorizon"].NumberOrNull ?? entry["utilisation"].Number,
            ReserveFactor = reserve.Number,
        };
    }

    private static MarketDepth Depth(Value entry, Asset asset, BuildContext context) =>
        new(asset, entry["depthUsdPerPercent"].Number, entry["recoveryHalfLife"].Number);

    private static void CheckDepth(Value market, BuildContext context)
    {
        string[] collateral = market["collateral"].Items.Select(entry => entry.Name).ToArray();
        foreach (Value entry in market["depth"].Items)
        {
            if (collateral.Contains(entry.Name) || !context.Assets.Declares(entry.Name)) continue;
            context.Log.Add(
                entry.KeyAt, entry.Path,
                $"found {entry.Name}, which is no collateral of this market; "
                + Suggestion.For(entry.Name, collateral));
        }
    }
}
