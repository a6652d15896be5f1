using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration.Fitting;
using ScottPlot;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>
/// How well processes fit, as a PNG: a panel for each process and asset, in which the probability
/// of a lower return than each one, given those before it, is told as a normal quantile and stands
/// against the one of its rank. On the line where the process is true; the band holds 95 of 100
/// points then.
/// </summary>
internal static class FitPicture
{
    private const int PanelSize = 420;
    private const int MostColumns = 4;
    private const int MostPanels = 24;

    /// <summary>Why a picture cannot be drawn; null where it can.</summary>
    public static string? Problem(string path, int panels) =>
        !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
            ? $"found '{path}'; allowed is a file whose name ends in .png"
        : panels > MostPanels
            ? $"found {Counted.Of(panels, "fit")}; at most {MostPanels} fit into a picture"
        : OutputFolder.WriteProblem(path);

    /// <summary>Draws it; null where none of the processes has a law of its returns.</summary>
    public static byte[]? Of(ProcessReport report)
    {
        (AssetFits Asset, ProcessFit Fit)[] panels = [.. report.Assets.SelectMany(asset => asset
            .Fits.Where(fit => fit.Probabilities is not null).Select(fit => (asset, fit)))];
        if (panels.Length == 0) return null;
        int columns = Math.Min(MostColumns, panels.Length);
        int rows = (panels.Length + columns - 1) / columns;
        var picture = new Multiplot
        {
            Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns),
        };
        picture.AddPlots(panels.Length);
        for (int i = 0; i < panels.Length; i++)
        {
            DrawPanel(picture.GetPlot(i), panels[i].Asset, panels[i].Fit);
        }

        return picture.Render(PanelSize * columns, PanelSize * rows).GetImageBytes();
    }

    private static void DrawPanel(Plot plot, AssetFits asset, ProcessFit fit)
    {
        NormalScores scores = NormalScores.Of(fit.Probabilities!);
        double edge = 1.1 * scores.Expected.Concat(scores.Found).Max(Math.Abs);
        var band = plot.Add.FillY(scores.Expected, scores.Low, scores.High);
        band.FillColor = PicturePalette.Quiet.WithAlpha(0.25);
        band.LineWidth = 0;
        var line = plot.Add.Line(-edge, -edge, edge, edge);
        line.Color = PicturePalette.Quiet;
        line.LineWidth = 1;
        var points = plot.Add.Markers(scores.Expected, scores.Found);
        points.MarkerSize = 4;
        points.Color = PicturePalette.Accent;
        plot.Title($"{asset.Name}, {fit.Name}");
        plot.XLabel("normal quantile");
        plot.YLabel("returns, as normal scores");
        plot.Axes.SetLimits(-edge, edge, -edge, edge);
    }
}
