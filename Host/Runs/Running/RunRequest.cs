using GpuRisk.Host.Runs.Sampling;

namespace GpuRisk.Host.Runs.Running;

/// <summary>What <c>gpurisk run</c> was asked for.</summary>
internal sealed record RunRequest
{
    /// <summary>The scenario's file.</summary>
    public required string File { get; init; }

    /// <summary>What stands in the place of what the scenario states.</summary>
    public required Asked Asked { get; init; }

    /// <summary>The service to run it; null to run it here.</summary>
    public required Uri? Server { get; init; }

    /// <summary>What the service is shown to be let in; null for nothing.</summary>
    public required string? Key { get; init; }

    /// <summary>The devices.</summary>
    public required string Devices { get; init; }

    /// <summary>Threads of the processor.</summary>
    public required int? Threads { get; init; }

    /// <summary>Paths that a worker takes at a time.</summary>
    public required int? ChunkPaths { get; init; }

    /// <summary>The error to reach.</summary>
    public required TargetError? Target { get; init; }

    /// <summary>Settings that go before the scenario's.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The metrics to draw; empty for those that the kernel is about.</summary>
    public required IReadOnlyList<string> Histograms { get; init; }

    /// <summary>The folder to keep the result in.</summary>
    public required string? Folder { get; init; }

    /// <summary>How to keep every path's outcomes in that folder; null for not at all.</summary>
    public required SampleFormat? Samples { get; init; }

    /// <summary>Whether a result in that folder may be replaced.</summary>
    public required bool Force { get; init; }

    /// <summary>Whether to print the result as JSON and nothing else.</summary>
    public required bool Json { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public required bool Quiet { get; init; }
}
