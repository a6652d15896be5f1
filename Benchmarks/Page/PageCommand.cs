using System.Text.RegularExpressions;

namespace GpuRisk.Benchmarks.Page;

/// <summary>Puts what runs printed or kept into a page's sections, so that no figure on it is
/// copied by hand.</summary>
internal static partial class PageCommand
{
    private const string Usage =
        "usage: dotnet run -c Release --project Benchmarks -- page PAGE.md SECTION=FILE ...\n"
        + "FILE is what gpurisk bench --out kept (.json), or what a benchmark printed.";

    /// <summary>Runs the command; returns the exit code.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length < 2)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        string page = File.ReadAllText(arguments[0]);
        foreach (string argument in arguments[1..])
        {
            if (argument.Split('=', 2) is not [var section, var file])
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }

            string content = file.EndsWith(".json", StringComparison.Ordinal)
                ? SuiteSection.Render(File.ReadAllText(file))
                : Fenced(File.ReadAllText(file));
            if (!Section(section).IsMatch(page))
            {
                Console.Error.WriteLine($"{arguments[0]} has no section {section}.");
                return 2;
            }

            page = Section(section).Replace(
                page, match => $"{match.Groups[1].Value}\n\n{content.Trim()}\n\n"
                    + match.Groups[2].Value);
        }

        File.WriteAllText(arguments[0], page);
        return 0;
    }

    private static Regex Section(string name) => new(
        $"(<!-- begin {Regex.Escape(name)} -->).*?(<!-- end {Regex.Escape(name)} -->)",
        RegexOptions.Singleline | RegexOptions.CultureInvariant);

    // The lines about the machine stand in a block of their own; tables stay as they are, with an
    // empty line before and after; what was skipped becomes a list.
    private static string Fenced(string text)
    {
        string[] parts = text.Split("\n\n", 2);
        string body = Skipped().Replace(parts.Length > 1 ? parts[1] : "", "- Skipped:");
        body = TableAfterText().Replace(body, "$1\n\n$2");
        body = TextAfterTable().Replace(body, "$1\n\n$2");
        return $"```\n{parts[0].Trim()}\n```\n\n{body}";
    }

    [GeneratedRegex("^Skipped:", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Skipped();

    [GeneratedRegex(@"^([^|\n].*)\n(\|)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TableAfterText();

    [GeneratedRegex(@"^(\|.*)\n([^|\n])", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TextAfterTable();
}
