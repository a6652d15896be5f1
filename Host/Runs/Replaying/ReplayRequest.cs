using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Runs.Replaying;

/// <summary>What <c>gpurisk replay</c> was asked for.</summary>
internal sealed record ReplayRequest
{
    /// <summary>The scenario's file.</summary>
    public required string File { get; init; }

    /// <summary>Settings that go before the file's.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The folder of the files that tell what happened; null for the scenario's.</summary>
    public required string? Data { get; init; }

    /// <summary>How many moments of each metric to compare at most.</summary>
    public required int Moments { get; init; }

    /// <summary>What stands in the place of what the scenario states.</summary>
    public required Asked Asked { get; init; }

    /// <summary>The devices.</summary>
    public required string Devices { get; init; }

    /// <summary>Threads of the processor; null for all.</summary>
    public required int? Threads { get; init; }

    /// <summary>The folder to keep the result in; null for none.</summary>
    public required string? Folder { get; init; }

    /// <summary>Whether a result in it is replaced.</summary>
    public required bool Force { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public required bool Quiet { get; init; }
}
