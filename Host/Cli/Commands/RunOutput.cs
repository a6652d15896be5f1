using System.Text;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>What <c>gpurisk run</c> shows, wherever the run is.</summary>
internal sealed class RunOutput(Terminal terminal, ResultRequest request)
{
    private readonly IAnsiConsole _console = terminal.OutputConsole();

    /// <summary>Says what is going to be run, and on what.</summary>
    public void Begin(
        Plan plan, RunOptions options, TargetError? target, IEnumerable<string> places)
    {
        if (!request.Json)
        {
            RunRendering.DrawHeader(_console, plan.Scenario, options, target, places);
        }
    }

    /// <summary>Shows how far the work is, where someone watches.</summary>
    public T Watch<T>(Func<IProgress<RunProgress>?, T> work) =>
        terminal.IsErrorTerminal && !request.Quiet
            ? ProgressBar.Around(terminal.ErrorConsole(), work)
            : work(null);

    /// <summary>Shows what came out; returns the exit code.</summary>
    /// <param name="run">What came out.</param>
    /// <param name="hasSamples">Whether the outcomes of single paths are kept.</param>
    public int End(FinishedRun run, bool hasSamples)
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
            Draw(run, hasSamples);
        }

        return run.Result.Partial ? ExitCode.Cancelled : ExitCode.Done;
    }

    /// <summary>Shows which of a run's paths are kept; returns the exit code.</summary>
    public int End(Part part, PartManifest manifest)
    {
        if (request.Json)
        {
            terminal.Output.Write(Encoding.UTF8.GetString(manifest.ToBytes()));
        }
        else
        {
            string paths = PathRange.TextOf(manifest.Ranges);
            string whole = Counted.Of(manifest.Paths, "path");
            string samples = manifest.Samples is { } file ? $", with {file}" : "";
            foreach (string warning in manifest.Warnings)
            {
                _console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
            }

            _console.MarkupLineInterpolated(
                $"[grey]kept[/] {paths} of {whole} [grey]in[/] {request.Folder}{samples}");
            _console.MarkupLineInterpolated($"[grey]digest of the part[/] {manifest.Digest}");
        }

        return part.Outcome.IsPartial ? ExitCode.Cancelled : ExitCode.Done;
    }

    private void Draw(FinishedRun run, bool hasSamples)
    {
        IReadOnlyList<string> histograms =
            request.Histograms.Count > 0 ? request.Histograms : Headline.Of(run.Plan);
        RunRendering.DrawResult(_console, run, histograms);
        if (request.Folder is not null)
        {
            string paths = Counted.Of(run.Result.Paths, "path");
            string samples = hasSamples ? $", with samples of {paths}" : "";
            _console.MarkupLineInterpolated($"[grey]kept in[/] {request.Folder}{samples}");
        }
    }
}
