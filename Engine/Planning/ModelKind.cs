namespace GpuRisk.Engine.Planning;

/// <summary>The models that devices have a kernel for.</summary>
public enum ModelKind
{
    /// <summary>Random numbers and nothing else.</summary>
    RandomNumbers,

    /// <summary>Prices alone.</summary>
    Prices,

    /// <summary>Liquidity positions in automated market makers.</summary>
    ImpermanentLoss,

    /// <summary>Collateralised loans and their liquidation.</summary>
    Liquidation,

    /// <summary>Stablecoins that may lose their peg.</summary>
    Depeg,

    /// <summary>All mechanisms in one market.</summary>
    Market,
}
