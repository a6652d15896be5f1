using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A table of figures on the terminal.</summary>
internal static class FigureTable
{
    /// <summary>Draws it whole.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="titles">The titles of its columns.</param>
    /// <param name="texts">How many columns, from the first, hold text and not numbers.</param>
    /// <param name="rows">Its rows.</param>
    public static void Draw(
        IAnsiConsole console, IReadOnlyList<string> titles, int texts, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach ((int i, string title) in titles.Index())
        {
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(title)}[/]")
            {
                Alignment = i < texts ? Justify.Left : Justify.Right,
                NoWrap = true,
            });
        }

        foreach (string[] row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        console.WriteWhole(table);
    }
}
