using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>Charts of the ledger, as pictures.</summary>
internal static class LedgerPlots
{
    /// <summary>Mean profit of each class, with the middle nine tenths of paths, in percent of
    /// its wealth.</summary>
    public static Plot Profits(LedgerPicture ledger, IReadOnlyList<PageMetric> metrics)
    {
        // Classes differ by orders of magnitude and in sign: near zero the axis is linear, far
        // from it logarithmic.
        static double Bend(double percent) =>
            Math.Sign(percent) * Math.Log10(1 + Math.Abs(percent));

        Plot plot = MetricPlots.Blank("Profit by class", "% of wealth at the start", "");
        AccountPicture[] classes = [.. Classes(ledger).Where(account => account.WealthUsd > 0)
            .OrderBy(account => account.Mean / account.WealthUsd)];
        foreach ((int i, AccountPicture account) in classes.Index())
        {
            Color colour = account.Centralised ? PicturePalette.Accent : PicturePalette.Other;
            double perUsd = 100 / account.WealthUsd;
            PageMetric? metric = metrics.FirstOrDefault(
                metric => metric.Picture.Name == account.Name + ".profit");
            if (metric is { P05: { } low, P95: { } high })
            {
                plot.Add.Line(Bend(low * perUsd), i, Bend(high * perUsd), i).LineStyle =
                    new LineStyle(6, colour.WithAlpha(0.4));
            }

            plot.Add.Marker(
                Bend((account.Mean ?? 0) * perUsd), i, MarkerShape.FilledCircle, 9, colour);
        }

        double[] ticks = [-1000, -100, -10, -1, 0, 1, 10, 100, 1000, 10000];
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. ticks.Select(Bend)], [.. ticks.Select(tick => FigureText.Compact(tick))]);
        plot.Add.VerticalLine(0, 1, Colors.Black);
        Name(plot, classes);
        return plot;
    }

    /// <summary>What each class earned and paid by channel, in percent of its turnover.</summary>
    public static Plot Channels(LedgerPicture ledger)
    {
        AccountPicture[] classes = [.. Classes(ledger).Reverse()];
        Dictionary<string, double> turnover = ledger.Channels
            .GroupBy(entry => entry.Account)
            .ToDictionary(group => group.Key, group => group.Sum(entry => Math.Abs(entry.Mean)));
        string[] channels = [.. ledger.Channels
            .GroupBy(entry => entry.Channel)
            .OrderByDescending(group =>
                group.Sum(entry => Math.Abs(entry.Mean) / turnover[entry.Account]))
            .Select(group => group.Key)];
        var bars = new List<Bar>();
        foreach ((int i, AccountPicture account) in classes.Index())
        {
            double earned = 0;
            double paid = 0;
            foreach (ChannelPicture entry in ledger.Channels
                .Where(entry => entry.Account == account.Name)
                .OrderBy(entry => Array.IndexOf(channels, entry.Channel)))
            {
                ref double side = ref entry.Mean > 0 ? ref earned : ref paid;
                double from = side;
                side += 100 * entry.Mean / turnover[account.Name];
                bars.Add(new Bar
                {
                    Position = i,
                    ValueBase = from,
                    Value = side,
                    Size = 0.7,
                    Orientation = Orientation.Horizontal,
                    FillColor = PicturePalette.Of(Array.IndexOf(channels, entry.Channel)),
                    LineColor = Colors.White,
                    LineWidth = 0.5f,
                });
            }
        }

        Plot plot = MetricPlots.Blank(
            "Profit by channel", "% of all that the class earns and pays", "");
        plot.Add.Bars(bars);
        plot.Add.VerticalLine(0, 1, Colors.Black);
        Name(plot, classes);
        AddLegend(plot, channels);
        return plot;
    }

    /// <summary>The Lorenz curve of gains.</summary>
    public static Plot Lorenz(LedgerPicture ledger)
    {
        LorenzPoint[] points = [.. ((double[])[0, 1])
            .Where(end => ledger.Lorenz.All(point => point.Wallets != end))
            .Select(end => new LorenzPoint(end, end, null, null, null))
            .Concat(ledger.Lorenz)
            .OrderBy(point => point.Wallets)];
        double[] Percent(Func<LorenzPoint, double> of) =>
            [.. points.Select(point => 100 * of(point))];

        Plot plot = MetricPlots.Blank(
            "Lorenz curve of gains", "wallets, %, those who gain least first", "gains, %");
        double[] wallets = Percent(point => point.Wallets);
        plot.Add.Line(0, 0, 100, 100).LineStyle =
            new LineStyle(1, PicturePalette.Quiet, LinePattern.Dotted);
        MetricPlots.Band(
            plot, wallets, Percent(point => point.P05 ?? point.Mean),
            Percent(point => point.P95 ?? point.Mean), 0.25);
        plot.Add.ScatterLine(wallets, Percent(point => point.Mean), PicturePalette.Accent)
            .LineWidth = 2;
        plot.Axes.SetLimits(0, 100, 0, 100);
        return plot;
    }

    private static IEnumerable<AccountPicture> Classes(LedgerPicture ledger) =>
        ledger.Accounts.Where(account => account.Kind == "class");

    private static void Name(Plot plot, AccountPicture[] classes) =>
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. Enumerable.Range(0, classes.Length).Select(i => (double)i)],
            [.. classes.Select(account => account.Name)]);

    private static void AddLegend(Plot plot, string[] channels)
    {
        IEnumerable<LegendItem> items = channels
            .Take(PicturePalette.Categories)
            .Select((channel, i) => new LegendItem
            {
                LabelText = channel,
                FillColor = PicturePalette.Of(i),
                LineWidth = 0,
            });
        if (channels.Length > PicturePalette.Categories)
        {
            items = items.Append(new LegendItem
            {
                LabelText = "other channels",
                FillColor = PicturePalette.Quiet,
                LineWidth = 0,
            });
        }

        plot.ShowLegend([.. items], Alignment.UpperRight);
        plot.Legend.OutlineColor = plot.Legend.ShadowColor = Colors.Transparent;
        plot.ShowLegend(Edge.Right);
    }
}
