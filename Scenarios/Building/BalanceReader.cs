using System.Globalization;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads the sizes of real wallets, one a line, from one column of a CSV file.</summary>
internal static class BalanceReader
{
    /// <summary>The sizes in USD, in file order; errors have been told.</summary>
    public static IReadOnlyList<double> Read(Value sizes, BuildContext context)
    {
        var balances = new List<double>();
        CsvFile.Read(sizes["file"], sizes.Path, "list of balances", context, (header, path) =>
        {
            string[] columns = header.Split(',');
            if (ColumnIn(columns, path, sizes, context) is not { } column) return null;
            return (text, line) =>
            {
                string[] fields = text.Split(',');
                if (fields.Length == columns.Length)
                {
                    Add(fields, column, new Place(path, line, 1), sizes.Path, context, balances);
                    return;
                }

                context.Log.Add(
                    new Place(path, line, 1), sizes.Path,
                    $"found {fields.Length} fields; allowed are {columns.Length}");
            };
        });
        return balances;
    }

    private static int? ColumnIn(
        string[] columns, string path, Value sizes, BuildContext context)
    {
        if (sizes["column"].Text is not { } name) return null;
        string[] names = [.. columns.Select(column => column.Trim())];
        int count = names.Count(column => column == name);
        if (count == 1) return Array.IndexOf(names, name);
        string shown = RawNode.Shortened(name);
        string found = count == 0 ? $"found no column '{shown}'" : $"found '{shown}' twice";
        IEnumerable<string> known = names.Select(RawNode.Shortened).Distinct();
        context.Log.Add(
            new Place(path, 1, 1), sizes.Path, $"{found}; {Suggestion.For(name, known)}");
        return null;
    }

    private static void Add(
        string[] fields,
        int column,
        Place line,
        string keyPath,
        BuildContext context,
        List<double> balances)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent;
        string text = fields[column].Trim();
        bool isNumber = double.TryParse(
            text, styles, CultureInfo.InvariantCulture, out double size);
        if (isNumber && size > 0 && size <= Interval.Limit)
        {
            balances.Add(size);
            return;
        }

        int before = fields.Take(column).Sum(field => field.Length + 1);
        int blanks = fields[column].Length - fields[column].TrimStart().Length;
        context.Log.Add(
            line with { Column = before + blanks + 1 }, keyPath,
            $"found '{RawNode.Shortened(text)}'; allowed is a size in USD above 0 and at most 1e15"
            + NumberShape.HintOf(size));
    }
}
