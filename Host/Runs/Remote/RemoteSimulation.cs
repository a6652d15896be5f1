using System.Net;
using GpuRisk.Client;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using RunProgress = GpuRisk.Engine.Running.RunProgress;

namespace GpuRisk.Host.Runs.Remote;

/// <summary>Has a service run what was asked for.</summary>
internal sealed class RemoteSimulation(RunRequest request, TimeProvider time) : IDisposable
{
    // Who has just typed an address wants to know soon that nobody is there; a run that is under
    // way is worth waiting for the service's return.
    private readonly GpuRiskClient _hasty = new(
        request.Server!, request.Key,
        new RetryPolicy { Attempts = 3, LongestDelay = TimeSpan.FromSeconds(5), Time = time });

    private readonly GpuRiskClient _patient = new(
        request.Server!, request.Key, new RetryPolicy { Time = time });

    /// <inheritdoc/>
    public void Dispose()
    {
        _hasty.Dispose();
        _patient.Dispose();
    }

    /// <summary>Submits the scenario.</summary>
    /// <exception cref="ServiceException">The service refuses it.</exception>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    public RunStatus Submit(string text)
    {
        // No signal stops this: a run that the service has taken on must be known to be cancelled.
        return _hasty.SubmitAsync(text, new SubmitOptions
        {
            Paths = request.Asked.Paths,
            Seed = request.Asked.Seed,
            Precision = request.Asked.Precision switch
            {
                null => null,
                Precision.Float32 => RunPrecision.Float32,
                Precision.Float64 => RunPrecision.Float64,
                _ => throw new ArgumentOutOfRangeException(
                    nameof(text), request.Asked.Precision, "Unknown precision."),
            },
            Settings = request.Overrides,
        }).GetAwaiter().GetResult();
    }

    /// <summary>Waits for the run's end, and brings it about where it is stopped here.</summary>
    /// <param name="run">The run.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Stops the run.</param>
    public RunStatus Follow(
        RunStatus run, IProgress<RunProgress>? progress, CancellationToken cancellation) =>
        FollowAsync(run, new Progress(run.Paths, progress), cancellation).GetAwaiter().GetResult();

    /// <summary>Gets what came out.</summary>
    /// <param name="run">The run, at its end.</param>
    /// <param name="plan">What was run, as this program reads it.</param>
    /// <param name="options">How.</param>
    /// <param name="failure">Why there is nothing.</param>
    /// <returns>The result; null where there is a failure.</returns>
    public RemoteResult? Fetch(
        RunStatus run, Plan plan, RunOptions options, out Failure? failure)
    {
        failure = null;
        RunResult result;
        Manifest manifest;
        try
        {
            result = Read(run.Id, "result", ResultJson.Read);
            manifest = Read(run.Id, "manifest", Manifest.Read);
        }
        catch (ServiceException error) when (
            run.State == RunState.Cancelled
            && error.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            failure = Failure.Stopped(
                "the run was stopped before any of its paths was done");
            return null;
        }

        // What is shown beside the figures is this program's reading of the scenario and its books.
        if (manifest.ScenarioHash != plan.Hash
            || !MetricNames.Of(plan).SequenceEqual(result.Metrics.Keys))
        {
            failure = Failure.OfWork(
                $"{request.Server} has run another scenario than this program reads: its "
                + $"version ({manifest.Version}) or a book differs; the run there is {run.Id}");
            return null;
        }

        return new RemoteResult(plan, options, result, manifest, _patient, run.Id);
    }

    private T Read<T>(string run, string part, Func<Stream, T> read) => read(
        new MemoryStream(_patient.ReadRunAsync(run, part).GetAwaiter().GetResult()));

    private async Task<RunStatus> FollowAsync(
        RunStatus run, Progress progress, CancellationToken cancellation)
    {
        try
        {
            return await _patient.WaitAsync(run.Id, progress, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await _patient.CancelAsync(run.Id, CancellationToken.None).ConfigureAwait(false);
            return await _patient.WaitAsync(run.Id, progress, CancellationToken.None)
                .ConfigureAwait(false);
        }
    }

    private sealed class Progress(long paths, IProgress<RunProgress>? inner) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            long? done = value switch
            {
                RunChanged changed => changed.Run.PathsDone,
                RunCheckpoint checkpoint => checkpoint.PathsDone,
                Client.RunProgress progress => progress.PathsDone,
                _ => null,
            };
            if (done is { } pathsDone)
            {
                inner?.Report(new RunProgress(pathsDone, paths, TimeSpan.Zero));
            }
        }
    }
}
