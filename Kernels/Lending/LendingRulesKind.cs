namespace GpuRisk.Kernels.Lending;

/// <summary>The rules of liquidation, as rows name them.</summary>
public static class LendingRulesKind
{
    /// <summary><see cref="AaveRules{R, W, C}"/>.</summary>
    public const int Aave = 0;
}
