using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of Brownian motions that are built of Sobol points: a bridge between
/// nodes, and independent normals between two nodes.</summary>
[Row]
public partial struct SobolRow
{
    /// <summary>Number of the plan's steps.</summary>
    public required int Steps;

    /// <summary>Steps from one node to the next; the last may be fewer.</summary>
    public required int Segment;

    /// <summary>Number of nodes of each motion after its start.</summary>
    public required int Nodes;

    /// <summary>Where their <see cref="NodeRow"/>s begin, in the order in which they are built.
    /// </summary>
    public required int NodeRows;

    /// <summary>Reals: for 0, 1, ... steps that are left of a segment the part of what is left to
    /// go that each takes, and the deviation beside.</summary>
    public required int Shares;

    /// <summary>Where direction numbers begin, 32 of each dimension.</summary>
    public required int Directions;

    /// <summary>Number of motions.</summary>
    public required int Motions;

    /// <summary>Where their <see cref="MotionRow"/>s begin.</summary>
    public required int MotionRows;
}

/// <summary>The integers of a node of the bridge.</summary>
[Row]
public partial struct NodeRow
{
    /// <summary>Which it is, from 1.</summary>
    public required int Index;

    /// <summary>The node before it that is built; 0 is the start.</summary>
    public required int Left;

    /// <summary>The node after it that is built; 0 where there is none.</summary>
    public required int Right;

    /// <summary>Where its <see cref="NodeTerms{R}"/> stand.</summary>
    public required int Terms;
}

/// <summary>How a node follows from those on both sides.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct NodeTerms<R>
{
    /// <summary>Weight of the node before.</summary>
    public required R Left;

    /// <summary>Weight of the node after.</summary>
    public required R Right;

    /// <summary>Standard deviation of what is added.</summary>
    public required R Deviation;
}

/// <summary>The integers of a Brownian motion.</summary>
[Row]
public partial struct MotionRow
{
    /// <summary>The asset whose diffusion it drives.</summary>
    public required int Asset;

    /// <summary>Slot of what is left to go to the next node; the nodes follow.</summary>
    public required int State;
}
