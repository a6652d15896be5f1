using System.Text.RegularExpressions;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>A scenario's text with its comments and keys marked.</summary>
internal static partial class ScenarioListing
{
    /// <summary>Adds it; whatever the text holds is shown and nothing of it is markup.</summary>
    public static void Add(Html html, string text) => html.Element(
        "pre tabindex=\"0\" aria-label=\"Scenario file\"",
        pre => pre.Element("code", code =>
        {
            foreach (string line in text.TrimEnd().ReplaceLineEndings("\n").Split('\n'))
            {
                AddLine(code, line);
                code.Raw("\n");
            }
        }));

    // A hash begins a comment at the start of a line or after a blank. One within a quoted text
    // is marked wrongly, which changes how it looks and nothing else.
    private static void AddLine(Html code, string line)
    {
        Match comment = Comment().Match(line);
        string rest = comment.Success ? line[..comment.Index] : line;
        int from = 0;
        foreach (Match key in Key().Matches(rest))
        {
            code.Raw(Html.Escape(rest[from..key.Index])).Element("b", key.Value);
            from = key.Index + key.Length;
        }

        code.Raw(Html.Escape(rest[from..]));
        if (comment.Success)
        {
            code.Element("i", comment.Value);
        }
    }

    [GeneratedRegex(@"(?<=^|\s)#.*$", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<=^\s*|[{,]\s*)[\w./-]+(?=:(\s|$))", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
