using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers with which every plan begins; the rows of the assets follow.</summary>
[Row]
public partial struct PriceHeader
{
    /// <summary>The most assets that a plan can hold.</summary>
    public const int MaximumAssets = 8;

    /// <summary>What <see cref="Together"/> is where normals are drawn together and not tilted.
    /// </summary>
    public const int DrawnTogether = 1;

    /// <summary>What <see cref="Together"/> is where, besides, all that is drawn for a step is
    /// made of what another plan draws for a step of twice the length.</summary>
    public const int HalfSteps = -1;

    /// <summary>Number of time steps.</summary>
    public required int Steps;

    /// <summary>Number of assets.</summary>
    public required int Assets;

    /// <summary>Whether diffusions' normals are drawn together, as some are correlated
    /// (<see cref="DrawnTogether"/>), or by each for itself (0). Where they are tilted, too: then
    /// this is where the <see cref="TiltRow"/> stands; or <see cref="HalfSteps"/>; or, where they
    /// are sampled in another way, -1 times where the <see cref="SamplingRow"/> stands.</summary>
    public required int Together;

    /// <summary>Where the model's own integers begin.</summary>
    public required int Model;

    /// <summary>Slots of what sales and shocks add to the assets' log prices, one an asset; -1
    /// where nothing does.</summary>
    public required int Offsets;

    /// <summary>Slot of the price of gas over its start; -1 where it is constant.</summary>
    public required int Gas;

    /// <summary>Slot of the noise volume over what it would be without shocks; -1 where there are
    /// none.</summary>
    public required int Volume;

    /// <summary>Slots of what a shock adds to log prices in this very step, one an asset; -1 where
    /// there are no shocks.</summary>
    public required int Shocks;

    /// <summary>Number of arrivals of jumps, each of one asset or of several.</summary>
    public required int Arrivals;

    /// <summary>Where their rows begin.</summary>
    public required int ArrivalRows;

    /// <summary>Number of moves that are stated, each of one asset.</summary>
    public required int Moves;

    /// <summary>Where their rows begin.</summary>
    public required int MoveRows;

    /// <summary>Where the row of the chain of regimes stands; -1 where there is none.</summary>
    public required int Regimes;

    /// <summary>Slots before those of the buffers, each of which holds a block of steps.</summary>
    public required int Buffers;
}
