using System.Globalization;
using System.Text.Json.Nodes;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A list of exactly so many items of one shape.</summary>
internal sealed class ListShape(Shape item, int count, string itemName) : Shape
{
    public override string Allowed => $"a list of {count} {itemName}";

    public override JsonObject JsonSchema() => new()
    {
        ["type"] = "array",
        ["items"] = item.JsonSchema(),
        ["minItems"] = count,
        ["maxItems"] = count,
    };

    public override IEnumerable<Shape> At(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && index < count
            ? [item]
            : [];

    protected override object? Content(RawNode raw, string path, Place keyAt, ErrorLog log)
    {
        if (raw is not RawSequence sequence)
        {
            Refuse(raw, path, log);
            return null;
        }

        if (sequence.Items.Count != count)
        {
            Refuse(raw, path, log, $"a list of {sequence.Items.Count}");
            return null;
        }

        return sequence.Items
            .Select((node, i) => item.Read(node, KeyPath.Join(path, i), node.At, log))
            .ToList();
    }
}
