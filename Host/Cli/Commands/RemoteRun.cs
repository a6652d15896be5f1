using System.Text.Json;
using GpuRisk.Client;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Remote;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk run --server</c>: what it does.</summary>
internal sealed class RemoteRun(CommandContext context, CancellationToken cancellation)
{
    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Has a service run a scenario; returns the exit code.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="plan">What is run, as this program reads it.</param>
    /// <param name="options">How.</param>
    /// <param name="text">The scenario's text.</param>
    /// <param name="folder">Where to keep the result, or null.</param>
    /// <exception cref="IOException">The result cannot be written.</exception>
    public int Execute(
        RunRequest request, Plan plan, RunOptions options, string text, RunFolder? folder)
    {
        try
        {
            using var service = new RemoteSimulation(request, context.Time);
            return Run(service, request, plan, options, text, folder);
        }
        catch (Exception error) when (
            error is ServiceException or HttpRequestException or JsonException
                or InvalidDataException)
        {
            return RemoteFailure.Of(error, request).Tell(_terminal);
        }
    }

    private int Run(
        RemoteSimulation service,
        RunRequest request,
        Plan plan,
        RunOptions options,
        string text,
        RunFolder? folder)
    {
        var output = new RunOutput(_terminal, request);
        RunStatus submitted = service.Submit(text);
        string store = submitted.FromStore ? ", from its store" : "";
        output.Begin(
            plan, options, target: null, [$"{request.Server} (run {submitted.Id}{store})"]);
        RunStatus ended = output.Watch(
            progress => service.Follow(submitted, progress, cancellation));
        if (ended.State == RunState.Failed)
        {
            string reason = ended.Error ?? "the service does not say why";
            return Failure.OfWork($"the run failed: {reason}").Tell(_terminal);
        }

        if (ended.State == RunState.Cancelled && !cancellation.IsCancellationRequested)
        {
            _terminal.Tell(
                $"the service stopped the run: {ended.Error ?? "someone cancelled it"}");
        }

        RemoteResult? run = service.Fetch(ended, plan, options, out Failure? failure);
        if (run is null)
        {
            return failure!.Tell(_terminal);
        }

        folder?.Write(
            run.Result, run.Manifest with { Overrides = request.Overrides },
            ReportPage.Drawn(ReportData.Read(run.Report())),
            stream => stream.Write(run.Distribution()));
        return output.End(run, hasSamples: false);
    }
}
