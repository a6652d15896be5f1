using GpuRisk.Host.Runs.Sampling;

namespace GpuRisk.Host.Runs.Running;

/// <summary>What <c>gpurisk run</c> was asked for.</summary>
internal sealed record RunRequest : ResultRequest
{
    /// <summary>The scenario's file.</summary>
    public required string File { get; init; }

    /// <summary>What stands in the place of what the scenario states.</summary>
    public required Asked Asked { get; init; }

    /// <summary>The service to run it; null to run it here.</summary>
    public required Uri? Server { get; init; }

    /// <summary>What the service is shown to be let in; null for nothing.</summary>
    public required string? Key { get; init; }

    /// <summary>Which paths to run; null for all.</summary>
    public required PathShare? Share { get; init; }

    /// <summary>Paths that a worker takes at a time.</summary>
    public required int? ChunkPaths { get; init; }

    /// <summary>The error to reach.</summary>
    public required TargetError? Target { get; init; }

    /// <summary>Whether to tell what half the step changes.</summary>
    public required bool CheckStep { get; init; }

    /// <summary>Settings that go before the scenario's.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>How to keep every path's outcomes in the folder; null for not at all.</summary>
    public required SampleFormat? Samples { get; init; }
}
