using GpuRisk.Engine.Backtesting;
using GpuRisk.Scenarios.Calibration;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>What <c>gpurisk backtest</c> was asked to do.</summary>
internal sealed record HistoryBacktestRequest
{
    /// <summary>Which prices to read, of each asset.</summary>
    public required IReadOnlyList<PriceFileRequest> Prices { get; init; }

    /// <summary>The assets' names, as many as prices.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What is put to the test, and how.</summary>
    public required BacktestRequest Backtest { get; init; }

    /// <summary>The fee of pools, as a fraction; null where no position is in one.</summary>
    public double? Fee { get; init; }

    /// <summary>The column of a pool's volume.</summary>
    public required string Volume { get; init; }

    /// <summary>The column of a pool's value.</summary>
    public required string Value { get; init; }

    /// <summary>The folder to keep the result in; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether a result in it is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public bool Quiet { get; init; }
}
