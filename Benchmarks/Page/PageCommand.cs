using System.Text.RegularExpressions;

namespace GpuRisk.Benchmarks.Page;

/// <summary>Puts what runs printed or kept into a page's sections, so that no figure on it is
/// copied by hand.</summary>
internal static partial class PageCommand
{
    public const string Usage =
        "dotnet run -c Release --project Benchmarks -- page PAGE.md SECTION=FILE|FOLDER ...\n"
        + "           FILE is what gpurisk bench --out kept (.json), or what a benchmark printed; "
        + "of a FOLDER,\n           each file is of the section of its name";

    /// <summary>Runs the command; returns the exit code.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length < 2)
        {
            Console.Error.WriteLine("usage: " + Usage);
            return 2;
        }

        string page = File.ReadAllText(arguments[0]);
        foreach ((string section, string file) in
            arguments[1..].ToArray().SelectMany(Sections))
        {
            if (!Section(section).IsMatch(page))
            {
                Console.Error.WriteLine($"{arguments[0]} has no section {section}.");
                return 2;
            }

            string content = file.EndsWith(".json", StringComparison.Ordinal)
                ? SuiteSection.Render(File.ReadAllText(file))
                : Fenced(File.ReadAllText(file));
            page = Section(section).Replace(
                page, match => $"{match.Groups[1].Value}\n\n{content.Trim()}\n\n"
                    + match.Groups[2].Value);
        }

        File.WriteAllText(arguments[0], page);
        return 0;
    }

    private static IEnumerable<(string Section, string File)> Sections(string argument) =>
        argument.Split('=', 2) is [var section, var file]
            ? [(section, file)]
            : Directory.EnumerateFiles(argument)
                .Where(name => Path.GetExtension(name) is ".md" or ".json")
                .Order(StringComparer.Ordinal)
                .Select(name => (Path.GetFileNameWithoutExtension(name), name));

    private static Regex Section(string name) => new(
        $"(<!-- begin {Regex.Escape(name)} -->).*?(<!-- end {Regex.Escape(name)} -->)",
        RegexOptions.Singleline | RegexOptions.CultureInvariant);

    // The lines about the machine, where there are any, stand in a block of their own; tables stay
    // as they are, with an empty line before and after; what was skipped becomes a list.
    private static string Fenced(string text)
    {
        if (text.Split("\n\n", 2) is not [var machine, var rest])
        {
            return text;
        }

        string body = Skipped().Replace(rest, "- Skipped:");
        body = TableAfterText().Replace(body, "$1\n\n$2");
        body = TextAfterTable().Replace(body, "$1\n\n$2");
        return $"```\n{machine.Trim()}\n```\n\n{body}";
    }

    [GeneratedRegex("^Skipped:", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Skipped();

    [GeneratedRegex(@"^([^|\n].*)\n(\|)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TableAfterText();

    [GeneratedRegex(@"^(\|.*)\n([^|\n])", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TextAfterTable();
}
