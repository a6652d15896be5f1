using System.Diagnostics.CodeAnalysis;
using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>When arbitrageurs bring a pool to the market price.</summary>
public enum ArbitrageTiming
{
    /// <summary>At every moment and at no cost: the frictionless limit of the theory.</summary>
    Continuous,

    /// <summary>Once a step, outside the fee band, where the profit exceeds the gas.</summary>
    Step,
}

/// <summary>A pool of assets whose prices come from elsewhere: arbitrageurs bring it to them, and
/// noise traders pay it fees. Each kind is told, with its keys, in a <see cref="PoolKind"/>.
/// </summary>
public abstract record ArbitragedPool : Pool
{
    /// <summary>A pool whose properties the caller sets.</summary>
    protected ArbitragedPool()
    {
    }

    /// <summary>A pool as it is written.</summary>
    [SetsRequiredMembers]
    private protected ArbitragedPool(Value entry, int index)
    {
        Index = index;
        Name = entry.Name;
        FeeFraction = entry["fee"].Number;
        ValueUsd = entry["value"].Number;
        NoiseVolumePerDay = entry["noiseVolumePerDay"].Number;
        NoiseVolumeStdDev = entry["noiseVolumeStdDev"].Number;
        NoiseVolumeProcess = entry["noiseVolumeProcess"] is { IsGiven: true } process
            ? new(
                process["meanReversionPerDay"].Number, process["volatilityPerDay"].Number,
                process["start"].Number, process["elasticity"].Number)
            : null;
        Arbitrage = entry["arbitrage"].Choice<ArbitrageTiming>();
        ArbitrageGasUsd = entry["arbitrageGas"].Number;
        ProtocolShareOfFees = entry["protocolShareOfFees"].Number;
    }

    /// <summary>Noise volume per day as a fraction of the pool's value; 0 or more.</summary>
    public required double NoiseVolumePerDay { get; init; }

    /// <summary>Log-normal standard deviation of a step's noise, 0 to 3; mean kept.</summary>
    public required double NoiseVolumeStdDev { get; init; }

    /// <summary>What the volume is multiplied by besides; null for nothing.</summary>
    public VolumeProcess? NoiseVolumeProcess { get; init; }

    /// <summary>When arbitrageurs act.</summary>
    public required ArbitrageTiming Arbitrage { get; init; }

    /// <summary>What an arbitrage costs in gas, in USD; 0 with continuous arbitrage.</summary>
    public required double ArbitrageGasUsd { get; init; }

    /// <summary>The protocol's part of the fees, in [0, 1].</summary>
    public required double ProtocolShareOfFees { get; init; }

    /// <summary>What the pool is called in messages, as constant-product.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether its positions have price ranges.</summary>
    public virtual bool IsRanged => false;

    /// <summary>The price at the start in which ranges are told; 1 in a pool without ranges.
    /// </summary>
    public virtual double Price => 1;

    /// <summary>The assets in it.</summary>
    public abstract IReadOnlyList<Asset> Assets { get; }

    /// <summary>The liquidity active at the start, in a unit of the kind's own.</summary>
    public abstract double ActiveLiquidity { get; }

    /// <summary>The liquidity of a position, in that unit.</summary>
    /// <param name="valueUsd">Its value at the start, in USD.</param>
    /// <param name="range">Its range; null in a pool without ranges.</param>
    public abstract double LiquidityOf(double valueUsd, PriceRange? range);

    /// <summary>Liquidity as kernels count it, in USD.</summary>
    public abstract double LiquidityUsd(double liquidity);

    /// <summary>The keys that all such pools have.</summary>
    internal static IReadOnlyList<Field> Fields(string fees) =>
    [
        Field.Required(
            "fee", new NumberShape(fees), "The swap fee, as a fraction."),
        Field.Required(
            "value", new NumberShape("(0,)"), "The value at the start, in USD."),
        Field.Default(
            "noiseVolumePerDay", new NumberShape("[0,)"), "0",
            "What noise traders swap in a day, as a fraction of the pool's value."),
        Field.Default(
            "noiseVolumeStdDev", new NumberShape("[0, 3]"), "0",
            "The log-normal standard deviation of each step's noise volume; the mean is kept."),
        Field.Optional(
            "noiseVolumeProcess", VolumeShapes.Process,
            "What that volume is multiplied by as time goes by; with noiseVolumePerDay above 0."),
        Field.Default(
            "arbitrage", new ChoiceShape<ArbitrageTiming>(), "continuous",
            "Whether arbitrage is frictionless or happens once a step outside the fee band."),
        Field.Default(
            "arbitrageGas", new NumberShape("[0,)"), "0",
            "The gas of an arbitrage, in USD; with arbitrage step only."),
        Field.Default(
            "protocolShareOfFees", new NumberShape("[0, 1]"), "0",
            "The protocol's part of the fees."),
    ];

    /// <summary>Tells an error where keys of such a pool do not go together.</summary>
    internal static void Check(Value entry, BuildContext context)
    {
        VolumeCheck.Check(entry, context);
        Value arbitrage = entry["arbitrage"];
        if (arbitrage.IsSound && arbitrage.Choice<ArbitrageTiming>() != ArbitrageTiming.Step)
        {
            context.RefuseIfGiven(
                entry["arbitrageGas"], "is not used; allowed only with arbitrage step");
        }
    }
}
