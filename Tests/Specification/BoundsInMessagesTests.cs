using System.Globalization;
using System.Text.Json.Nodes;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>An error about a number names the bounds of its key, above and below.</summary>
internal sealed class BoundsInMessagesTests
{
    private const string Scenario = """
        scenario: raw-units
        kernel: impermanent-loss
        horizon: 2d
        step: 1h
        paths: 1000
        seed: 1
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: VALUE }
        positions:
          a: { pool: p, value: 1000 }
        """;

    /// <summary>Amounts as contracts keep them, in units of 10^-18, are the usual slip.</summary>
    [TestCase("1e18")]
    [TestCase("1.1e15")]
    [TestCase("100000000000000000000")]
    [TestCase("1e999")]
    public void RawUnits_AreGuessed(string value) => Assert.That(Problem(value), Is.EqualTo(
        $"s.yaml:11:75: pools.p.value: found '{value}'; allowed is a number above 0 and at most "
        + "1e15; are these raw units of 10^18? amounts are in USD or in whole tokens"));

    [TestCase("0", "found '0'; allowed is a number above 0 and at most 1e15")]
    [TestCase("-1e18", "found '-1e18'; allowed is a number above 0 and at most 1e15")]
    [TestCase("much", "found 'much'; allowed is a number above 0 and at most 1e15")]
    [TestCase("1e-400",
        "found '1e-400', which is too small to tell from 0; allowed is a number above 0 and at "
        + "most 1e15")]
    public void OtherNumbers_AreToldTheBounds(string value, string message) =>
        Assert.That(Problem(value), Does.EndWith(": " + message));

    [TestCase("1e15")]
    [TestCase("5e-324")]
    public void Bound_OfAnAmount_IsAllowedWhereItIsClosed(string value) => Assert.That(
        ScenarioReader.Parse(With(value), "s.yaml").Errors.Select(error => error.KeyPath),
        Has.None.EqualTo("pools.p.value"));

    /// <summary>
    /// Every key of a number in the schema, set through every section that has it: a number
    /// beyond a bound is told both bounds.
    /// </summary>
    [Test]
    public void EveryNumber_OfTheSchema_IsToldItsBounds()
    {
        int keys = 0;
        foreach ((string path, JsonObject schema, string[] kinds) in
            Numbers("", JsonNode.Parse(ScenarioSchema.Json())!.AsObject(), []))
        {
            foreach (string bound in (string[])["aximum", "inimum"])
            {
                bool isOpen = schema.ContainsKey("exclusiveM" + bound);
                JsonNode node = (schema["exclusiveM" + bound] ?? schema["m" + bound])!;
                decimal limit = node.GetValue<decimal>();
                decimal beyond = isOpen ? limit : bound[0] == 'a' ? limit + 1 : limit - 1;
                string setting = string.Create(CultureInfo.InvariantCulture, $"{path}={beyond}");
                IEnumerable<string> messages = ScenarioReader
                    .Parse(With("1000"), "s.yaml", null, [.. kinds, setting])
                    .Errors.Where(error => error.KeyPath == path).Select(error => error.Message);
                string digits = Math.Abs(limit) == 1e15m && (string?)schema["type"] == "number"
                    ? "1e15"
                    : limit.ToString(CultureInfo.InvariantCulture);
                Assert.That(
                    messages, Has.Some.Contains(digits), $"{string.Join(' ', kinds)} {setting}");
                keys++;
            }
        }

        Assert.That(keys, Is.GreaterThan(300));
    }

    private static string With(string value) =>
        Scenario.Replace("VALUE", value, StringComparison.Ordinal);

    private static string Problem(string value) =>
        ScenarioReader.Parse(With(value), "s.yaml").Errors.Single().ToString();

    /// <summary>The numbers of the schema, with the settings that choose the kinds of objects
    /// that have them.</summary>
    private static IEnumerable<(string Path, JsonObject Schema, string[] Kinds)> Numbers(
        string path, JsonObject schema, string[] kinds)
    {
        if (schema["anyOf"] is JsonArray forms) schema = forms[0]!.AsObject();
        if ((string?)schema["type"] is "number" or "integer") yield return (path, schema, kinds);
        string start = path.Length == 0 ? "" : path + ".";
        foreach (JsonNode? alternative in schema["oneOf"]?.AsArray() ?? [])
        {
            (string key, JsonNode? kind) = alternative!["properties"]!.AsObject()
                .Single(property => property.Value!["const"] is not null);
            string setting = $"{start}{key}={kind!["const"]}";
            foreach (var found in Numbers(path, alternative.AsObject(), [.. kinds, setting]))
                yield return found;
        }

        foreach ((string key, JsonNode? child) in schema["properties"]?.AsObject() ?? [])
        {
            foreach (var found in Numbers(start + key, child!.AsObject(), kinds))
                yield return found;
        }

        if (schema["items"] is JsonObject item)
        {
            // A list must be whole before an item of it can be set.
            string one = item.ContainsKey("properties") ? "{}" : "1";
            var ones = Enumerable.Repeat(one, (int)schema["minItems"]!);
            string list = $"{path}=[{string.Join(", ", ones)}]";
            foreach (var found in Numbers(start + "0", item, [.. kinds, list]))
                yield return found;
        }

        if (schema["additionalProperties"] is JsonObject items)
        {
            string name = path == "correlations" ? "ETH-USDC" : "x";
            foreach (var found in Numbers(start + name, items, kinds))
                yield return found;
        }
    }
}
