using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Pools;

/// <summary>The integers of a weighted pool.</summary>
[Row]
public partial struct WeightedPoolRow
{
    /// <summary>Number of assets.</summary>
    public required int Assets;

    /// <summary>Integers: the assets.</summary>
    public required int Indices;

    /// <summary>Reals: their weights.</summary>
    public required int Weights;

    /// <summary>The first of their states of <see cref="WeightedAssetState{R}"/>.</summary>
    public required int State;

    /// <summary>The first of the buffers of <see cref="ShareMove{R}"/>.</summary>
    public required int Moves;
}

/// <summary>An asset of a weighted pool on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct WeightedAssetState<R>
{
    /// <summary>Log of what the pool holds of it over the start.</summary>
    public R Held;

    /// <summary>Log of the pool's price of it over the market's, up to what all assets of the
    /// pool have in common; once that is settled, by how much it rises.</summary>
    public R Premium;
}
