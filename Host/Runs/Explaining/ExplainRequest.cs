using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Runs.Explaining;

/// <summary>What a user asks <c>gpurisk explain</c> for.</summary>
internal sealed record ExplainRequest
{
    /// <summary>The scenario file.</summary>
    public required string File { get; init; }

    /// <summary>The features to take away; empty for all.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The metrics to explain; empty for those of concentration.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>What stands in the place of what the scenario states.</summary>
    public required Asked Asked { get; init; }

    /// <summary>The devices.</summary>
    public required string Devices { get; init; }

    /// <summary>Threads of the processor; null for all.</summary>
    public required int? Threads { get; init; }

    /// <summary>Settings that go before the file's.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public required bool Quiet { get; init; }
}
