namespace GpuRisk.Kernels.Pools;

/// <summary>The kinds of pools, as rows name them.</summary>
public enum PoolKind
{
    /// <summary>Two assets, of constant product or of concentrated liquidity.</summary>
    Pair,

    /// <summary>Two to eight assets with weights.</summary>
    Weighted,
}
