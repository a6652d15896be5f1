namespace GpuRisk.Scenarios;

/// <summary>The probability measure under which prices are simulated.</summary>
public enum Measure
{
    /// <summary>Every asset drifts as its process states.</summary>
    RealWorld,

    /// <summary>Every asset drifts at the risk-free rate.</summary>
    RiskNeutral,
}
