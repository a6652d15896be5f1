namespace GpuRisk.Engine.Tallies;

/// <summary>Whether a metric can lose, and in which direction. Losses are departures from the
/// metric's origin: a profit's from zero, a price's or an equity's from its start.</summary>
public enum MetricSense
{
    /// <summary>More is better (profit, price, equity): below the origin is a loss.</summary>
    Gain,

    /// <summary>More is worse (bad debt, borrower loss): above the origin is a loss.</summary>
    Cost,

    /// <summary>A level, a time, a volume, a share or an event: nothing of it is a loss, so that
    /// it has no value at risk, no expected shortfall and no probability of loss.</summary>
    Level,
}
