namespace GpuRisk.Engine.Tallies;

/// <summary>What can be wrong with an outcome.</summary>
public enum TallyFaultKind
{
    /// <summary>NaN, for a metric that has a value on every path.</summary>
    NotANumber,

    /// <summary>Positive or negative infinity.</summary>
    Infinite,

    /// <summary>Finite, but larger than the metric's magnitude allows.</summary>
    OutOfRange,
}
