using System.Globalization;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Reading;

/// <summary>
/// Puts settings <c>dotted.key.path=value</c> into a raw tree before it is checked. The value is
/// YAML, so that lists may be given. Keys that are not there are added; what is misspelt is then
/// found by the check like any other unknown key.
/// </summary>
internal static class Overrides
{
    /// <summary>The file name that errors in overrides carry; their line is the number.</summary>
    public const string FileName = "--set";

    /// <summary>Puts settings into a tree.</summary>
    /// <param name="root">The root of the tree.</param>
    /// <param name="shape">What a root may look like: it tells where names with dots end.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="log">Receives what is wrong.</param>
    public static void Apply(
        RawMapping root, Shape shape, IReadOnlyList<string> settings, ErrorLog log)
    {
        for (int i = 0; i < settings.Count; i++)
        {
            var at = new Place(FileName, i + 1, 1);
            string setting = settings[i];
            int split = setting.IndexOf('=', StringComparison.Ordinal);
            string path = split < 0 ? "" : setting[..split].Trim();
            if (path.Split('.').Any(string.IsNullOrWhiteSpace))
            {
                log.Add(
                    at, "",
                    $"found '{RawNode.Shortened(setting)}'; allowed is key.path=value");
                continue;
            }

            Place valueAt = at with { Column = split + 2 };
            string text = setting[(split + 1)..];
            if (!SourceText.Check(text, valueAt, log)) continue;
            if (string.IsNullOrWhiteSpace(text)) log.Add(valueAt, path, "found no value");
            else if (YamlComposer.Compose(text, valueAt, path, log) is { } value)
                Put(root, shape, path, at, value, log);
        }
    }

    private static void Put(
        RawMapping root, Shape shape, string path, Place at, RawNode value, ErrorLog log)
    {
        IReadOnlyList<string> keys = KeyRoute.Of(path, root, shape, value, out var rivals);
        if (rivals.Count > 0)
        {
            log.Add(
                at, path,
                $"found a path that means {string.Join(" or ", rivals)}; "
                + "allowed are names that can be told apart");
            return;
        }

        Put(root, [.. keys], at, value, log);
    }

    private static void Put(
        RawMapping root,
        ReadOnlySpan<string> keys,
        Place at,
        RawNode value,
        ErrorLog log)
    {
        // The file's own limit on depth holds for paths too; it is far above what is needed.
        const int maximumKeys = 15;
        string path = string.Join('.', keys!);
        if (keys.Length > maximumKeys)
        {
            string found = Counted.Of(keys.Length, "key");
            log.Add(at, path, $"found {found}; at most {maximumKeys} are allowed");
            return;
        }

        RawNode node = root;
        for (int depth = 0; depth < keys.Length; depth++)
        {
            bool isLast = depth == keys.Length - 1;
            RawNode? next = node switch
            {
                RawMapping mapping => Step(mapping, keys[depth], at, isLast ? value : null),
                RawSequence sequence => Step(sequence, keys[depth], isLast ? value : null),
                _ => null,
            };
            if (next is null)
            {
                string found = string.Join('.', keys[..depth]!);
                log.Add(at, path, $"found {node.Described} at {found}; there is no such key in it");
                return;
            }

            node = next;
        }
    }

    /// <summary>Goes to a key of a mapping, which gets the value where there is one.</summary>
    private static RawNode Step(RawMapping mapping, string key, Place at, RawNode? value)
    {
        int index = mapping.Entries.FindIndex(entry => entry.Key == key);
        if (index < 0)
        {
            mapping.Entries.Add(new RawEntry(key, at, value ?? new RawMapping(at)));
            return mapping.Entries[^1].Node;
        }

        RawEntry old = mapping.Entries[index];
        if (value is not null) mapping.Entries[index] = new RawEntry(key, at, value);
        else if (old.Node is RawText { IsNothing: true })
            mapping.Entries[index] = old with { Node = new RawMapping(at) };
        return mapping.Entries[index].Node;
    }

    private static RawNode? Step(RawSequence sequence, string key, RawNode? value)
    {
        bool isIndex = int.TryParse(
            key, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        if (!isIndex || index >= sequence.Items.Count) return null;
        if (value is not null) sequence.Items[index] = value;
        return sequence.Items[index];
    }
}
