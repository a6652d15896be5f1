using System.Text.Json;
using System.Text.Json.Serialization;

namespace GpuRisk.Engine.Results;

/// <summary>
/// A result as JSON, described by <c>docs/result.schema.json</c>: keys in one order, numbers that
/// read back to the same doubles. A figure that is not finite cannot be written.
/// </summary>
public static class ResultJson
{
    /// <summary>Writes a result as indented UTF-8.</summary>
    public static void Write(RunResult result, Stream stream)
    {
        JsonSerializer.Serialize(stream, result, ResultJsonContext.Default.RunResult);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>A result as indented text.</summary>
    public static string ToText(RunResult result) =>
        JsonSerializer.Serialize(result, ResultJsonContext.Default.RunResult);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a result of this version.</exception>
    public static RunResult Read(Stream stream)
    {
        RunResult? result = JsonSerializer.Deserialize(stream, ResultJsonContext.Default.RunResult);
        return result?.Schema == RunResult.SchemaName
            ? result
            : throw new JsonException($"This is not a {RunResult.SchemaName}.");
    }
}

/// <summary>Serializers of results, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(Uncertainty))]
[JsonSerializable(typeof(PointMass))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
