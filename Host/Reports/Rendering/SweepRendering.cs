using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sweeps;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A sweep as people read it.</summary>
internal static class SweepRendering
{
    /// <summary>Says what is going to be run.</summary>
    public static void DrawHeader(
        IAnsiConsole console,
        Plan plan,
        SweepRequest request,
        SweepGrid grid,
        IReadOnlyList<IPathDevice> devices)
    {
        console.Write(new Rule($"[bold aqua]{Markup.Escape(plan.Scenario.Name)}[/]")
        {
            Justification = Justify.Left,
            Style = new Style(Color.Grey),
        });
        RunOptions options = request.Asked.OptionsOf(plan);
        string[] facts =
        [
            plan.Kernel,
            Counted.Of(grid.Combinations.Count, "combination"),
            $"{Counted.Of(options.Paths, "path")} each",
            $"seed {options.Seed}",
            RunReport.NameOf(options.Precision),
        ];
        console.MarkupLineInterpolated($"{string.Join(" · ", facts)}");
        string keys = string.Join(", ", grid.Keys);
        string names = string.Join(", ", devices.Select(device => $"{device.Id} ({device.Name})"));
        console.MarkupLineInterpolated($"varying {keys}");
        console.MarkupLineInterpolated($"[grey]on {names}[/]");
        TrustLines.Draw(console, ProcessTrust.Of(plan.Scenario));
    }

    /// <summary>Shows what came out.</summary>
    public static void DrawResult(IAnsiConsole console, SweepGrid grid, SweepResult sweep)
    {
        if (sweep.Partial)
        {
            string done = FigureText.Count(sweep.Rows.Count);
            string asked = Counted.Of(sweep.Combinations, "combination");
            console.MarkupLineInterpolated(
                $"[bold yellow]PARTIAL: stopped after {done} of {asked}.[/]");
        }

        if (sweep.Rows.Count > 0)
        {
            SweepTable.Draw(console, sweep);
        }

        if (grid.Axes is { Count: 2 })
        {
            foreach (string metric in sweep.Metrics)
            {
                SweepMap.Draw(console, grid, sweep, metric);
            }
        }

        foreach (SweepRow row in sweep.Rows.Where(row => row.Failure is not null))
        {
            string values = string.Join(", ", row.Values.Select(key => $"{key.Key}={key.Value}"));
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {values}: {row.Failure}");
        }

        if (sweep.Rows.Select(row => row.Seed).Distinct().Count() == 1 && sweep.Rows.Count > 1)
        {
            console.MarkupLine(
                "[grey]All rows have the same seed: as a rule, differences between them are surer "
                + "than their errors suggest.[/]");
        }
    }
}
