using System.Globalization;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Benchmarking;
using GpuRisk.Host.Runs.Storage;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A report on the terminal.</summary>
internal static class BenchmarkTables
{
    /// <summary>Draws machine, figures and digests.</summary>
    public static void Draw(IAnsiConsole console, BenchmarkReport report)
    {
        DrawHeader(console, report);
        DrawStarts(console, report);
        DrawRates(console, report);
        foreach (BenchmarkRow row in report.Results.Where(row => row.Problem is not null))
        {
            console.MarkupLineInterpolated(
                $"[yellow]{row.Entry} on {row.Device}: {row.Problem}[/]");
        }

        int devices = report.Results
            .Where(row => row.Problem is null).Select(row => row.Device).Distinct().Count();
        if (!report.DigestsAgree)
        {
            console.MarkupLine("[bold red]The digests of the devices differ.[/]");
        }
        else if (devices > 1)
        {
            console.MarkupLine("[green]One digest for each entry on all devices.[/]");
        }
    }

    /// <summary>Draws what has changed since an earlier report.</summary>
    public static void DrawComparison(
        IAnsiConsole console, BenchmarkReport now, BenchmarkReport earlier,
        IReadOnlyList<BenchmarkComparison> comparison)
    {
        console.MarkupLineInterpolated(
            $"Compared with {BuildOf(earlier)} of {earlier.DateUtc:yyyy-MM-dd HH:mm} UTC");
        if (earlier.Machine != now.Machine)
        {
            console.MarkupLineInterpolated(
                $"[yellow]That was on another machine: {Describe(earlier.Machine)}.[/]");
        }

        Table table = Start("entry", "device", "change", "noise up to", "verdict");
        foreach (BenchmarkComparison change in comparison)
        {
            bool isKnown = change.Verdict != BenchmarkVerdict.NotComparable;
            table.AddRow(
                change.Entry, change.Device,
                isKnown ? Percent(change.Change, "+0.0;-0.0;0.0") : FigureText.None,
                isKnown ? Percent(change.Noise, "0.0") : FigureText.None,
                change.Verdict switch
                {
                    BenchmarkVerdict.Faster => "[green]faster[/]",
                    BenchmarkVerdict.Slower => "[bold red]slower[/]",
                    BenchmarkVerdict.Same => "same",
                    _ => "[grey]not comparable[/]",
                });
        }

        console.WriteWhole(table);
    }

    private static void DrawHeader(IAnsiConsole console, BenchmarkReport report)
    {
        string build = $"gpurisk {BuildOf(report)} · {report.DateUtc:yyyy-MM-dd}";
        console.MarkupLineInterpolated($"suite {report.Suite} · {report.Precision} · {build}");
        console.MarkupLineInterpolated($"{Describe(report.Machine)}");
        foreach (BenchmarkDevice device in report.Devices)
        {
            console.MarkupLineInterpolated(
                $"[aqua]{device.Id}[/] {device.Name} [grey]{device.Detail}[/]");
        }
    }

    private static string BuildOf(BenchmarkReport report) =>
        $"{report.Version}+{Short(report.Commit)}";

    private static void DrawStarts(IAnsiConsole console, BenchmarkReport report)
    {
        string[] phases = [.. report.Devices
            .SelectMany(device => device.StartSeconds.Keys).Distinct()];
        Table table = Start(["cold start, ms", .. phases]);
        foreach (BenchmarkDevice device in report.Devices)
        {
            table.AddRow([device.Id, .. phases.Select(phase =>
                device.StartSeconds.TryGetValue(phase, out double seconds)
                    ? Number(1000 * seconds, "N1")
                    : FigureText.None)]);
        }

        console.WriteWhole(table);
    }

    private static void DrawRates(IAnsiConsole console, BenchmarkReport report)
    {
        Table table = Start(
            "entry", "device", "paths", "cold s", "median s", "spread", "M path-steps/s",
            "of limit", "idle");
        foreach (BenchmarkRow row in report.Results.Where(row => row.Problem is null))
        {
            table.AddRow(
                row.Entry, row.Device, Number(row.Paths, "N0"), Number(row.ColdSeconds, "F3"),
                Number(row.MedianSeconds!.Value, "F3"), Percent(row.RelativeSpread!.Value, "0.0"),
                Number(row.PathStepsPerSecond!.Value / 1e6, "N1"),
                row.ShareOfLimit is { } share ? Percent(share, "0") : FigureText.None,
                Percent(row.IdleShare, "0.0"));
        }

        console.WriteWhole(table);
    }

    private static Table Start(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (int i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn($"[bold]{Markup.Escape(columns[i])}[/]") { NoWrap = true };
            table.AddColumn(i < 1 || columns[i] is "device" or "verdict"
                ? column
                : column.RightAligned());
        }

        return table;
    }

    private static string Number(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);

    private static string Percent(double fraction, string format) =>
        Number(100 * fraction, format) + " %";

    private static string Short(string? commit) => commit?[..Math.Min(commit.Length, 8)] ?? "?";

    private static string Describe(Machine machine) =>
        $"{machine.Processor}, {machine.Processors} processors, {machine.OperatingSystem}, "
        + machine.Runtime;
}
