using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Counterfactuals;

namespace GpuRisk.Host.Runs.Explaining;

/// <summary>An explanation as JSON.</summary>
internal static class ExplanationJson
{
    /// <summary>An explanation as indented text.</summary>
    public static string ToText(Explanation explanation) =>
        JsonSerializer.Serialize(explanation, ExplanationJsonContext.Default.Explanation);
}

/// <summary>Serializers of explanations, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(Explanation))]
internal sealed partial class ExplanationJsonContext : JsonSerializerContext;
