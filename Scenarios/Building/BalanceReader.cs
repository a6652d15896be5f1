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
            if (ColumnIn(header, path, sizes, context) is not { } column) return null;
            return (cells, line) =>
            {
                if (cells.Length == header.Length)
                {
                    CsvField cell = cells[column];
                    Add(cell, new Place(path, line, cell.Column), sizes.Path, context, balances);
                    return;
                }

                context.Log.Add(
                    new Place(path, line, 1), sizes.Path,
                    $"found {cells.Length} fields; allowed are {header.Length}");
            };
        });
        return balances;
    }

    private static int? ColumnIn(
        CsvField[] header, string path, Value sizes, BuildContext context)
    {
        if (sizes["column"].Text is not { } name) return null;
        string[] names = [.. header.Select(cell => cell.Text)];
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
        CsvField cell,
        Place place,
        string keyPath,
        BuildContext context,
        List<double> balances)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent;
        bool isNumber = double.TryParse(
            cell.Text, styles, CultureInfo.InvariantCulture, out double size);
        if (isNumber && size > 0 && size <= Interval.Limit) balances.Add(size);
        else
        {
            context.Log.Add(
                place, keyPath,
                $"found '{RawNode.Shortened(cell.Text)}'; allowed is a size in USD above 0 and at "
                + $"most 1e15{NumberShape.HintOf(size)}");
        }
    }
}
