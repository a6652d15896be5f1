namespace GpuRisk.Kernels.Lending;

/// <summary>The rules of liquidation, as rows name them.</summary>
public enum LendingRulesKind
{
    /// <summary><see cref="AaveRules{R, W, C}"/>.</summary>
    Aave,
}
