using GpuRisk.Scenarios.Calibration;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>What <c>gpurisk calibrate</c> was asked to do.</summary>
internal sealed record CalibrateRequest
{
    /// <summary>Which prices to read, of each asset.</summary>
    public required IReadOnlyList<PriceFileRequest> Prices { get; init; }

    /// <summary>The models to fit.</summary>
    public required CalibrationModels Models { get; init; }

    /// <summary>Processes to fit in the place of the models; none for those.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>Whether nobody asked for them.</summary>
    public bool IsUsual { get; init; }

    /// <summary>How far back processes are fitted.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>The time of the returns that processes are fitted to.</summary>
    public TimeSpan Sampling { get; init; }

    /// <summary>The assets' names in the fragment, as many as prices.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The file to write the fragment to; null for the standard output.</summary>
    public string? Out { get; init; }

    /// <summary>The column of a pool's volume, which is estimated then; null otherwise.</summary>
    public string? Volume { get; init; }

    /// <summary>The column of a pool's value.</summary>
    public string Value { get; init; } = "";

    /// <summary>Whether the prices are those of gas.</summary>
    public bool IsGas { get; init; }

    /// <summary>Whether the fragment states estimates of processes as laws.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>The file to draw how well processes fit into; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }
}
