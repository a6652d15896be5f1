using System.Globalization;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>Fits of processes as people read them.</summary>
internal static class ProcessFitRendering
{
    /// <summary>Draws all but the fragment.</summary>
    public static void Draw(IAnsiConsole console, ProcessReport report)
    {
        foreach (AssetFits asset in report.Assets)
        {
            console.Write(new Rule($"[bold aqua]{Markup.Escape(asset.Name)}[/]")
            {
                Justification = Justify.Left,
                Style = new Style(Color.Grey),
            });
            string count = Counted.Of(asset.Returns, "return");
            string sampling = FigureText.Duration(asset.SamplingSeconds);
            string first = PriceCalibration.TimeText(asset.FirstUtc);
            string last = PriceCalibration.TimeText(asset.LastUtc);
            console.MarkupLineInterpolated(
                $"{count} of {sampling}, {first} to {last} UTC, the last price {asset.LastPrice}");
            DrawParameters(console, asset);
            DrawComparison(console, asset);
        }

        if (report.Shared is { } shared) DrawShared(console, shared);
        foreach (string warning in report.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
    }

    private static void DrawParameters(IAnsiConsole console, AssetFits asset)
    {
        Table table = CalibrationRendering.NewTable("parameter", "estimate", "s.e.");
        foreach (ProcessFit fit in asset.Fits)
        {
            foreach (FittedParameter parameter in fit.Parameters)
            {
                CalibrationRendering.AddParameter(
                    table, Markup.Escape($"{fit.Name} {parameter.Name}"),
                    new ParameterEstimate(parameter.Value, parameter.StandardError));
            }
        }

        console.WriteWhole(table);
    }

    private static void DrawShared(IAnsiConsole console, IReadOnlyList<FittedParameter> shared)
    {
        Table table = CalibrationRendering.NewTable("regimes of all assets", "estimate", "s.e.");
        foreach (FittedParameter parameter in shared)
        {
            CalibrationRendering.AddParameter(
                table, Markup.Escape(parameter.Name),
                new ParameterEstimate(parameter.Value, parameter.StandardError));
        }

        console.WriteWhole(table);
    }

    private static void DrawComparison(IAnsiConsole console, AssetFits asset)
    {
        Table table = CalibrationRendering.NewTable(
            "process", "log likelihood", "AIC", "BIC", "of the last fifth");
        foreach (ProcessFit fit in asset.Fits)
        {
            table.AddRow(
                Markup.Escape(fit.Name), Text(fit.LogLikelihood), Text(fit.Aic), Text(fit.Bic),
                Text(fit.OutOfSampleLogLikelihood));
        }

        console.WriteWhole(table);
    }

    private static string Text(double? value) =>
        value?.ToString("N2", CultureInfo.InvariantCulture) ?? FigureText.None;
}
