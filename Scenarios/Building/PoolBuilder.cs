using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes pools of two assets, and all of the impermanent-loss kernel.</summary>
internal static class PoolBuilder
{
    public static Scenario AddTo(Scenario scenario, BuildContext context)
    {
        var pools = new Registry<PairPool>("pool", context.Log);
        foreach (Value entry in context.Root["pools"].Items)
            pools.Add(entry.Name, Pool(entry, pools.Count, context));
        return scenario with
        {
            Kernel = KernelKind.ImpermanentLoss,
            Pools = pools.Items,
            Positions = PositionBuilder.Build(pools, context),
        };
    }

    /// <summary>Makes a pool of two assets; null where an error was told.</summary>
    public static PairPool? Pool(Value entry, int index, BuildContext context)
    {
        Asset? priced = context.Assets.Referenced(entry["base"]);
        Asset? quote = context.Assets.Referenced(entry["quote"]);
        if (priced is not null && priced == quote)
        {
            context.Refuse(
                entry["quote"], $"found {quote.Name} as base too; allowed is another asset");
        }

        Value arbitrage = entry["arbitrage"];
        if (arbitrage.IsSound && arbitrage.Choice<ArbitrageTiming>() != ArbitrageTiming.Step)
        {
            context.RefuseIfGiven(
                entry["arbitrageGas"], "is not used; allowed only with arbitrage step");
        }

        if (priced is null || quote is null || priced == quote) return null;
        return entry["kind"].Text switch
        {
            "constant-product" => ConstantProduct(entry, index, priced, quote),
            "concentrated" => Concentrated(entry, index, priced, quote),
            null => null,
            var kind => throw new InvalidOperationException($"No pool is '{kind}'."),
        };
    }

    private static ConstantProductPool ConstantProduct(
        Value entry,
        int index,
        Asset priced,
        Asset quote) => new()
        {
            Index = index,
            Name = entry.Name,
            Base = priced,
            Quote = quote,
            FeeFraction = entry["fee"].Number,
            ValueUsd = entry["value"].Number,
            NoiseVolumePerDay = entry["noiseVolumePerDay"].Number,
            NoiseVolumeStdDev = entry["noiseVolumeStdDev"].Number,
            Arbitrage = entry["arbitrage"].Choice<ArbitrageTiming>(),
            ArbitrageGasUsd = entry["arbitrageGas"].Number,
            ProtocolShareOfFees = entry["protocolShareOfFees"].Number,
        };

    private static ConcentratedPool Concentrated(
        Value entry,
        int index,
        Asset priced,
        Asset quote) => new()
        {
            Index = index,
            Name = entry.Name,
            Base = priced,
            Quote = quote,
            FeeFraction = entry["fee"].Number,
            ValueUsd = entry["value"].Number,
            NoiseVolumePerDay = entry["noiseVolumePerDay"].Number,
            NoiseVolumeStdDev = entry["noiseVolumeStdDev"].Number,
            Arbitrage = entry["arbitrage"].Choice<ArbitrageTiming>(),
            ArbitrageGasUsd = entry["arbitrageGas"].Number,
            ProtocolShareOfFees = entry["protocolShareOfFees"].Number,
            Concentration = entry["concentration"].Number,
            TickSpacing = entry["tickSpacing"].IsSound ? (int)entry["tickSpacing"].Integer : null,
        };
}
