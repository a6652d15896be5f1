using System.Reflection;
using YamlDotNet.RepresentationModel;

namespace GpuRisk.Scenarios;

/// <summary>The scenarios that come with the program.</summary>
public static class LibraryScenarios
{
    private const string Prefix = "library/";

    private static readonly Lazy<IReadOnlyList<LibraryText>> Texts = new(Read);

    /// <summary>All of them, in order of their names.</summary>
    public static IReadOnlyList<LibraryText> All => Texts.Value;

    private static IReadOnlyList<LibraryText> Read()
    {
        Assembly assembly = typeof(LibraryScenarios).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Describe(name[Prefix.Length..], EmbeddedText.Read(assembly, name))),
        ];
    }

    private static LibraryText Describe(string name, string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        YamlNode root = yaml.Documents[0].RootNode;
        return new LibraryText(
            name, text, root["kernel"].ToString(), root["description"].ToString().Trim(),
            [.. FilesIn(root).Distinct()]);
    }

    // What is observed is compared with and not run: only replays read it.
    private static IEnumerable<string> FilesIn(YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.SelectMany(entry => entry.Key.ToString() switch
        {
            "file" => [entry.Value.ToString()],
            "observed" => [],
            _ => FilesIn(entry.Value),
        }),
        YamlSequenceNode list => list.SelectMany(FilesIn),
        _ => [],
    };
}

/// <summary>A scenario that comes with the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its YAML.</param>
/// <param name="Kernel">Its kernel.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Files">The files that it reads besides.</param>
public sealed record LibraryText(
    string Name, string Text, string Kernel, string Description, IReadOnlyList<string> Files);
