namespace GpuRisk.Scenarios;

/// <summary>The mechanism that a scenario simulates.</summary>
public enum KernelKind
{
    /// <summary>Liquidity positions in automated market makers.</summary>
    ImpermanentLoss,

    /// <summary>Collateralised loans and their liquidation.</summary>
    Liquidation,

    /// <summary>Stablecoins that may lose their peg.</summary>
    Depeg,

    /// <summary>All of them in one market, with wallet classes and a ledger.</summary>
    Market,
}
