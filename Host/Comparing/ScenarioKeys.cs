using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace GpuRisk.Host.Comparing;

/// <summary>The keys of a scenario file, flattened, with the settings that went before it.
/// </summary>
internal static class ScenarioKeys
{
    /// <summary>Dotted keys and their values as text, in the file's order; a list is one value.
    /// </summary>
    /// <param name="text">The scenario's text, known to be good.</param>
    /// <param name="overrides">The settings, known to be good.</param>
    public static OrderedDictionary<string, string> Of(
        string text, IReadOnlyList<string> overrides)
    {
        YamlNode root = Parse(text);
        foreach (string setting in overrides)
        {
            int split = setting.IndexOf('=', StringComparison.Ordinal);
            root = With(root, setting[..split].Trim().Split('.'), Parse(setting[(split + 1)..]));
        }

        var keys = new OrderedDictionary<string, string>();
        Flatten(root, "", keys);
        return keys;
    }

    /// <summary>Whether two values mean the same: <c>1e4</c> is <c>10000</c>.</summary>
    public static bool AreEqual(string? a, string? b)
    {
        bool isNumberA = double.TryParse(
            a, NumberStyles.Float, CultureInfo.InvariantCulture, out double numberA);
        bool isNumberB = double.TryParse(
            b, NumberStyles.Float, CultureInfo.InvariantCulture, out double numberB);
        return isNumberA && isNumberB ? numberA == numberB : a == b;
    }

    private static YamlNode Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents[0].RootNode;
    }

    private static YamlNode With(YamlNode node, ReadOnlySpan<string> keys, YamlNode value)
    {
        if (keys.IsEmpty)
        {
            return value;
        }

        if (node is YamlSequenceNode list)
        {
            int index = int.Parse(keys[0], CultureInfo.InvariantCulture);
            list.Children[index] = With(list.Children[index], keys[1..], value);
            return list;
        }

        YamlMappingNode mapping = node as YamlMappingNode ?? [];
        var key = new YamlScalarNode(keys[0].Trim());
        YamlNode child = mapping.Children.TryGetValue(key, out YamlNode? old)
            ? old
            : new YamlMappingNode();
        mapping.Children[key] = With(child, keys[1..], value);
        return mapping;
    }

    private static void Flatten(
        YamlNode node, string path, OrderedDictionary<string, string> keys)
    {
        if (node is not YamlMappingNode mapping)
        {
            keys[path] = Text(node);
            return;
        }

        foreach ((YamlNode key, YamlNode child) in mapping)
        {
            string name = Text(key);
            Flatten(child, path.Length == 0 ? name : $"{path}.{name}", keys);
        }
    }

    private static string Text(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlSequenceNode list => $"[{string.Join(", ", list.Select(Text))}]",
        _ => node.ToString(),
    };
}
