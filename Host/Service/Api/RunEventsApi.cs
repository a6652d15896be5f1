using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GpuRisk.Client;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using Microsoft.Extensions.Hosting;

namespace GpuRisk.Host.Service.Api;

/// <summary><c>/v1/runs/{id}/events</c>: a run as it goes on, as server-sent events.</summary>
internal static class RunEventsApi
{
    private const string LastId = "end";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static void MapRunEvents(this IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/runs/{id}/events", Stream)
        .RequireAuthorization(Scope.Read)
        .WithTags("Runs")
        .WithName("WatchRun")
        .WithSummary("Watch a run")
        .WithDescription("Events: run (a RunStatus, first and at every change of state; the last "
            + "one has the id end), checkpoint (with an id; after Last-Event-ID only later ones) "
            + "and progress.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .Produces(StatusCodes.Status204NoContent)
        .WithProblems(404, 503);

    private static async Task Stream(
        HttpContext context, string id, RunStatuses statuses, RunStore store, EventStreams streams,
        IHostApplicationLifetime lifetime)
    {
        var caller = Caller.Of(context);
        if (statuses.Find(id, caller) is not { } view)
        {
            await Problems.NotFound("run", id).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        string seen = context.Request.Headers["Last-Event-ID"].ToString();
        if (seen == LastId && view.Row.IsFinished)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using IDisposable? place = streams.Enter();
        if (place is null)
        {
            await Problems.Write(
                context, HttpStatusCode.ServiceUnavailable, "As many streams are open as may be.",
                retryAfter: Silence).ConfigureAwait(false);
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        _ = long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out long chunk);
        try
        {
            await new Session(context.Response, id, caller, statuses, store, chunk)
                .Run(view, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever listened has gone, or the service goes; both are no failure.
        }
    }

    private sealed class Session(
        HttpResponse response, string id, Caller caller, RunStatuses statuses, RunStore store,
        long lastChunk)
    {
        private RunState? _told;
        private double? _seconds;

        public async Task Run(RunView first, CancellationToken cancellation)
        {
            RunView? view = first;
            while (view is not null)
            {
                await Tell(view, cancellation).ConfigureAwait(false);
                if (view.Row.IsFinished)
                {
                    return;
                }

                await Wait(view, cancellation).ConfigureAwait(false);
                view = statuses.Find(id, caller);
            }
        }

        private async Task Tell(RunView view, CancellationToken cancellation)
        {
            var text = new StringBuilder();
            if (_told is null)
            {
                Add(text, RunChanged.EventName, null, statuses.Of(view),
                    ClientJson.Default.RunStatus);
            }

            AddCheckpoints(text, view);
            if (view.Row.IsFinished)
            {
                Add(text, RunChanged.EventName, LastId, statuses.Of(view),
                    ClientJson.Default.RunStatus);
            }
            else if (_told is { } told && told != view.Row.State)
            {
                Add(text, RunChanged.EventName, null, statuses.Of(view),
                    ClientJson.Default.RunStatus);
            }
            else if (_told is not null)
            {
                Add(text, RunProgress.EventName, null,
                    new RunProgress(view.PathsDone, view.PathsPerSecond, view.SecondsLeft),
                    ClientJson.Default.RunProgress);
            }

            _told = view.Row.State;
            await Write(text.ToString(), cancellation).ConfigureAwait(false);
        }

        private void AddCheckpoints(StringBuilder text, RunView view)
        {
            if (view.Row.Chunks <= lastChunk)
            {
                return;
            }

            _seconds ??= store.SecondsUpTo(id, lastChunk);
            foreach (ChunkRow chunk in store.ChunksOf(id, lastChunk))
            {
                _seconds += chunk.Seconds;
                lastChunk = chunk.Chunk;
                Add(
                    text, RunCheckpoint.EventName,
                    chunk.Chunk.ToString(CultureInfo.InvariantCulture),
                    new RunCheckpoint(
                        chunk.Chunk, chunk.PathsDone, _seconds.Value,
                        RunStatuses.EstimatesOf(chunk.Estimates)),
                    ClientJson.Default.RunCheckpoint);
            }
        }

        // A pause bounds how often a stream is written to; a comment keeps it from being taken
        // for dead.
        private async Task Wait(RunView view, CancellationToken cancellation)
        {
            bool isOurs = !view.Changed.IsCompleted;
            await Task.Delay(isOurs ? Pause : Poll, cancellation).ConfigureAwait(false);
            while (isOurs)
            {
                try
                {
                    await view.Changed.WaitAsync(Silence, cancellation).ConfigureAwait(false);
                    return;
                }
                catch (TimeoutException)
                {
                    await Write(":\n\n", cancellation).ConfigureAwait(false);
                }
            }
        }

        private async Task Write(string text, CancellationToken cancellation)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation)
                .ConfigureAwait(false);
            await response.Body.FlushAsync(cancellation).ConfigureAwait(false);
        }

        private static void Add<T>(
            StringBuilder text, string name, string? eventId, T data, JsonTypeInfo<T> type)
        {
            text.Append("event: ").Append(name).Append('\n');
            if (eventId is not null)
            {
                text.Append("id: ").Append(eventId).Append('\n');
            }

            text.Append("data: ").Append(JsonSerializer.Serialize(data, type)).Append("\n\n");
        }
    }
}
