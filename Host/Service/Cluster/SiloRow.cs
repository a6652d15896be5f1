using System.Text.Json;
using System.Text.Json.Serialization;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>A node of the cluster as the store keeps it.</summary>
/// <param name="Status">Whether it works, as Orleans calls it.</param>
/// <param name="Name">The host's name.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Started">When it started.</param>
/// <param name="Suspects">Who took it for dead, and when.</param>
internal sealed record SiloRow(
    string Status,
    string Name,
    string Machine,
    DateTime Started,
    IReadOnlyList<SiloSuspect> Suspects)
{
    /// <summary>An entry of Orleans' as a row.</summary>
    public static SiloRow Of(MembershipEntry entry) => new(
        entry.Status.ToString(), entry.SiloName, entry.HostName, entry.StartTime,
        [.. (entry.SuspectTimes ?? []).Select(
            suspect => new SiloSuspect(suspect.Item1.ToParsableString(), suspect.Item2))]);

    /// <summary>Reads what <see cref="ToJson"/> made.</summary>
    public static SiloRow Parse(string json) =>
        JsonSerializer.Deserialize(json, SiloJson.Default.SiloRow)!;

    /// <summary>The row as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SiloJson.Default.SiloRow);

    /// <summary>The entry that it was made of.</summary>
    /// <param name="address">The node's address.</param>
    /// <param name="alive">When it last said that it is alive, in milliseconds since 1970.</param>
    public MembershipEntry ToEntry(string address, long alive) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(address),
        Status = Enum.Parse<SiloStatus>(Status),
        SiloName = Name,
        HostName = Machine,
        StartTime = Started,
        IAmAliveTime = DateTimeOffset.FromUnixTimeMilliseconds(alive).UtcDateTime,
        SuspectTimes = [.. Suspects.Select(suspect => Tuple.Create(
            SiloAddress.FromParsableString(suspect.By), suspect.At))],
    };
}

/// <summary>A node that takes another for dead.</summary>
/// <param name="By">Its address.</param>
/// <param name="At">When.</param>
internal sealed record SiloSuspect(string By, DateTime At);

/// <summary>Serializers of what the store keeps of a cluster.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SiloRow))]
internal sealed partial class SiloJson : JsonSerializerContext;
