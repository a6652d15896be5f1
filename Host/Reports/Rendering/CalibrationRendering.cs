using System.Globalization;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>An estimate as people read it.</summary>
internal static class CalibrationRendering
{
    /// <summary>Draws all but the fragment.</summary>
    public static void Draw(IAnsiConsole console, CalibrationReport report)
    {
        console.Write(new Rule($"[bold aqua]{Markup.Escape(report.Name)}[/]")
        {
            Justification = Justify.Left,
            Style = new Style(Color.Grey),
        });
        foreach (string line in Facts(report.Sample))
        {
            console.MarkupLineInterpolated($"{line}");
        }

        DrawParameters(console, report);
        DrawMoments(console, report);
        DrawMoves(console, report.Sample);
        DrawComparison(console, report);
        foreach (string warning in report.Warnings)
        {
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
        }
    }

    /// <summary>What the estimates rest on, in sentences.</summary>
    public static IEnumerable<string> Facts(PriceSample sample)
    {
        yield return $"{Counted.Of(sample.Prices, "price")}, one in "
            + $"{FigureText.Duration(sample.IntervalSeconds)}, {Time(sample.FirstUtc)} to "
            + $"{Time(sample.LastUtc)} UTC, the last {Number(sample.LastPrice)}";
        yield return Counted.Of(sample.Returns, "return");
        if (sample.Duplicates > 0)
        {
            yield return Counted.Of(
                sample.Duplicates, "line repeats", "lines repeat") + " a price: left out";
        }

        if (sample.Unpriced > 0)
        {
            yield return $"{Counted.Of(sample.Unpriced, "line")} without a price: left out";
        }

        if (sample.ShortReturns > 0)
        {
            yield return Counted.Of(
                sample.ShortReturns, "return is", "returns are") + " shorter: left out";
        }

        if (sample.LongestGap is not { } longest)
        {
            yield break;
        }

        yield return $"{Counted.Of(sample.ReturnsOverGaps, "gap")} with "
            + $"{Counted.Of(sample.MissingPrices, "missing price")}: no return over a gap is used";
        yield return $"longest gap: {Gap(longest)}";
        yield return $"first gaps: {string.Join("; ", sample.FirstGaps.Select(Gap))}";
    }

    /// <summary>Draws the parameters of an asset.</summary>
    public static void DrawParameters(IAnsiConsole console, CalibrationReport report)
    {
        Table table = NewTable("parameter", "estimate", "s.e.");
        if (report.Gbm is { } gbm)
        {
            AddParameter(table, "gbm drift per year", gbm.Drift);
            AddParameter(table, "gbm volatility per √year", gbm.Volatility);
            AddParameter(
                table, "  with the s.e. of its kurtosis",
                gbm.Volatility with { StandardError = gbm.VolatilityErrorOfKurtosis });
        }

        if (report.Merton is { } merton)
        {
            AddParameter(table, "merton drift per year", merton.Drift);
            AddParameter(table, "merton volatility per √year", merton.Volatility);
            AddParameter(table, "merton jumpsPerYear", merton.JumpsPerYear);
            AddParameter(table, "merton jumpMean", merton.JumpMean);
            AddParameter(table, "merton jumpStdDev", merton.JumpStdDev);
            table.AddRow("merton jumps per interval", Number(merton.JumpsPerInterval), "");
            table.AddRow(
                "merton volatility, jumps included", Number(merton.TotalVolatility), "");
        }

        console.WriteWhole(table);
    }

    private static void DrawMoments(IAnsiConsole console, CalibrationReport report)
    {
        List<(string Title, ReturnMoments Moments)> columns =
            [("realised", report.Sample.Moments)];
        if (report.Gbm is { } gbm)
        {
            columns.Add(("gbm", gbm.Implied));
        }

        if (report.Merton is { } merton)
        {
            columns.Add(("merton", merton.Implied));
        }

        Table table = NewTable(
            "log return over one interval", [.. columns.Select(column => column.Title)]);
        AddMoment("mean", moments => moments.Mean);
        AddMoment("standard deviation", moments => moments.StandardDeviation);
        AddMoment("skewness", moments => moments.Skewness);
        AddMoment("kurtosis", moments => moments.Kurtosis);
        console.WriteWhole(table);

        void AddMoment(string name, Func<ReturnMoments, double> value) => table.AddRow(
            [name, .. columns.Select(column => Number(value(column.Moments)))]);
    }

    private static void DrawMoves(IAnsiConsole console, PriceSample sample)
    {
        Table table = NewTable("largest moves, ended at", "log return", "deviations");
        foreach (PriceMove move in sample.LargestMoves)
        {
            table.AddRow(
                Time(move.TimeUtc), Number(move.LogReturn),
                FigureText.Fixed(move.StandardDeviations, 1));
        }

        console.WriteWhole(table);
    }

    private static void DrawComparison(IAnsiConsole console, CalibrationReport report)
    {
        Table table = NewTable("model", "log likelihood", "AIC");
        if (report.Gbm is { } gbm)
        {
            table.AddRow("gbm", Likelihood(gbm.LogLikelihood), Likelihood(gbm.Aic));
        }

        if (report.Merton is { } merton)
        {
            table.AddRow("merton", Likelihood(merton.LogLikelihood), Likelihood(merton.Aic));
        }

        if (report.LikelihoodRatio is { } ratio)
        {
            table.AddRow("likelihood ratio", Likelihood(ratio), "");
        }

        console.WriteWhole(table);
    }

    /// <summary>A table whose first column holds names and the others figures.</summary>
    public static Table NewTable(string first, params string[] others)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn($"[bold]{first}[/]") { NoWrap = true });
        foreach (string title in others)
        {
            table.AddColumn(new TableColumn($"[bold]{title}[/]")
            {
                Alignment = Justify.Right,
                NoWrap = true,
            });
        }

        return table;
    }

    /// <summary>Adds a row with an estimate and its error.</summary>
    public static void AddParameter(Table table, string name, ParameterEstimate estimate) =>
        table.AddRow(
            name,
            Number(estimate.Value),
            estimate.StandardError is { } error ? Short(error) : FigureText.None);

    private static string Gap(PriceGap gap) =>
        $"{FigureText.Count(gap.Missing)} after {Time(gap.AfterUtc)}";

    /// <summary>A log likelihood.</summary>
    public static string Likelihood(double value) => FigureText.Fixed(value, 2);

    private static string Number(double value) =>
        value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Short(double value) =>
        value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Time(DateTime time) => PriceCalibration.TimeText(time);
}
