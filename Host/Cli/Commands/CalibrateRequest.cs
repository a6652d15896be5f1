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

    /// <summary>The column of a pool's active liquidity, whose concentration is estimated then;
    /// null otherwise.</summary>
    public string? Liquidity { get; init; }

    /// <summary>The decimals of a pool's tokens; with liquidity.</summary>
    public (int First, int Second) Decimals { get; init; }

    /// <summary>A pool's fee, with volume; null to leave its concentration alone.</summary>
    public double? Fee { get; init; }

    /// <summary>The column of a pool's value.</summary>
    public string Value { get; init; } = "";

    /// <summary>Whether the prices are those of gas.</summary>
    public bool IsGas { get; init; }

    /// <summary>Whether the law of something that is no price of an asset is estimated.</summary>
    public bool IsLaw => IsGas || Volume is not null || Liquidity is not null;

    /// <summary>Whether the fragment states estimates of processes as laws.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>The file to draw how well processes fit into; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }
}
