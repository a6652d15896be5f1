using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>
/// The books of loans and lists of balances that a scenario reads besides its own file.
/// </summary>
internal static class BookFiles
{
    private const string Key = "file";

    /// <summary>
    /// The paths, relative to the scenario's folder, that the text or a setting names as a file
    /// and that exist. A book that a setting replaces may be among them; it does no harm.
    /// </summary>
    public static IReadOnlyList<string> Of(
        string text, IReadOnlyList<string> overrides, string folder)
    {
        var names = new List<string>();
        Collect(text, isFile: false, names);
        foreach (string setting in overrides)
        {
            int split = setting.IndexOf('=', StringComparison.Ordinal);
            string key = setting[..Math.Max(split, 0)].Trim();
            bool isFile = key.EndsWith("." + Key, StringComparison.Ordinal);
            Collect(setting[(split + 1)..], isFile, names);
        }

        return [.. names.Distinct().Where(name => File.Exists(Path.Combine(folder, name)))];
    }

    private static void Collect(string text, bool isFile, List<string> names)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException)
        {
            // The scenario was read before this, so what is left is no concern of books.
            return;
        }

        foreach (YamlDocument document in yaml.Documents)
        {
            Collect(document.RootNode, isFile, names);
        }
    }

    private static void Collect(YamlNode node, bool isFile, List<string> names)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } value } && isFile)
        {
            names.Add(value);
        }
        else if (node is YamlMappingNode mapping)
        {
            foreach ((YamlNode key, YamlNode child) in mapping)
            {
                Collect(child, key is YamlScalarNode { Value: Key }, names);
            }
        }
    }
}
