using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Replaying;

namespace GpuRisk.Host.Runs.Replaying;

/// <summary>A replay as JSON, described by <c>docs/replay.schema.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ReplayResult))]
internal sealed partial class ReplayJson : JsonSerializerContext
{
    /// <summary>The result as text.</summary>
    public static string Of(ReplayResult result) =>
        JsonSerializer.Serialize(result, Default.ReplayResult);
}
