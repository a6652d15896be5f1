using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>What <c>gpurisk sweep</c> was asked for.</summary>
internal sealed record SweepRequest
{
    /// <summary>The scenario's file.</summary>
    public required string File { get; init; }

    /// <summary>Keys with their values; every combination of them is run.</summary>
    public required IReadOnlyList<string> Vary { get; init; }

    /// <summary>A file of combinations instead.</summary>
    public required string? List { get; init; }

    /// <summary>The metrics to show; empty for those that the kernel is about.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>What stands in the place of what the scenario states.</summary>
    public required Asked Asked { get; init; }

    /// <summary>The devices.</summary>
    public required string Devices { get; init; }

    /// <summary>Threads of the processor.</summary>
    public required int? Threads { get; init; }

    /// <summary>Settings of every run that go before the scenario's.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The folder to keep the result in.</summary>
    public required string? Folder { get; init; }

    /// <summary>Whether a result in that folder may be replaced.</summary>
    public required bool Force { get; init; }

    /// <summary>Where to draw a picture.</summary>
    public required string? Picture { get; init; }

    /// <summary>Whether to print the result as JSON and nothing else.</summary>
    public required bool Json { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public required bool Quiet { get; init; }
}
