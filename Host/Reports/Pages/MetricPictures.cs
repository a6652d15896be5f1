using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Makes pictures of metrics from their tallies.</summary>
internal static class MetricPictures
{
    private const int FewestBars = 10;
    private const int MostBars = 60;
    private const int MostDrawn = 120;

    /// <summary>
    /// All published metrics. Those that vary have bars; where they are very many, those of whole
    /// subjects go before those of parts.
    /// </summary>
    public static IReadOnlyList<MetricPicture> Of(RunTally tally)
    {
        List<MetricTally> published =
            [.. tally.Metrics.Where(metric => !metric.Metric.Internal)];
        HashSet<MetricTally> drawn = [.. published
            .Where(metric => metric.Minimum < metric.Maximum)
            .OrderBy(metric => IsOfPart(metric.Metric))
            .Take(MostDrawn)];
        return [.. published.Select(metric => Picture(metric, drawn.Contains(metric)))];
    }

    // Channels of classes and parts of books; a name with dots of its own is drawn later at worst.
    private static bool IsOfPart(Metric metric) =>
        metric.Quantity.Contains('.') || metric.Subject.Contains('.');

    private static MetricPicture Picture(MetricTally tally, bool isDrawn)
    {
        Metric metric = tally.Metric;
        return new MetricPicture(
            metric.Name, metric.Subject, metric.Quantity, metric.Unit,
            isDrawn ? Count(Histogram(tally)) : null, isDrawn ? Converge(tally) : [])
        {
            Exceedance =
                isDrawn ? Exceedance.Of(metric, OutcomeBin.Of(tally), Histogram(tally)) : [],
        };
    }

    // Bars narrower than the tally's own bins would come in steps that mean nothing.
    private static Histogram Histogram(MetricTally tally) =>
        new(tally, Math.Clamp(tally.Bins().Count, FewestBars, MostBars));

    private static BarSeries Count(Histogram histogram)
    {
        return new BarSeries(
            histogram.Bars[0].Low, histogram.Bars[^1].High,
            [.. histogram.Bars.Select(bar => bar.Count)], histogram.Below, histogram.Above);
    }

    // Batches are the paths by index modulo 64: the first one, two, four ... of them are runs of
    // fewer paths that cost nothing.
    private static List<PartialMean> Converge(MetricTally tally)
    {
        var estimates = new MetricEstimates(tally);
        double? deviation =
            estimates.Hits > 0 || estimates.IsExact ? estimates.StandardDeviation.Value : null;
        var means = new List<PartialMean>();
        if (estimates.VarianceRatio is not null)
        {
            // Part of the paths has another error than its number says.
            return means;
        }

        for (int batches = 1; batches <= MetricTally.BatchCount; batches *= 2)
        {
            long count = tally.Batches.Take(batches).Sum(batch => batch.Count);
            Int128 sum = 0;
            foreach (Batch batch in tally.Batches.Take(batches))
            {
                sum += batch.Sum;
            }

            if (count > 0)
            {
                double mean = (double)sum / count / tally.Metric.Scale;
                means.Add(new PartialMean(
                    count, tally.Metric.Origin + mean, deviation / Math.Sqrt(count)));
            }
        }

        return means;
    }
}
