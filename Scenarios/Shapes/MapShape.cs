using System.Text.Json.Nodes;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A mapping from names that the scenario chooses to values of one shape.</summary>
internal sealed class MapShape(Shape item, int low, int high, string itemName) : Shape
{
    public override string Allowed => $"a mapping of {low} to {high} {itemName} by name";

    /// <summary>True where keys are pairs of names joined by a hyphen.</summary>
    public bool HasPairKeys { get; init; }

    private JsonObject KeySchema => HasPairKeys
        ? new JsonObject { ["pattern"] = NameShape.PairPattern }
        : new JsonObject { ["pattern"] = NameShape.Pattern };

    public override JsonObject JsonSchema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = KeySchema,
        ["additionalProperties"] = item.JsonSchema(),
        ["minProperties"] = low,
        ["maxProperties"] = high,
    };

    public override IEnumerable<Shape> At(string key) =>
        HasPairKeys || NameShape.IsName(key) ? [item] : [];

    protected override object? Content(RawNode raw, string path, Place keyAt, ErrorLog log)
    {
        if (raw is not RawMapping mapping)
        {
            Refuse(raw, path, log);
            return null;
        }

        int count = mapping.Entries.Count;
        if (count < low || count > high)
            log.Add(keyAt, path, $"found {count} {itemName}; allowed is from {low} to {high}");
        var values = new List<Value>(Math.Min(count, high));
        foreach (RawEntry entry in mapping.Entries.Take(high))
        {
            string entryPath = KeyPath.Join(path, RawNode.Shortened(entry.Key));
            if (HasPairKeys || NameShape.IsName(entry.Key))
            {
                values.Add(item.Read(entry.Node, entryPath, entry.KeyAt, log).Named(entry.Key));
                continue;
            }

            log.Add(
                entry.KeyAt, entryPath,
                $"found '{RawNode.Shortened(entry.Key)}'; allowed is {new NameShape().Allowed}");
        }

        return values;
    }
}
