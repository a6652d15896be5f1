using System.Globalization;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads the liquidity of a concentrated pool by ticks, one a line of a CSV file.
/// </summary>
internal static class LiquidityFile
{
    // As subgraphs and tables of chain data call them.
    private static readonly string[] TickNames = ["tick", "tickIdx", "tick_idx"];
    private static readonly string[] NetNames =
        ["liquidityNet", "liquidity_net"];

    /// <summary>The distribution; null where an error was told.</summary>
    public static LiquidityDistribution? Read(Value entry, BuildContext context)
    {
        Value file = entry["file"];
        var net = new Dictionary<int, double>();
        int errors = context.Log.Count;
        CsvFile.Read(file, entry.Path, "table of ticks", context, (header, path) =>
        {
            if (Column(header, TickNames, path, entry, context) is not { } tick
                || Column(header, NetNames, path, entry, context) is not { } amount)
            {
                return null;
            }

            return (cells, line) =>
            {
                if (cells.Length == header.Length)
                {
                    Add(cells[tick], cells[amount], path, line, entry.Path, context, net);
                    return;
                }

                context.Log.Add(
                    new Place(path, line, 1), entry.Path,
                    $"found {cells.Length} fields; allowed are {header.Length}");
            };
        });
        if (context.Log.Count > errors || !file.IsSound) return null;
        LiquidityDistribution? read = LiquidityDistribution.Of(net, out string? problem);
        if (problem is not null) context.Refuse(file, problem);
        return read;
    }

    private static int? Column(
        CsvField[] header, string[] names, string path, Value entry, BuildContext context)
    {
        int[] found = [.. Enumerable.Range(0, header.Length).Where(i =>
            names.Contains(header[i].Text, StringComparer.OrdinalIgnoreCase))];
        if (found.Length == 1) return found[0];
        string known = string.Join(
            ", ", header.Take(16).Select(cell => RawNode.Shortened(cell.Text)));
        context.Log.Add(
            new Place(path, 1, 1), entry.Path,
            $"found {(found.Length == 0 ? "none" : "several")} of the columns "
            + $"{string.Join(", ", names)} among {known}; allowed is one of them");
        return null;
    }

    private static void Add(
        CsvField tick, CsvField amount, string path, int line, string keyPath,
        BuildContext context, Dictionary<int, double> net)
    {
        void Refuse(CsvField cell, string allowed) => context.Log.Add(
            new Place(path, line, cell.Column), keyPath,
            $"found '{RawNode.Shortened(cell.Text)}'; allowed is {allowed}");
        bool isTick = int.TryParse(
            tick.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int at)
            && Math.Abs((long)at) <= LiquidityDistribution.MostTick;
        bool isAmount = double.TryParse(
            amount.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double change)
            && double.IsFinite(change);
        if (!isTick)
        {
            Refuse(tick, FormattableString.Invariant(
                $"a whole number from -{LiquidityDistribution.MostTick} to ")
                + FormattableString.Invariant($"{LiquidityDistribution.MostTick}"));
        }

        if (!isAmount) Refuse(amount, "a number");
        if (isTick && isAmount && !net.TryAdd(at, change)) Refuse(tick, "each tick once");
    }
}
