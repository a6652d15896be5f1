using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Results;

/// <summary>As much of JSON Schema as <c>docs/result.schema.json</c> uses.</summary>
internal static class SchemaCheck
{
    internal static void Validate(
        JsonElement value,
        JsonElement schema,
        JsonElement root,
        string path)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            string name = reference.GetString()!.Split('/')[^1];
            schema = root.GetProperty("$defs").GetProperty(name);
        }

        CheckType(value, schema, path);
        if (value.ValueKind == JsonValueKind.Object)
        {
            ValidateObject(value, schema, root, path);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Validate(item, schema.GetProperty("items"), root, path + "[]");
            }
        }
    }

    private static void ValidateObject(
        JsonElement value,
        JsonElement schema,
        JsonElement root,
        string path)
    {
        JsonElement rest = schema.GetProperty("additionalProperties");
        if (rest.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                Validate(property.Value, rest, root, $"{path}.{property.Name}");
            }

            return;
        }

        // Nothing may be missing and nothing may be added, so the order can be compared at once;
        // what need not be there is checked below where it is.
        string[] required =
        [
            .. schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!),
        ];
        string[] optional =
        [
            .. schema.GetProperty("properties").EnumerateObject()
                .Select(property => property.Name).Except(required),
        ];
        string[] actual =
            [.. value.EnumerateObject().Select(property => property.Name).Except(optional)];
        Assert.That(actual, Is.EqualTo(required), path);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            JsonElement inner = schema.GetProperty("properties").GetProperty(property.Name);
            Validate(property.Value, inner, root, $"{path}.{property.Name}");
        }
    }

    private static void CheckType(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("type", out JsonElement type))
        {
            string[] allowed = type.ValueKind == JsonValueKind.Array
                ? [.. type.EnumerateArray().Select(name => name.GetString()!)]
                : [type.GetString()!];
            Assert.That(allowed.Any(name => Matches(value, name)), $"{path}: {value}");
        }

        if (schema.TryGetProperty("const", out JsonElement constant))
        {
            Assert.That(value.GetString(), Is.EqualTo(constant.GetString()), path);
        }

        if (schema.TryGetProperty("enum", out JsonElement choices))
        {
            Assert.That(
                choices.EnumerateArray().Select(choice => choice.GetString()),
                Does.Contain(value.GetString()),
                path);
        }

        if (schema.TryGetProperty("pattern", out JsonElement pattern))
        {
            Assert.That(Regex.IsMatch(value.GetString()!, pattern.GetString()!), path);
        }
    }

    private static bool Matches(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number
            && decimal.IsInteger(value.GetDecimal()),
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };
}
