using System.Globalization;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>What a scenario's text says, key by key.</summary>
public static class ScenarioKeys
{
    /// <summary>Dotted keys and their values as text, in the file's order; a list is one value.
    /// </summary>
    /// <param name="text">The scenario's text, known to be good.</param>
    /// <param name="overrides">The settings that go before it, known to be good.</param>
    public static OrderedDictionary<string, string> Of(
        string text, IReadOnlyList<string> overrides)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(overrides);
        var log = new ErrorLog("");
        var keys = new OrderedDictionary<string, string>();
        if (YamlComposer.Compose(text, new Place("", 1, 1), "", log) is not RawMapping root)
            return keys;
        Overrides.Apply(root, ScenarioShape.Root, overrides, log);
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

    private static void Flatten(
        RawNode node, string path, OrderedDictionary<string, string> keys)
    {
        if (node is not RawMapping mapping)
        {
            keys[path] = Text(node);
            return;
        }

        foreach (RawEntry entry in mapping.Entries)
            Flatten(entry.Node, KeyPath.Join(path, entry.Key), keys);
    }

    private static string Text(RawNode node) => node switch
    {
        RawText text => text.Text,
        RawSequence list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        _ => node.Described,
    };
}
