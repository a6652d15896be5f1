namespace GpuRisk.Engine.Tallies;

/// <summary>How paths of a logical batch depend on each other; those of different batches never do.
/// </summary>
public enum PathDependence
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Each on one other: two that are alike tell no more than one.</summary>
    Pairs,

    /// <summary>Each on all others, as the points of a net do.</summary>
    Points,
}
