using System.Text.Json.Nodes;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>The committed JSON Schema is the one that the declaration makes.</summary>
internal sealed class ScenarioSchemaTests
{
    /// <summary>Set to 1 to write the file anew instead of comparing it.</summary>
    private const string WriteVariable = "GPURISK_WRITE_SCHEMA";

    [Test]
    public void CommittedSchema_IsCurrent()
    {
        string path = Path.Combine(Root(), "Scenarios", "schema", "scenario.schema.json");
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
            File.WriteAllText(path, ScenarioSchema.Json());
        Assert.That(
            File.ReadAllText(path), Is.EqualTo(ScenarioSchema.Json()),
            $"run this test with {WriteVariable}=1 to write the file anew");
    }

    [Test]
    public void Schema_OfKernels_TellsRangesDefaultsAndMeanings()
    {
        JsonNode schema = JsonNode.Parse(ScenarioSchema.Json())!;
        JsonNode pools = schema["oneOf"]![0]!["properties"]!;
        JsonNode price = pools["assets"]!["additionalProperties"]!["properties"]!["price"]!;
        JsonNode seed = pools["seed"]!;
        Assert.Multiple(() =>
        {
            Assert.That(schema["oneOf"]!.AsArray(), Has.Count.EqualTo(4));
            Assert.That(
                pools["kernel"]!["const"]!.GetValue<string>(),
                Is.EqualTo("impermanent-loss"));
            JsonNode number = price["anyOf"]![0]!;
            Assert.That(number["exclusiveMinimum"]!.GetValue<double>(), Is.Zero);
            Assert.That(number["maximum"]!.GetValue<double>(), Is.EqualTo(1e15));
            Assert.That(price["description"]!.GetValue<string>(), Does.Contain("USD"));
            Assert.That(seed["default"]!.GetValue<long>(), Is.EqualTo(1));
            Assert.That(pools["measure"]!["default"]!.GetValue<string>(), Is.EqualTo("real-world"));
            Assert.That(pools.AsObject(), Does.Not.ContainKey("loans"));
        });
    }

    /// <summary>Every object is closed and every key is explained.</summary>
    [Test]
    public void Schema_OfEveryObject_IsClosedAndExplained()
    {
        int objects = 0;
        Visit(JsonNode.Parse(ScenarioSchema.Json())!, node =>
        {
            if (node is not JsonObject schema || schema["properties"] is not JsonObject properties)
                return;
            objects++;
            Assert.That(schema["additionalProperties"]!.GetValue<bool>(), Is.False);
            foreach ((string key, JsonNode? property) in properties)
                Assert.That((string?)property!["description"], Has.Length.GreaterThan(10), key);
        });
        Assert.That(objects, Is.GreaterThan(20));
    }

    private static void Visit(JsonNode? node, Action<JsonNode> action)
    {
        if (node is null) return;
        action(node);
        if (node is JsonArray array)
            foreach (JsonNode? item in array) Visit(item, action);
        if (node is JsonObject members)
            foreach ((_, JsonNode? item) in members) Visit(item, action);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GpuRisk.sln")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
