using System.Net;
using System.Text;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Writes HTML. All texts are escaped; markup is only what this class writes.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>Text as HTML shows it.</summary>
    public static string Escape(string text) =>
        WebUtility.HtmlEncode(PrintableText.Of(text));

    /// <summary>Adds markup as it is.</summary>
    public Html Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Adds an element with a text.</summary>
    /// <param name="tag">The tag, with attributes if any.</param>
    /// <param name="text">The text.</param>
    public Html Element(string tag, string text)
    {
        _text.Append('<').Append(tag).Append('>').Append(Escape(text));
        return Close(tag);
    }

    /// <summary>Adds an element around what an action adds.</summary>
    public Html Element(string tag, Action<Html> content)
    {
        _text.Append('<').Append(tag).Append('>');
        content(this);
        return Close(tag);
    }

    /// <summary>Adds an element with a figure, whose hyphens are minus signs.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="figure">The figure.</param>
    public Html Figure(string tag, string figure) => Element(
        tag,
        string.Concat(figure.Select((c, i) => c == '-' && IsSign(figure, i) ? '\u2212' : c)));

    /// <summary>Adds a table that scrolls by itself where it is too wide.</summary>
    /// <param name="label">What the table shows, for those who cannot see it.</param>
    /// <param name="content">Adds rows.</param>
    public Html Table(string label, Action<Html> content) => Element(
        $"div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{Escape(label)}\"",
        region => region.Element("table", content));

    /// <summary>Adds a table of titles and rows.</summary>
    /// <param name="titles">The titles.</param>
    /// <param name="texts">How many columns, from the first, hold text and not numbers.</param>
    /// <param name="rows">The cells of each row.</param>
    public Html Table(IReadOnlyList<string> titles, int texts, IEnumerable<string[]> rows) =>
        Table(string.Join(", ", titles), table =>
        {
            table.Titles(titles, texts);
            table.Element("tbody", body =>
            {
                foreach (string[] row in rows) body.Row(row, texts);
            });
        });

    /// <summary>Adds a part of the page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="about">What is seen in it.</param>
    /// <param name="content">Adds what it holds.</param>
    public Html Section(string title, string about, Action<Html> content) => Element(
        "section", section =>
        {
            section.Element("h2", title).Element("p class=\"about\"", about);
            content(section);
        });

    /// <summary>Adds a row of titles.</summary>
    /// <param name="titles">The titles.</param>
    /// <param name="texts">How many columns, from the first, hold text and not numbers.</param>
    public Html Titles(IEnumerable<string> titles, int texts) => Element(
        "thead",
        head => head.Element("tr", row =>
        {
            foreach ((int i, string title) in titles.Index())
            {
                row.Element(i < texts ? "th scope=\"col\" class=\"t\"" : "th scope=\"col\"", title);
            }
        }));

    /// <summary>Adds a row whose first cell names it.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="texts">How many columns, from the first, hold text and not numbers.</param>
    public Html Row(IEnumerable<string> cells, int texts) => Element("tr", row =>
    {
        foreach ((int i, string cell) in cells.Index())
        {
            if (i == 0)
            {
                row.Element("th scope=\"row\"", cell);
            }
            else if (i < texts)
            {
                row.Element("td class=\"t\"", cell);
            }
            else
            {
                row.Figure("td", cell);
            }
        }
    });

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static bool IsSign(string figure, int at) =>
        at + 1 < figure.Length && char.IsAsciiDigit(figure[at + 1])
        && (at == 0 || figure[at - 1] is ' ' or '[');

    private Html Close(string tag)
    {
        _text.Append("</").Append(tag.Split(' ', 2)[0]).Append('>');
        return this;
    }
}
