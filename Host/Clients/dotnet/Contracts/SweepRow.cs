using System.Text.Json.Nodes;

namespace GpuRisk.Client;

/// <summary>A combination of a sweep and what came out of it.</summary>
public sealed record SweepRow
{
    /// <summary>The value of each key: a number where it is one, else text.</summary>
    public required IReadOnlyDictionary<string, JsonNode?> Values { get; init; }

    /// <summary>The run of the combination; null where none was made.</summary>
    public string? Run { get; init; }

    /// <summary>Where the run stands.</summary>
    public required RunState State { get; init; }

    /// <summary>The digest of its result.</summary>
    public string? Digest { get; init; }

    /// <summary>The figures of its metrics by name; empty until the run is done.</summary>
    public required IReadOnlyDictionary<string, MetricFigures> Metrics { get; init; }
}
