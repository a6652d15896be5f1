namespace GpuRisk.Engine.Backtesting;

/// <summary>How history is put to the test. All times are whole intervals of
/// <see cref="Sampling"/>.</summary>
public sealed record BacktestRequest
{
    /// <summary>Names of processes, of
    /// <see cref="Scenarios.Calibration.Fitting.ProcessFitting.Names"/>.</summary>
    public required IReadOnlyList<string> Processes { get; init; }

    /// <summary>What is held.</summary>
    public required IReadOnlyList<BacktestPosition> Positions { get; init; }

    /// <summary>How far back calibration looks, above 0.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How much of the window must be there, above 0.</summary>
    public required TimeSpan LeastHistory { get; init; }

    /// <summary>How far ahead forecasts look, the shortest first.</summary>
    public required IReadOnlyList<TimeSpan> Horizons { get; init; }

    /// <summary>The time between two forecasts, above 0.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>The time of the returns that are fitted, and of a step.</summary>
    public required TimeSpan Sampling { get; init; }

    /// <summary>The first forecast, in UTC; null for as soon as there is enough history.</summary>
    public DateTime? FromUtc { get; init; }

    /// <summary>Paths of each forecast, at least 1000.</summary>
    public required long Paths { get; init; }

    /// <summary>The seed; each forecast has one of its own that follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Forecasts that overlap no other: every how many-th.</summary>
    public int Apart(TimeSpan horizon) =>
        (int)((horizon.Ticks + Every.Ticks - 1) / Every.Ticks);
}
