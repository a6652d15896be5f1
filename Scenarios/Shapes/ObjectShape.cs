using System.Text.Json.Nodes;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>One kind of an object: what its choosing key says, and the keys only it has.</summary>
internal sealed record Variant(string Name, params Field[] Fields);

/// <summary>
/// A mapping with stated keys. Where a key chooses between variants, each has keys of its own.
/// </summary>
internal sealed class ObjectShape(string what, params Field[] fields) : Shape
{
    public override string Allowed => $"a mapping that describes {what}";

    /// <summary>The key that chooses the variant; empty where there are no variants.</summary>
    public string ChoosingKey { get; init; } = "";

    /// <summary>What the choosing key means.</summary>
    public string ChoosingMeaning { get; init; } = "";

    /// <summary>The variants.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];

    private string AllowedVariants => string.Join(" or ", Variants.Select(variant => variant.Name));

    public override JsonObject JsonSchema() => ObjectSchema.Of(
        fields, ChoosingKey, ChoosingMeaning, Variants);

    public override IEnumerable<Shape> At(string key) => key == ChoosingKey
        ? [new NameShape()]
        : fields.Concat(Variants.SelectMany(variant => variant.Fields))
            .Where(field => field.Key == key)
            .Select(field => field.Shape);

    protected override object? Content(RawNode raw, string path, Place keyAt, ErrorLog log)
    {
        if (raw is not RawMapping mapping)
        {
            Refuse(raw, path, log);
            return null;
        }

        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        Variant? variant = null;
        if (ChoosingKey.Length > 0)
        {
            Value choice = Choose(mapping, path, keyAt, log);
            values.Add(ChoosingKey, choice);
            variant = Variants.FirstOrDefault(v => v.Name == choice.Text);
        }

        foreach (Field field in fields.Concat(variant?.Fields ?? []))
            values.Add(field.Key, ReadField(field, mapping, path, keyAt, log));
        foreach (RawEntry entry in mapping.Entries)
        {
            if (values.ContainsKey(entry.Key)) continue;
            RefuseKey(entry, values.Keys, variant, path, log);
        }

        return values;
    }

    private Value Choose(RawMapping mapping, string path, Place keyAt, ErrorLog log)
    {
        string choicePath = KeyPath.Join(path, ChoosingKey);
        RawEntry? entry = mapping.Find(ChoosingKey);
        if (entry is null)
        {
            log.Add(keyAt, choicePath, $"is missing; allowed is {AllowedVariants}");
            return new Value(choicePath, keyAt, keyAt, null) { IsGiven = false };
        }

        RawNode node = entry.Node;
        string? name = (node as RawText)?.Text;
        if (Variants.Any(variant => variant.Name == name))
            return new Value(choicePath, node.At, entry.KeyAt, name);
        if (node is not RawInvalid)
            log.Add(node.At, choicePath, $"found {node.Described}; allowed is {AllowedVariants}");
        return new Value(choicePath, node.At, entry.KeyAt, null);
    }

    private static Value ReadField(
        Field field,
        RawMapping mapping,
        string path,
        Place keyAt,
        ErrorLog log)
    {
        string fieldPath = KeyPath.Join(path, field.Key);
        if (mapping.Find(field.Key) is { } entry)
            return field.Shape.Read(entry.Node, fieldPath, entry.KeyAt, log);
        if (field.IsRequired)
            log.Add(keyAt, fieldPath, $"is missing; allowed is {field.Shape.Allowed}");
        Value value = field.DefaultText is null
            ? new Value(fieldPath, keyAt, keyAt, null)
            : field.Shape.Read(new RawText(keyAt, field.DefaultText, false), fieldPath, keyAt, log);
        return value.AsNotGiven();
    }

    private void RefuseKey(
        RawEntry entry,
        IEnumerable<string> known,
        Variant? chosen,
        string path,
        ErrorLog log)
    {
        string entryPath = KeyPath.Join(path, RawNode.Shortened(entry.Key));
        string[] owners = Variants
            .Where(variant => variant.Fields.Any(field => field.Key == entry.Key))
            .Select(variant => variant.Name)
            .ToArray();
        // Without a variant nobody can tell whether a key of some variant is right here.
        if (chosen is null && owners.Length > 0) return;
        if (owners.Length > 0)
        {
            log.Add(
                entry.KeyAt, entryPath,
                $"is not used with {ChoosingKey} {chosen!.Name}; "
                + $"allowed only with {string.Join(" or ", owners)}");
            return;
        }

        IEnumerable<string> candidates = chosen is null
            ? known.Concat(Variants.SelectMany(v => v.Fields).Select(field => field.Key))
            : known;
        string suggestion = Suggestion.For(entry.Key, candidates.Distinct());
        log.Add(entry.KeyAt, entryPath, $"is not a known key; {suggestion}");
    }
}
