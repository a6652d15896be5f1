using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Replaying;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Replaying;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk replay</c>: what it does.</summary>
internal sealed class ScenarioReplay(CommandContext context, CancellationToken cancellation)
{
    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Replays a scenario; returns the exit code.</summary>
    public int Execute(ReplayRequest request)
    {
        ScenarioResult read = ScenarioReader.Read(request.File, request.Overrides);
        if (!read.IsValid) return Failure.Located(read.Errors).Tell(_terminal);
        if (request.Folder is { } folder && OutputFolder.Problem(
            folder, ReplayFolder.JsonName, request.Force) is { } unusable)
        {
            return Refuse($"--out: {unusable}");
        }

        if (Planning.Of(read.Scenario, out PlanProblem? problem) is not { } plan)
            return problem!.Failure.Tell(_terminal);
        if (request.Asked.Problem(plan) is { } wrong) return Refuse(wrong);
        IReadOnlyList<ObservedMetric> observed = ObservedMetrics.Read(
            plan, read.Observed, request.Data ?? Path.GetDirectoryName(request.File) ?? "",
            out IReadOnlyList<ScenarioError> errors);
        if (errors.Count > 0) return Failure.Located(errors).Tell(_terminal);
        if (observed.Count == 0)
        {
            return Refuse(
                $"{request.File} does not say what happened; allowed is a scenario with observed, "
                + "or with a price of process history from a stated start");
        }

        var replayer = new Replayer(plan, observed, request.Moments);
        if (replayer.Problem is { } before) return Refuse($"{request.File}: {before}");
        try
        {
            using IDisposable? work = context.Work();
            return Show(request, Watch(request, replayer, request.Asked.OptionsOf(plan)));
        }
        catch (Exception error) when (error is DeviceException or TallyFaultException)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.OfWork($"the result cannot be written: {error.Message}")
                .Tell(_terminal);
        }
    }

    private ReplayResult Watch(ReplayRequest request, Replayer replayer, RunOptions options)
    {
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open(request.Devices, request.Threads);
        try
        {
            var runner = new PathRunner(devices, context.Time);
            return _terminal.IsErrorTerminal && !request.Quiet
                ? ProgressBar.Around(
                    _terminal.ErrorConsole(), "replaying", replayer.Runs,
                    progress => replayer.Run(runner, options, progress, cancellation))
                : replayer.Run(runner, options, null, cancellation);
        }
        finally
        {
            foreach (IPathDevice device in devices) device.Dispose();
        }
    }

    private int Show(ReplayRequest request, ReplayResult result)
    {
        if (request.Folder is { } folder)
            ReplayFolder.Write(folder, result, ReplayPage.Of(result));
        _terminal.Show(
            request.Json ? ReplayJson.Of(result) : null, result.Warnings,
            console => ReplayRendering.Draw(console, result), request.Folder);
        return ExitCode.Done;
    }

    private int Refuse(string message) => Failure.OfInput(message).Tell(_terminal);
}
