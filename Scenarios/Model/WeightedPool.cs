using System.Diagnostics.CodeAnalysis;
using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>An asset of a weighted pool.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Weight">Its weight, 0.01 to 0.99.</param>
public sealed record WeightedAsset(Asset Asset, double Weight);

/// <summary>A pool of several assets that keeps the product of its balances, each to the power of
/// the asset's weight: the part of the pool's value that arbitrageurs leave in it.</summary>
public sealed record WeightedPool : ArbitragedPool
{
    /// <summary>A pool whose properties the caller sets.</summary>
    public WeightedPool()
    {
    }

    /// <summary>A pool as it is written.</summary>
    [SetsRequiredMembers]
    internal WeightedPool(Value entry, int index, IReadOnlyList<WeightedAsset> parts)
        : base(entry, index) => Parts = parts;

    /// <summary>Its assets, two to eight, whose weights add up to one.</summary>
    public required IReadOnlyList<WeightedAsset> Parts { get; init; }

    /// <inheritdoc/>
    public override string Kind => "weighted";

    /// <inheritdoc/>
    public override IReadOnlyList<Asset> Assets => [.. Parts.Select(part => part.Asset)];

    /// <summary>Liquidity is counted in USD at the start.</summary>
    public override double ActiveLiquidity => ValueUsd;

    /// <inheritdoc/>
    public override double LiquidityOf(double valueUsd, PriceRange? range) => valueUsd;

    /// <inheritdoc/>
    public override double LiquidityUsd(double liquidity) => liquidity;
}

/// <summary>Weighted pools, within the bounds of Balancer's contracts.</summary>
internal sealed class WeightedKind : PoolKind
{
    // What is typed to ten digits adds up to one as nearly as this.
    private const double Tolerance = 1e-9;

    /// <inheritdoc/>
    public override string Name => "weighted";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields { get; } =
    [
        Field.Required(
            "assets", new ListShape(new NameShape(), 2, "names", 8),
            "The assets; noise volume follows the pool's value in the last."),
        Field.Required(
            "weights", new ListShape(new NumberShape("[0.01, 0.99]"), 2, "weights", 8),
            "Their parts of the pool's value, which add up to 1."),
        .. ArbitragedPool.Fields("[0.000001, 0.1]"),
    ];

    /// <inheritdoc/>
    public override WeightedPool? Build(Value entry, int index, BuildContext context)
    {
        Asset?[] assets = [.. entry["assets"].Items.Select(context.Assets.Referenced)];
        double[] weights = [.. entry["weights"].Items.Select(weight => weight.Number)];
        var seen = new HashSet<Asset>();
        foreach ((Value written, Asset? asset) in entry["assets"].Items.Zip(assets))
        {
            if (asset is not null && !seen.Add(asset))
            {
                context.Refuse(
                    written, $"found {asset.Name} again; allowed are different assets");
            }
        }

        if (!entry["assets"].IsSound || !entry["weights"].IsSound) return null;
        if (weights.Length != assets.Length)
        {
            context.Refuse(
                entry["weights"],
                BuildContext.Invariant($"found {weights.Length} weights; ")
                + BuildContext.Invariant($"allowed is one for each of {assets.Length} assets"));
        }
        else if (Math.Abs(weights.Sum() - 1) > Tolerance)
        {
            context.Refuse(
                entry["weights"],
                BuildContext.Invariant($"found weights that add up to {weights.Sum():0.##########}")
                + "; allowed are those that add up to 1");
        }

        return assets.Contains(null)
            ? null
            : new WeightedPool(
                entry, index, [.. assets.Zip(weights, (a, w) => new WeightedAsset(a!, w))]);
    }
}
