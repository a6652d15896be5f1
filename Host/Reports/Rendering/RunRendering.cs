using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A run as people read it.</summary>
internal static class RunRendering
{
    /// <summary>Says what is going to be run.</summary>
    /// <param name="console">Where to draw.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="target">The error to reach, or null.</param>
    /// <param name="places">What it is run on.</param>
    public static void DrawHeader(
        IAnsiConsole console,
        Scenario scenario,
        RunOptions options,
        TargetError? target,
        IEnumerable<string> places)
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

        string paths = (target is null ? "" : "up to ") + Counted.Of(options.Paths, "path");
        string[] facts =
        [
            ScenarioPlanner.NameOf(scenario.Kernel),
            $"{FigureText.Duration(scenario.HorizonSeconds)} in "
                + $"{Counted.Of(scenario.Steps, "step")} of "
                + FigureText.Duration(scenario.StepSeconds),
            paths,
            $"seed {options.Seed}",
            RunReport.NameOf(options.Precision),
        ];
        console.MarkupLineInterpolated($"{string.Join(" · ", facts)}");
        console.MarkupLineInterpolated($"[grey]on {string.Join(", ", places)}[/]");
    }

    /// <summary>Shows what came out.</summary>
    /// <param name="console">Where to draw.</param>
    /// <param name="run">The run.</param>
    /// <param name="histograms">The names of the metrics to draw.</param>
    public static void DrawResult(
        IAnsiConsole console, FinishedRun run, IReadOnlyList<string> histograms)
    {
        RunResult result = run.Result;
        if (result.Partial)
        {
            string done = FigureText.Count(result.Paths);
            string asked = Counted.Of(run.Options.Paths, "path");
            console.MarkupLineInterpolated(
                $"[bold yellow]PARTIAL: {done} of {asked}.[/]");
        }

        if (result.Paths > 0)
        {
            MetricTable.Draw(console, run);
            OwnFigures.Draw(console, result);
            if (result.Rare is { } rare)
            {
                console.MarkupLineInterpolated($"[grey]rare:[/] {RareText.Sentence(rare)}");
            }

            if (result.StepCheck is { } check)
            {
                console.MarkupLineInterpolated($"[grey]step:[/] {StepCheckText.Sentence(check)}");
                FigureTable.Draw(
                    console, StepCheckText.Titles, 1, StepCheckText.Rows(result, check));
            }

            if (result.Sampling is { } sampling)
            {
                console.MarkupLineInterpolated(
                    $"[grey]sampling:[/] {SamplingText.Sentence(sampling)}");
            }

            if (result.Ledger is { } ledger)
            {
                LedgerTables.Draw(console, ledger);
            }

            foreach (Metric metric in histograms.SelectMany(name => run.Plan.Metrics
                .Where(metric => metric.Name == name)))
            {
                HistogramChart.Draw(console, metric, run.OutcomesOf(metric));
            }

            CheckTable.Draw(console, result.Checks);
        }

        foreach (string warning in CheckTable.Warnings(result.Checks).Concat(result.Warnings))
        {
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
        }

        TrustLines.Draw(console, result.Trust);
        DrawFooter(console, run);
    }

    private static void DrawFooter(IAnsiConsole console, FinishedRun run)
    {
        RunResult result = run.Result;
        double seconds = result.Timing.Seconds;
        string rate = seconds > 0 ? FigureText.Compact(result.Paths / seconds) : FigureText.None;
        string steps = FigureText.Compact(result.Timing.PathStepsPerSecond);
        string paths = Counted.Of(result.Paths, "path");
        string time = FigureText.Compact(seconds);
        console.MarkupLineInterpolated(
            $"{paths} in {time} s: [bold]{rate}[/] paths/s, [bold]{steps}[/] path-steps/s");
        if (result.Devices.Count > 1)
        {
            string shares = string.Join(", ", result.Devices.Select(
                share => $"{share.Id} {Counted.Of(share.Paths, "path")}"));
            console.MarkupLineInterpolated($"[grey]{shares}[/]");
        }

        console.MarkupLineInterpolated($"[grey]digest[/] {result.Digest}");
    }
}
