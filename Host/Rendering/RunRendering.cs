using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Running;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Rendering;

/// <summary>A run as people read it.</summary>
internal static class RunRendering
{
    /// <summary>Says what is going to be run.</summary>
    public static void DrawHeader(
        IAnsiConsole console,
        Scenario scenario,
        RunOptions options,
        TargetError? target,
        IReadOnlyList<IPathDevice> devices)
    {
        console.Write(new Rule($"[bold aqua]{Markup.Escape(scenario.Name)}[/]")
        {
            Justification = Justify.Left,
            Style = new Style(Color.Grey),
        });
        if (scenario.Description.Length > 0)
        {
            console.MarkupLineInterpolated($"[italic]{scenario.Description.Trim()}[/]");
        }

        string paths = (target is null ? "" : "up to ") + FigureText.Count(options.Paths);
        string[] facts =
        [
            RunReport.NameOf(scenario.Kernel),
            $"{FigureText.Duration(scenario.HorizonSeconds)} in "
                + $"{FigureText.Count(scenario.Steps)} steps of "
                + FigureText.Duration(scenario.StepSeconds),
            $"{paths} paths",
            $"seed {options.Seed}",
            RunReport.NameOf(options.Precision),
        ];
        console.MarkupLineInterpolated($"{string.Join(" · ", facts)}");
        string names = string.Join(", ", devices.Select(device => $"{device.Id} ({device.Name})"));
        console.MarkupLineInterpolated($"[grey]on {names}[/]");
    }

    /// <summary>Shows what came out.</summary>
    /// <param name="console">Where to draw.</param>
    /// <param name="run">The run.</param>
    /// <param name="histograms">The names of the metrics to draw.</param>
    public static void DrawResult(
        IAnsiConsole console, CompletedRun run, IReadOnlyList<string> histograms)
    {
        RunResult result = run.Result;
        if (result.Partial)
        {
            string done = FigureText.Count(result.Paths);
            string asked = FigureText.Count(run.Options.Paths);
            console.MarkupLineInterpolated(
                $"[bold yellow]PARTIAL: stopped after {done} of {asked} paths.[/]");
        }

        if (result.Paths > 0)
        {
            MetricTable.Draw(console, run);
            if (result.Ledger is { } ledger)
            {
                LedgerTables.Draw(console, ledger);
            }

            foreach (MetricTally tally in histograms.SelectMany(name => run.Tally.Metrics
                .Where(tally => tally.Metric.Name == name)))
            {
                HistogramChart.Draw(console, tally);
            }

            CheckTable.Draw(console, result.Checks);
        }

        foreach (string warning in CheckTable.Warnings(result.Checks).Concat(result.Warnings))
        {
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
        }

        DrawFooter(console, run);
    }

    private static void DrawFooter(IAnsiConsole console, CompletedRun run)
    {
        RunResult result = run.Result;
        double seconds = result.Timing.Seconds;
        string rate = seconds > 0 ? FigureText.Compact(result.Paths / seconds) : FigureText.None;
        string steps = FigureText.Compact(result.Timing.PathStepsPerSecond);
        string paths = FigureText.Count(result.Paths);
        string time = FigureText.Compact(seconds);
        console.MarkupLineInterpolated(
            $"{paths} paths in {time} s: [bold]{rate}[/] paths/s, [bold]{steps}[/] path-steps/s");
        if (result.Devices.Count > 1)
        {
            string shares = string.Join(", ", result.Devices.Select(
                share => $"{share.Id} {FigureText.Count(share.Paths)} paths"));
            console.MarkupLineInterpolated($"[grey]{shares}[/]");
        }

        console.MarkupLineInterpolated($"[grey]digest[/] {result.Digest}");
    }
}
