using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>What <c>gpurisk run</c> shows, wherever the run is.</summary>
internal sealed class RunOutput(Terminal terminal, RunRequest request)
{
    private readonly IAnsiConsole _console = terminal.OutputConsole();

    /// <summary>Says what is going to be run, and on what.</summary>
    public void Begin(Plan plan, RunOptions options, IEnumerable<string> places)
    {
        if (!request.Json)
        {
            RunRendering.DrawHeader(_console, plan.Scenario, options, request.Target, places);
        }
    }

    /// <summary>Shows how far the work is, where someone watches.</summary>
    public T Watch<T>(Func<IProgress<RunProgress>?, T> work) =>
        terminal.IsErrorTerminal && !request.Quiet
            ? ProgressBar.Around(terminal.ErrorConsole(), work)
            : work(null);

    /// <summary>Shows what came out; returns the exit code.</summary>
    public int End(FinishedRun run)
    {
        if (request.Json)
        {
            terminal.Output.WriteLine(ResultJson.ToText(run.Result));
            foreach (string warning in run.Result.Warnings)
            {
                terminal.Tell(warning);
            }
        }
        else
        {
            Draw(run);
        }

        return run.Result.Partial ? ExitCode.Cancelled : ExitCode.Done;
    }

    private void Draw(FinishedRun run)
    {
        IReadOnlyList<string> histograms =
            request.Histograms.Count > 0 ? request.Histograms : Headline.Of(run.Plan);
        RunRendering.DrawResult(_console, run, histograms);
        if (request.Folder is not null)
        {
            string paths = Counted.Of(run.Result.Paths, "path");
            string samples = request.Samples is null ? "" : $", with samples of {paths}";
            _console.MarkupLineInterpolated($"[grey]kept in[/] {request.Folder}{samples}");
        }
    }
}
