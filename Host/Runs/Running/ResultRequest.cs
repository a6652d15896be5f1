namespace GpuRisk.Host.Runs.Running;

/// <summary>What is wanted of a result, however it comes about.</summary>
internal abstract record ResultRequest
{
    /// <summary>The devices.</summary>
    public required string Devices { get; init; }

    /// <summary>Threads of the processor.</summary>
    public required int? Threads { get; init; }

    /// <summary>The metrics to draw; empty for those that the kernel is about.</summary>
    public required IReadOnlyList<string> Histograms { get; init; }

    /// <summary>The folder to keep the result in.</summary>
    public required string? Folder { get; init; }

    /// <summary>Whether a result in that folder may be replaced.</summary>
    public required bool Force { get; init; }

    /// <summary>Whether to print the result as JSON and nothing else.</summary>
    public required bool Json { get; init; }

    /// <summary>Whether to show no progress.</summary>
    public required bool Quiet { get; init; }
}
