using Spectre.Console;
using Spectre.Console.Rendering;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>Draws tables of which nothing is cut: what tells rows apart may stand at the end.
/// </summary>
internal static class WholeTable
{
    /// <summary>Columns that there is room for: those of a terminal, else as many as it takes.
    /// </summary>
    public static int Room(this IAnsiConsole console) =>
        console.Profile.Out.IsTerminal ? console.Profile.Width : int.MaxValue;

    /// <summary>Draws a table; in a terminal too narrow for it, cells break their lines.</summary>
    public static void WriteWhole(this IAnsiConsole console, Table table)
    {
        int given = console.Profile.Width;
        int needed = ((IRenderable)table).Measure(
            RenderOptions.Create(console, console.Profile.Capabilities), short.MaxValue).Max;
        if (needed > given && console.Profile.Out.IsTerminal)
        {
            foreach (TableColumn column in table.Columns)
            {
                column.NoWrap = false;
            }
        }
        else
        {
            console.Profile.Width = Math.Max(needed, given);
        }

        console.Write(table);
        console.Profile.Width = given;
    }
}
