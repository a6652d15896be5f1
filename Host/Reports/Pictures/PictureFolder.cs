using System.Globalization;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Runs.Storage;
using ScottPlot;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>Writes the charts of a report as PNG files.</summary>
internal static class PictureFolder
{
    private const int Width = 1600;
    private const int Height = 900;

    /// <summary>Writes all of them or none; metrics are those that the run is about.</summary>
    /// <param name="input">What to draw.</param>
    /// <param name="folder">Where; made where there is none.</param>
    /// <returns>The paths of the files.</returns>
    public static IReadOnlyList<string> Write(ReportInput input, string folder)
    {
        Directory.CreateDirectory(folder);
        List<string> files = [];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var staged = new StagedFiles(folder);
        foreach ((string name, Plot plot, int height) in Plots(PageData.Of(input)))
        {
            using (plot)
            {
                string file = FileName(name, names) + ".png";
                byte[] picture = plot.GetImageBytes(Width, height, ImageFormat.Png);
                staged.Write(file, stream => stream.Write(picture));
                files.Add(file);
            }
        }

        if (files.Count > 0)
        {
            staged.Keep([], files[^1]);
        }

        return [.. files.Select(file => Path.Combine(folder, file))];
    }

    private static IEnumerable<(string Name, Plot Plot, int Height)> Plots(PageData data)
    {
        foreach (PageMetric metric in data.Metrics
            .Where(metric => data.Headline.Contains(metric.Picture.Name)))
        {
            yield return (
                "distribution-" + metric.Picture.Name, MetricPlots.Distribution(metric), Height);
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
