using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using ScottPlot;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>Who pays whom, as a picture: payers on the left, payees on the right, and between each
/// pair a band as wide as what passes, net.</summary>
internal static class FlowPlot
{
    // What is less than this part of all is not drawn.
    private const double SmallestShare = 0.004;

    // Between two accounts of a side, in parts of all that passes.
    private const double Gap = 0.03;

    private const double BarWidth = 0.015;
    private const int CurvePoints = 40;

    /// <summary>Draws it.</summary>
    public static Plot Of(LedgerPicture ledger)
    {
        List<NetFlow> flows = Net(ledger.Flows);
        Plot plot = MetricPlots.Blank("", "", "");
        plot.HideGrid();
        plot.Axes.Frameless();
        if (flows.Count == 0)
        {
            return plot;
        }

        Dictionary<string, Color> colours = ledger.Accounts.ToDictionary(
            account => account.Name,
            account => account.Kind != "class" ? PicturePalette.Quiet
                : account.Centralised ? PicturePalette.Accent : PicturePalette.Other);
        double total = flows.Sum(flow => flow.Usd);
        List<Side> payers = Stack(plot, flows, flow => flow.Payer, colours, total, 0);
        List<Side> payees = Stack(plot, flows, flow => flow.Payee, colours, total, 1);
        foreach (NetFlow flow in flows)
        {
            double width = flow.Usd / total;
            Side from = payers.Single(side => side.Name == flow.Payer);
            Side to = payees.Single(side => side.Name == flow.Payee);
            AddBand(plot, from.Next, to.Next, width, colours[flow.Payee]);
            from.Next -= width;
            to.Next -= width;
        }

        plot.Axes.SetLimits(-0.35, 1.35, -Math.Max(Depth(payers), Depth(payees)), 0.02);
        return plot;
    }

    // Money never runs in circles: between two accounts only the difference is drawn.
    private static List<NetFlow> Net(IReadOnlyList<FlowResult> flows)
    {
        List<NetFlow> all = [.. flows
            .Where(flow => flow.Payer != flow.Payee)
            .GroupBy(flow => string.CompareOrdinal(flow.Payer, flow.Payee) < 0
                ? (flow.Payer, flow.Payee)
                : (flow.Payee, flow.Payer))
            .Select(pair => (
                pair.Key,
                Usd: pair.Sum(f => f.Payer == pair.Key.Item1 ? f.Mean : -f.Mean)))
            .Select(pair => pair.Usd > 0
                ? new NetFlow(pair.Key.Item1, pair.Key.Item2, pair.Usd)
                : new NetFlow(pair.Key.Item2, pair.Key.Item1, -pair.Usd))
            .OrderByDescending(flow => flow.Usd)];
        double total = all.Sum(flow => flow.Usd);
        return all.FindAll(flow => flow.Usd > SmallestShare * total);
    }

    // The accounts of a side from the largest down, each with its bar and its name.
    private static List<Side> Stack(
        Plot plot, List<NetFlow> flows, Func<NetFlow, string> account,
        Dictionary<string, Color> colours, double total, int side)
    {
        var sides = new List<Side>();
        double top = 0;
        foreach (IGrouping<string, NetFlow> group in flows.GroupBy(account)
            .OrderByDescending(group => group.Sum(flow => flow.Usd)))
        {
            double usd = group.Sum(flow => flow.Usd);
            double bottom = top - (usd / total);
            double outer = side == 0 ? -BarWidth : 1 + BarWidth;
            var bar = plot.Add.Rectangle(
                Math.Min(outer, side), Math.Max(outer, side), bottom, top);
            bar.LineWidth = 0;
            bar.FillColor = colours[group.Key];
            var name = plot.Add.Text(
                $"{group.Key} {FigureText.Compact(usd)}",
                side == 0 ? outer - 0.01 : outer + 0.01, (top + bottom) / 2);
            name.LabelAlignment = side == 0 ? Alignment.MiddleRight : Alignment.MiddleLeft;
            name.LabelFontSize = 11;
            name.LabelFontName = plot.Axes.Title.Label.FontName;
            sides.Add(new Side(group.Key, top, bottom));
            top = bottom - Gap;
        }

        return sides;
    }

    private static double Depth(List<Side> sides) => -sides[^1].Bottom + Gap;

    private static void AddBand(Plot plot, double left, double right, double width, Color colour)
    {
        double[] across = [.. Enumerable.Range(0, CurvePoints + 1)
            .Select(i => (double)i / CurvePoints)];
        Coordinates At(double x, double down) =>
            new(x, left + ((right - left) * x * x * (3 - (2 * x))) - down);

        var band = plot.Add.Polygon(
            [.. across.Select(x => At(x, 0)), .. across.Reverse().Select(x => At(x, width))]);
        band.FillColor = colour.WithAlpha(0.4);
        band.LineWidth = 0;
    }

    private sealed record NetFlow(string Payer, string Payee, double Usd);

    // Next is where the next band begins, from the top down.
    private sealed class Side(string name, double top, double bottom)
    {
        public string Name { get; } = name;

        public double Bottom { get; } = bottom;

        public double Next { get; set; } = top;
    }
}
