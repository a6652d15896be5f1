using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Client;
using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Who did a chunk, or several.</summary>
/// <param name="Devices">How many paths each device did.</param>
/// <param name="Warnings">What went wrong on the way without harm to the result.</param>
internal sealed record ChunkWork(
    IReadOnlyList<DeviceShare> Devices, IReadOnlyList<string> Warnings)
{
    /// <summary>Nothing done.</summary>
    public static ChunkWork None { get; } = new([], []);

    /// <summary>The work of this and of another.</summary>
    public ChunkWork Plus(ChunkWork other) => new(
        [.. Devices.Concat(other.Devices)
            .GroupBy(device => device.Id)
            .Select(parts => parts.First() with { Paths = parts.Sum(part => part.Paths) })],
        [.. Warnings.Union(other.Warnings)]);

    /// <summary>The work as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StoreJson.Default.ChunkWork);

    /// <summary>Reads what <see cref="ToJson"/> made.</summary>
    public static ChunkWork Parse(string json) =>
        JsonSerializer.Deserialize(json, StoreJson.Default.ChunkWork)!;
}

/// <summary>Serializers of what the store keeps as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChunkWork))]
[JsonSerializable(typeof(IReadOnlyList<RunEstimate>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<string>>))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<long>>))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    /// <summary>Texts as they are stored.</summary>
    public static string Of(IReadOnlyList<string> texts) =>
        JsonSerializer.Serialize(texts, Default.IReadOnlyListString);
}
