using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the governance tokens.</summary>
internal static class TokenBuilder
{
    /// <summary>
    /// Selling q of a constant-product pool's value V moves the log price by 4 q / V, and a
    /// hundredth of that is a percent.
    /// </summary>
    private const double ValuePerPercent = 400;

    public static IReadOnlyList<GovernanceToken> Build(
        Registry<Pool> pools, Registry<WalletClass> classes, BuildContext context)
    {
        var tokens = new List<GovernanceToken>();
        foreach (Value entry in context.Root["tokens"].Items)
        {
            Asset? asset = context.Assets.ReferencedByKey(entry);
            if (asset?.Process.MovesByItself() == false)
            {
                context.Log.Add(
                    entry.KeyAt, entry.Path,
                    $"found {asset.Name}, whose price does not move of its own; "
                    + "allowed is an asset whose price does");
            }

            IReadOnlyList<TokenAllocation> allocations =
                Allocations(entry["allocations"], classes, context);
            if (asset is not null)
                CheckSupply(entry["supply"], asset, allocations, classes, context);
            // A stand-in lets the entry itself be checked although its asset is unknown.
            Asset token = asset ?? new Asset(-1, entry.Name, double.NaN, new ConstantProcess());
            tokens.Add(new GovernanceToken
            {
                Asset = token,
                SupplyTokens = entry["supply"].Number,
                Depth = Depth(entry["depth"], asset, pools, context),
                Allocations = allocations,
                FeeVote = Vote(entry["feeVote"], pools, context),
            });
        }

        return tokens;
    }

    private static MarketDepth? Depth(
        Value depth, Asset? asset, Registry<Pool> pools, BuildContext context)
    {
        Value stated = depth["depthUsdPerPercent"];
        Value reference = depth["pool"];
        if (!depth.IsGiven || !depth.IsSound) return null;
        if (stated.IsGiven)
        {
            context.RefuseIfGiven(
                reference, "is not used; allowed is either depthUsdPerPercent or pool");
        }
        else if (!reference.IsGiven)
        {
            context.RequireGiven(stated, "is missing; allowed is depthUsdPerPercent or pool");
        }

        double? depthUsd = stated.NumberOrNull;
        if (pools.Referenced(reference) is { } pool && asset is not null)
        {
            if (pool is not ConstantProductPool { Base: var sold } || sold != asset)
            {
                context.Refuse(
                    reference,
                    $"found {pool.Name}; allowed is a constant-product pool with {asset.Name} "
                    + "as base");
            }

            depthUsd ??= pool.ValueUsd / ValuePerPercent;
        }

        if (asset is null || depthUsd is null) return null;
        return new MarketDepth(asset, depthUsd.Value, depth["recoveryHalfLife"].Number);
    }

    private static IReadOnlyList<TokenAllocation> Allocations(
        Value section, Registry<WalletClass> classes, BuildContext context)
    {
        var allocations = new List<TokenAllocation>();
        foreach (Value entry in section.Items)
        {
            WalletClass? owner = classes.ReferencedByKey(entry);
            Value vesting = entry["vesting"];
            if (vesting.Seconds < entry["cliff"].Seconds)
            {
                context.Refuse(
                    vesting,
                    BuildContext.Invariant($"found {vesting.Seconds} s; allowed is at least the ")
                    + BuildContext.Invariant($"cliff, {entry["cliff"].Seconds} s"));
            }

            Value every = entry["unlockEvery"];
            context.RequireWholeSteps(every);
            if (owner is null) continue;
            allocations.Add(new TokenAllocation
            {
                Class = owner,
                ShareOfSupply = entry["share"].Number,
                CostUsd = entry["cost"].Number,
                CliffSeconds = entry["cliff"].Number,
                VestingSeconds = vesting.Number,
                AgeSeconds = entry["age"].Number,
                UnlockEverySeconds = every.NumberOrNull ?? context.Root["step"].Number,
                SoldShare = entry["soldShare"].Number,
            });
        }

        CheckShares(section, context);
        return [.. allocations.OrderBy(allocation => allocation.Class.Index)];
    }

    private static void CheckShares(Value section, BuildContext context)
    {
        double total = section.Items.Sum(entry => entry["share"].Number);
        // The tolerance lets shares be the whole in spite of rounding.
        if (!(total > 1 + 1e-9)) return;
        context.Log.Add(
            section.KeyAt, section.Path,
            BuildContext.Invariant($"found shares of {total:G6} of the supply in all; ")
            + "allowed is at most 1");
    }

    /// <summary>What is locked and what classes hold and stake is at most the supply.</summary>
    private static void CheckSupply(
        Value supply,
        Asset token,
        IReadOnlyList<TokenAllocation> allocations,
        Registry<WalletClass> classes,
        BuildContext context)
    {
        double locked = supply.Number * allocations.Sum(
            part => part.ShareOfSupply * (1 - part.Vested(part.AgeSeconds)));
        double held = classes.Items.Sum(owner => owner.WealthUsd / token.PriceUsd * (
            owner.Assets.Where(holding => holding.Asset == token).Sum(holding => holding.Share)
            + owner.Stakes.Where(stake => stake.Farm.Asset == token).Sum(stake => stake.Share)));
        // Shares above 1 have been told.
        bool isTold = allocations.Sum(part => part.ShareOfSupply) > 1;
        if (isTold || !(locked + held > supply.Number * (1 + 1e-9))) return;
        context.Refuse(
            supply,
            BuildContext.Invariant($"found {supply.Number}; of {token.Name} {locked:0.##} are ")
            + BuildContext.Invariant($"locked and {held:0.##} held or staked by classes; ")
            + "allowed is at least that many together");
    }

    private static FeeVote? Vote(Value vote, Registry<Pool> pools, BuildContext context)
    {
        context.RequireWholeSteps(vote["every"]);
        if (JointPoolBuilder.Arbitraged(pools, vote["pool"], context) is not { } pool) return null;
        return new FeeVote(
            pool, vote["protocolShare"].Number, vote["every"].Number, vote["turnout"].Number);
    }
}
