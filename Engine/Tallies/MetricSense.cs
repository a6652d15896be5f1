namespace GpuRisk.Engine.Tallies;

/// <summary>Which direction of a metric is a loss.</summary>
public enum MetricSense
{
    /// <summary>More is better (profit, price): a loss is a negative outcome.</summary>
    Gain,

    /// <summary>More is worse (bad debt, borrower loss): a loss is a positive outcome.</summary>
    Cost,
}
