using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>The JSON Schema of scenario files, for editors that complete and check.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// The schema (draft 2020-12) as the reader checks it, save for what one value says about
    /// another, which only the reader knows.
    /// </summary>
    public static string Json()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "GpuRisk scenario",
        };
        foreach ((string key, JsonNode? value) in ScenarioShape.Root.JsonSchema())
            schema[key] = value?.DeepClone();
        schema["$defs"] = new JsonObject
        {
            ["uncertainNumber"] = LawShape.OfNumbers.JsonSchema(),
            ["uncertainDuration"] = LawShape.OfDurations.JsonSchema(),
        };
        return schema.ToJsonString(Layout) + "\n";
    }
}
