using System.Text.Json.Nodes;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>
/// The JSON Schema of objects. Each variant is a full object of its own, since editors complete
/// keys in alternatives better than in conditions.
/// </summary>
internal static class ObjectSchema
{
    public static JsonObject Of(
        IReadOnlyList<Field> fields,
        string choosingKey,
        string choosingMeaning,
        IReadOnlyList<Variant> variants)
    {
        if (variants.Count == 0) return Closed(fields, []);
        var alternatives = new JsonArray();
        foreach (Variant variant in variants)
        {
            var choice = new JsonObject
            {
                ["const"] = variant.Name,
                ["description"] = choosingMeaning,
            };
            alternatives.Add((JsonNode)Closed(
                fields.Concat(variant.Fields), [KeyValuePair.Create(choosingKey, choice)]));
        }

        return new JsonObject { ["type"] = "object", ["oneOf"] = alternatives };
    }

    private static JsonObject Closed(
        IEnumerable<Field> fields,
        IReadOnlyList<KeyValuePair<string, JsonObject>> choice)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach ((string key, JsonObject schema) in choice)
        {
            properties[key] = schema;
            required.Add((JsonNode)JsonValue.Create(key));
        }

        foreach (Field field in fields)
        {
            JsonObject schema = field.Shape.JsonSchema();
            schema["description"] = field.Meaning;
            if (field.DefaultText is { } text && field.Shape is ScalarShape scalar)
                schema["default"] = scalar.JsonDefault(text);
            properties[field.Key] = schema;
            if (field.IsRequired) required.Add((JsonNode)JsonValue.Create(field.Key));
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) result["required"] = required;
        result["additionalProperties"] = false;
        return result;
    }
}
