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

    /// <summary>The version of its program; null where it has not told.</summary>
    public string? Version { get; init; }

    /// <summary>Why it gets no work of other hosts; null where it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Its devices.</summary>
    public IReadOnlyList<NodeDevice> Devices { get; init; } = [];

    /// <summary>The run of another host that it works on, or null.</summary>
    public string? HelpsWith { get; init; }

    /// <summary>Paths that it has done for others since it started.</summary>
    public long PathsHelped { get; init; }

    /// <summary>Leases of its runs that other hosts have.</summary>
    public int Leases { get; init; }

    /// <summary>Paths of its runs that were given to another host because one did not deliver
    /// them in time.</summary>
    public long PathsDoneAgain { get; init; }
}

/// <summary>A device of a host.</summary>
public sealed record NodeDevice
{
    /// <summary>How it is chosen, for example <c>cuda:0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Paths per second when it last worked; null where it has not.</summary>
    public double? PathsPerSecond { get; init; }
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
