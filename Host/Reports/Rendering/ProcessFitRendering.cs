using System.Globalization;
using GpuRisk.Engine.Results;
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
    /// <param name="console">Where to.</param>
    /// <param name="report">The fits.</param>
    /// <param name="isUsual">Whether nobody asked for the process, which is explained then.
    /// </param>
    public static void Draw(IAnsiConsole console, ProcessReport report, bool isUsual)
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

        if (isUsual) console.MarkupLineInterpolated($"{Reason(report.Preferred)}");
        if (report.Shared is { } shared)
            DrawParameters(console, "regimes of all assets", shared);
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
                    table, Markup.Escape($"{fit.Name} {parameter.Name}{Unit(parameter)}"),
                    new ParameterEstimate(parameter.Value, parameter.StandardError));
            }
        }

        console.WriteWhole(table);
    }

    /// <summary>Draws the law of a volume or of gas, without the fragment.</summary>
    public static void Draw(IAnsiConsole console, LawReport report)
    {
        string count = Counted.Of(report.Periods, "period");
        string sampling = FigureText.Duration(report.SamplingSeconds);
        string first = PriceCalibration.TimeText(report.FirstUtc);
        string last = PriceCalibration.TimeText(report.LastUtc);
        console.MarkupLineInterpolated(
            $"{report.Kind} of {report.Name}: {count} of {sampling}, {first} to {last} UTC");
        DrawParameters(console, "parameter", report.Parameters);
        foreach (string warning in report.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
    }

    private static void DrawParameters(
        IAnsiConsole console, string title, IReadOnlyList<FittedParameter> parameters)
    {
        Table table = CalibrationRendering.NewTable(title, "estimate", "s.e.");
        foreach (FittedParameter parameter in parameters)
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

    // Why it is fitted where nobody asks for another.
    private static string Reason(string process)
    {
        BacktestRecord Record(string name) =>
            BacktestRecord.All.First(record => record.Process == name);
        int Rejected(string name) => Record(name).KupiecRejects;
        string score = Record(process).Crps.ToString("F3", CultureInfo.InvariantCulture);
        return $"{process} is fitted unless --process asks for others: against history it fails "
            + $"{Rejected(process)} of {Record(process).Tests} tests of value at risk, gbm "
            + $"{Rejected("gbm")}, garch {Rejected("garch")}, with {score} of gbm's score "
            + "(docs/backtest.md). For pegs, which revert, ask for ornstein-uhlenbeck.";
    }

    private static string Unit(FittedParameter parameter) =>
        parameter.Name == "mean" ? ", a price" : "";

    private static string Text(double? value) =>
        value?.ToString("N2", CultureInfo.InvariantCulture) ?? FigureText.None;
}
