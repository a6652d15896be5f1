using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>A host that works on the queue.</summary>
public sealed record NodeStatus
{
    /// <summary>Its name in the store: the machine's, and one of the process.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is the one that answers.</summary>
    public required bool IsThis { get; init; }

    /// <summary>Whether it works.</summary>
    public required NodeState State { get; init; }

    /// <summary>Runs that it has and that are not finished.</summary>
    public required long Runs { get; init; }

    /// <summary>Seconds since it was last seen to move, by the clock of the one that answers.
    /// </summary>
    public required double SilentSeconds { get; init; }
}

/// <summary>Whether a host works.</summary>
[JsonConverter(typeof(KebabCaseConverter<NodeState>))]
public enum NodeState
{
    /// <summary>It does.</summary>
    Working,

    /// <summary>Its process is there but does not move; its runs stall until it goes on or ends.
    /// </summary>
    Frozen,

    /// <summary>Its process has ended; others take its runs.</summary>
    Gone,
}
