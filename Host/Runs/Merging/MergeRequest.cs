using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Runs.Merging;

/// <summary>What <c>gpurisk merge</c> was asked for.</summary>
internal sealed record MergeRequest : ResultRequest
{
    /// <summary>The folders of the parts; at least one.</summary>
    public required IReadOnlyList<string> Parts { get; init; }
}
