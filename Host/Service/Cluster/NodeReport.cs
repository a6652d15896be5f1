using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Client;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>What a host tells the others of itself.</summary>
/// <param name="SelfTest">The digest of its test of itself; null where it was not done.</param>
/// <param name="Devices">Its devices.</param>
/// <param name="HelpsWith">The run of another host that it works on, or null.</param>
/// <param name="PathsHelped">Paths that it has done for others.</param>
/// <param name="Leases">Leases of its runs that others have.</param>
/// <param name="PathsDoneAgain">Paths of its runs that were given to another node because one did
/// not deliver them in time.</param>
/// <param name="Problem">Why it gets no work of others, or null.</param>
internal sealed record NodeReport(
    string? SelfTest,
    IReadOnlyList<NodeDevice> Devices,
    string? HelpsWith,
    long PathsHelped,
    int Leases,
    long PathsDoneAgain,
    string? Problem)
{
    /// <summary>Reads what <see cref="ToJson"/> made; null where a host has told nothing.</summary>
    public static NodeReport? Parse(string json) => json.Length == 0
        ? null
        : JsonSerializer.Deserialize(json, NodeReportJson.Default.NodeReport);

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, NodeReportJson.Default.NodeReport);
}

/// <summary>Serializers of what hosts tell.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NodeReport))]
internal sealed partial class NodeReportJson : JsonSerializerContext;
