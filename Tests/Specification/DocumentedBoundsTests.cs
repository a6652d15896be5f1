using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>The tables of docs/scenarios.md name the keys of the schema and their bounds.</summary>
internal sealed partial class DocumentedBoundsTests
{
    [Test]
    public void Tables_OfTheDocumentation_AreThoseOfTheSchema()
    {
        string text = File.ReadAllText(
            Path.Combine(TestContext.CurrentContext.TestDirectory, "../../../../docs/scenarios.md"));
        HashSet<string> documented =
            [.. Row().Matches(text).Select(row => $"{row.Groups[1]}: {row.Groups[2]}")];
        var declared = new HashSet<string>();
        Collect(JsonNode.Parse(ScenarioSchema.Json())!.AsObject(), declared);
        Assert.That(documented, Is.EquivalentTo(declared));
    }

    [TestCase("at most 1e15")]
    [TestCase("letter, digit or currency sign")]
    public void Limits_OfAllNumbersAndNames_AreDocumented(string limit) => Assert.That(
        File.ReadAllText(Path.Combine(
            TestContext.CurrentContext.TestDirectory, "../../../../docs/scenarios.md")),
        Does.Contain(limit));

    private static void Collect(JsonObject schema, HashSet<string> keys)
    {
        foreach (JsonNode? alternative in schema["oneOf"]?.AsArray() ?? [])
            Collect(alternative!.AsObject(), keys);
        foreach ((string key, JsonNode? child) in schema["properties"]?.AsObject() ?? [])
        {
            if (child!["const"] is null) keys.Add($"{key}: {Allowed(child.AsObject())}");
            Collect(child.AsObject(), keys);
        }

        if (schema["additionalProperties"] is JsonObject items) Collect(items, keys);
        if (schema["items"] is JsonObject item) Collect(item, keys);
    }

    // What a number may be drawn by is told once, above the tables.
    private static string Allowed(JsonObject schema) => (string?)schema["type"] switch
    {
        null when schema["anyOf"] is JsonArray forms => Allowed(forms[0]!.AsObject()),
        "string" when schema["enum"] is JsonArray choices =>
            string.Join(", ", choices.Select(choice => $"`{choice}`")),
        "string" when schema.ContainsKey("maxLength") => "string",
        "string" => ((string)schema["pattern"]!) switch
        {
            var pattern when pattern.StartsWith("^[0-9]", StringComparison.Ordinal) => "duration",
            var pattern when pattern.Contains("Mon", StringComparison.Ordinal) => "string",
            _ => "name",
        },
        "boolean" => "`true`, `false`",
        "number" => Range("number", schema, 1e15),
        "integer" => Range("whole number", schema, long.MaxValue),
        "array" => "list",
        "object" when schema["maxProperties"] is { } most =>
            $"mapping of {schema["minProperties"]} to {most}",
        "object" => "mapping",
        var type => throw new ArgumentException($"What is documented of a {type}?"),
    };

    private static string Range(string what, JsonObject schema, double limit)
    {
        (string low, string above) = schema["exclusiveMinimum"] is { } open
            ? ("(" + Text(open), "above " + Text(open))
            : ("[" + Text(schema["minimum"]!), "at least " + Text(schema["minimum"]!));
        if (schema["maximum"]?.GetValue<double>() == limit) return $"{what} {above}";
        return schema["exclusiveMaximum"] is { } high
            ? $"{what} in {low}, {Text(high)})"
            : $"{what} in {low}, {Text(schema["maximum"]!)}]";
    }

    private static string Text(JsonNode number)
    {
        double value = number.GetValue<double>();
        return value.ToString(
            value >= 1e5 ? "#,##0" : "0.############", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\| `(\w+)` \| ([^|0-9][^|]*[^| ]) +\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
