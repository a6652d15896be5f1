namespace GpuRisk.Client;

/// <summary>What a sweep says besides the scenario.</summary>
public sealed record SweepOptions : SubmitOptions
{
    /// <summary>The keys that vary, as <c>key=a,b,c</c> or <c>key=low:high:count</c>.</summary>
    public required IReadOnlyList<string> Vary { get; init; }

    /// <summary>The metrics to tell; empty for those that the kernel is about.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];
}
