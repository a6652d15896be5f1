using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>Estimates of several assets as people read them.</summary>
internal static class JointRendering
{
    /// <summary>Draws all but the fragment.</summary>
    public static void Draw(IAnsiConsole console, JointReport report)
    {
        for (int i = 0; i < report.Assets.Count; i++)
        {
            CalibrationReport asset = report.Assets[i];
            console.Write(new Rule($"[bold aqua]{Markup.Escape(asset.Name)}[/]")
            {
                Justification = Justify.Left,
                Style = new Style(Color.Grey),
            });
            if (report.DroppedPrices[i] > 0)
            {
                string dropped = Counted.Of(report.DroppedPrices[i], "price");
                console.MarkupLineInterpolated(
                    $"{dropped} at times that another asset lacks: left out");
            }

            foreach (string line in CalibrationRendering.Facts(asset.Sample))
            {
                console.MarkupLineInterpolated($"{line}");
            }

            CalibrationRendering.DrawParameters(console, asset);
        }

        DrawCorrelations(console, report);
        if (report.CommonJumps is { } common)
        {
            DrawCommon(console, common);
        }

        foreach (string warning in report.Warnings)
        {
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
        }
    }

    private static void DrawCorrelations(IAnsiConsole console, JointReport report)
    {
        Table table = CalibrationRendering.NewTable(
            "correlation of log returns", "estimate", "s.e.");
        foreach (PairCorrelation pair in report.Correlations)
        {
            CalibrationRendering.AddParameter(
                table, Markup.Escape($"{pair.First}-{pair.Second}"),
                new ParameterEstimate(pair.Value, pair.StandardError));
        }

        console.WriteWhole(table);
    }

    private static void DrawCommon(IAnsiConsole console, CommonJumpsFit common)
    {
        Table table = CalibrationRendering.NewTable("common jumps", "estimate", "s.e.");
        CalibrationRendering.AddParameter(table, "perYear", common.PerYear);
        if (common.SizeCorrelation is { } sizes)
        {
            CalibrationRendering.AddParameter(table, "sizeCorrelation", sizes);
        }
        else
        {
            table.AddRow("sizeCorrelation", "of each pair", "");
        }

        console.WriteWhole(table);
        Table comparison = CalibrationRendering.NewTable(
            "model", "log likelihood of pairs");
        comparison.AddRow(
            "correlated gbm", CalibrationRendering.Likelihood(common.LogLikelihoodWithoutJumps));
        comparison.AddRow(
            "merton, own jumps only",
            common.LogLikelihoodOfOwnJumps is { } own
                ? CalibrationRendering.Likelihood(own)
                : "not possible");
        comparison.AddRow(
            "merton, common jumps", CalibrationRendering.Likelihood(common.LogLikelihood));
        console.Write(comparison);
    }
}
