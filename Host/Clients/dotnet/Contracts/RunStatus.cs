namespace GpuRisk.Client;

/// <summary>A run of the service and how far it is. What is not known (yet) is null.</summary>
public sealed record RunStatus
{
    /// <summary>The run's name: 32 hexadecimal digits that sort by time.</summary>
    public required string Id { get; init; }

    /// <summary>Where the run stands.</summary>
    public required RunState State { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The kernel's name, for example <c>impermanent-loss</c>.</summary>
    public required string Kernel { get; init; }

    /// <summary>Who submitted it.</summary>
    public required string Owner { get; init; }

    /// <summary>Paths asked for.</summary>
    public required long Paths { get; init; }

    /// <summary>Paths done.</summary>
    public required long PathsDone { get; init; }

    /// <summary>Steps of a path.</summary>
    public required int Steps { get; init; }

    /// <summary>The seed of the random numbers.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The precision of the simulation.</summary>
    public required RunPrecision Precision { get; init; }

    /// <summary>What goes first, 0 to 9; a higher one goes before a lower one.</summary>
    public required int Priority { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its first chunk began.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>When it must have ended, or else is cancelled.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Paths per second at the moment.</summary>
    public double? PathsPerSecond { get; init; }

    /// <summary>Seconds until its end, as measured so far.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Its place in the queue, from 1.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>The metrics that the kernel is about, at the last checkpoint.</summary>
    public required IReadOnlyList<RunEstimate> Estimates { get; init; }

    /// <summary>Whether its result was in the store before it was submitted.</summary>
    public required bool FromStore { get; init; }

    /// <summary>The digest of its result, <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public string? Digest { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public RunReason? Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Error { get; init; }

    /// <summary>What a reader of its results should know before trusting them.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The sweep that it belongs to.</summary>
    public string? Sweep { get; init; }

    /// <summary>Where its parts are.</summary>
    public required RunLinks Links { get; init; }
}
