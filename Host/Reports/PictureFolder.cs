using System.Globalization;
using ScottPlot;

namespace GpuRisk.Host.Reports;

/// <summary>Writes the charts of a report as PNG files.</summary>
internal static class PictureFolder
{
    private const int Width = 1600;
    private const int Height = 900;

    /// <summary>Writes them; metrics are those that the run is about.</summary>
    /// <param name="input">What to draw.</param>
    /// <param name="folder">Where; made where there is none.</param>
    /// <returns>The paths of the files.</returns>
    public static IReadOnlyList<string> Write(ReportInput input, string folder)
    {
        Directory.CreateDirectory(folder);
        List<string> paths = [];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Plot plot, int height) in Plots(PageData.Of(input)))
        {
            using (plot)
            {
                string path = Path.Combine(folder, FileName(name, names) + ".png");
                File.WriteAllBytes(path, plot.GetImageBytes(Width, height, ImageFormat.Png));
                paths.Add(path);
            }
        }

        return paths;
    }

    private static IEnumerable<(string Name, Plot Plot, int Height)> Plots(PageData data)
    {
        foreach (PageMetric metric in data.Metrics
            .Where(metric => data.Headline.Contains(metric.Picture.Name)))
        {
            yield return (
                "distribution-" + metric.Picture.Name, MetricPlots.Density(metric), Height);
            yield return (
                "convergence-" + metric.Picture.Name, MetricPlots.Convergence(metric), Height);
        }

        foreach (Fan fan in data.Fans)
        {
            yield return ("over-time-" + fan.Name, MetricPlots.OverTime(fan), Height);
        }

        if (data.Ledger is not { } ledger)
        {
            yield break;
        }

        yield return ("profits", LedgerPlots.Profits(ledger, data.Metrics), Height);
        yield return ("flows", FlowPlot.Of(ledger), Height);
        yield return ("channels", LedgerPlots.Channels(ledger), Height);
        if (ledger.Lorenz.Count > 0)
        {
            yield return ("lorenz", LedgerPlots.Lorenz(ledger), Width);
        }
    }

    // Names may hold slashes, and those of a tampered folder anything.
    private static string FileName(string name, HashSet<string> taken)
    {
        string safe = string.Concat(
            name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        string unique = safe;
        for (int i = 2; !taken.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{safe}-{i}");
        }

        return unique;
    }
}
