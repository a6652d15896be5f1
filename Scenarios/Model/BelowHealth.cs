namespace GpuRisk.Scenarios;

/// <summary>What becomes of borrowers whose health factor is at or below 1 at the start.</summary>
public enum BelowHealth
{
    /// <summary>They are liquidated at once by the market's rules; those by whom no liquidator
    /// gains stay.</summary>
    Liquidate,

    /// <summary>They are left out.</summary>
    Exclude,

    /// <summary>The scenario is refused.</summary>
    Refuse,
}
