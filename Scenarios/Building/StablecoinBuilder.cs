using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the stablecoins, and all of the depeg kernel.</summary>
internal static class StablecoinBuilder
{
    private const double MostInStep = 0.1;

    public static Scenario AddTo(Scenario scenario, BuildContext context)
    {
        Registry<Stablecoin> coins = Coins(context);
        return scenario with
        {
            Kernel = KernelKind.Depeg,
            Stablecoins = coins.Items,
            Pools = StableSwapBuilder.Build(coins, context),
            Holders = HolderBuilder.Build(coins, context),
        };
    }

    /// <summary>Makes the stablecoins.</summary>
    public static Registry<Stablecoin> Coins(BuildContext context)
    {
        var coins = new Registry<Stablecoin>("stablecoin", context.Log);
        foreach (Value entry in context.Root["stablecoins"].Items)
        {
            CheckImpairments(entry, context);
            CheckJumps(entry, context);
            coins.Add(entry.Name, Coin(entry, coins.Count));
        }

        return coins;
    }

    private static void CheckImpairments(Value entry, BuildContext context)
    {
        Value intensity = entry["impairmentsPerYear"];
        if (!intensity.IsSound) return;
        if (intensity.Number > 0)
        {
            context.RequireGiven(
                entry["impairmentMean"], "is missing; impairmentsPerYear above 0 needs it");
            return;
        }

        if (entry["impairmentAt"].IsGiven) return;
        const string message =
            "is not used; allowed only with impairmentsPerYear above 0 or impairmentAt";
        context.RefuseIfGiven(entry["impairmentConcentration"], message);
        context.RefuseIfGiven(entry["recoveredShare"], message);
        context.RefuseIfGiven(entry["recoveryTime"], message);
    }

    private static void CheckJumps(Value entry, BuildContext context)
    {
        Value intensity = entry["jumpsPerYear"];
        if (!intensity.IsSound) return;
        foreach (Value size in (Value[])[entry["jumpMean"], entry["jumpStdDev"]])
        {
            if (intensity.Number > 0)
                context.RequireGiven(size, "is missing; jumpsPerYear above 0 needs it");
            else
                context.RefuseIfGiven(
                    size, "is not used; allowed only with jumpsPerYear above 0");
        }

        double factor = context.Regimes?.States.Max(regime => regime.PegHazardFactor) ?? 1;
        double inStep = intensity.Number * Math.Max(factor, 1)
            * AssetMoments.Years((double)(context.Root["step"].Seconds ?? 0));
        if (inStep > MostInStep)
        {
            context.Refuse(
                intensity,
                BuildContext.Invariant($"found {intensity.Number}, {inStep:G3} in a step; allowed ")
                + BuildContext.Invariant($"are at most {MostInStep}, as one comes at a time"));
        }
    }

    private static Stablecoin Coin(Value entry, int index)
    {
        Value impairment = entry["impairmentAt"];
        Value redemption = entry["redemption"];
        return new Stablecoin
        {
            Index = index,
            Name = entry.Name,
            Design = entry["design"].Choice<StablecoinDesign>(),
            PegUsd = entry["peg"].Number,
            MeanReversionPerDay = entry["meanReversionPerDay"].Number,
            VolatilityPerDay = entry["volatilityPerDay"].Number,
            JumpsPerYear = entry["jumpsPerYear"].Number,
            JumpMean = entry["jumpMean"].NumberOrNull ?? 0,
            JumpStdDev = entry["jumpStdDev"].NumberOrNull ?? 0,
            ImpairmentsPerYear = entry["impairmentsPerYear"].Number,
            ImpairmentMean = entry["impairmentMean"].NumberOrNull ?? 0,
            ImpairmentConcentration = entry["impairmentConcentration"].Number,
            RecoveredShare = entry["recoveredShare"].Number,
            RecoveryTimeSeconds = entry["recoveryTime"].Number,
            ImpairmentAt = impairment.IsGiven
                ? new StatedImpairment(impairment["time"].Number, impairment["size"].Number)
                : null,
            Redemption = redemption.IsGiven
                ? new RedemptionTerms(
                    redemption["minimum"].Number,
                    redemption["fee"].Number,
                    redemption["dailyCapacity"].Number,
                    redemption["closed"].Choice<ClosedHours>())
                : null,
            StartsAtSeconds = entry["startsAt"].Number,
            SupplyCoins = entry["supply"].Number,
            ReserveYieldPerYear = entry["reserveYield"].Number,
            RunIntensityPerDay = entry["runIntensity"].Number,
            FailureThreshold = entry["failureThreshold"].Number,
        };
    }
}
