using System.Globalization;
using System.Text.Json.Nodes;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>A list of so many items of one shape, or of at least and at most so many.</summary>
internal sealed class ListShape(Shape item, int count, string itemName, int most = 0) : Shape
{
    private readonly int _most = Math.Max(count, most);

    public override string Allowed => _most == count
        ? $"a list of {count} {itemName}"
        : $"a list of {count} to {_most} {itemName}";

    public override JsonObject JsonSchema() => new()
    {
        ["type"] = "array",
        ["items"] = item.JsonSchema(),
        ["minItems"] = count,
        ["maxItems"] = _most,
    };

    public override IEnumerable<Shape> At(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && index < _most
            ? [item]
            : [];

    protected override object? Content(RawNode raw, string path, Place keyAt, ErrorLog log)
    {
        if (raw is not RawSequence sequence)
        {
            Refuse(raw, path, log);
            return null;
        }

        if (sequence.Items.Count < count || sequence.Items.Count > _most)
        {
            Refuse(raw, path, log, $"a list of {sequence.Items.Count}");
            return null;
        }

        return sequence.Items
            .Select((node, i) => item.Read(node, KeyPath.Join(path, i), node.At, log))
            .ToList();
    }
}
