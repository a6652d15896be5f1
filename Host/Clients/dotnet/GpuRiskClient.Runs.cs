using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace GpuRisk.Client;

/// <content>Runs and what they leave.</content>
public sealed partial class GpuRiskClient
{
    private const string Runs = "v1/runs";

    /// <summary>Submits a scenario.</summary>
    /// <param name="scenario">Its text.</param>
    /// <param name="options">How to run it; null leaves all to the scenario.</param>
    /// <param name="cancellation">Stops the submission, not the run.</param>
    /// <returns>The run, which has a result already where an identical one is in the store.
    /// </returns>
    /// <exception cref="ServiceException">The scenario has errors, or there is no room.</exception>
    public Task<RunStatus> SubmitAsync(
        string scenario, SubmitOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new SubmitOptions();
        return SendAsync(
            HttpMethod.Post, Runs + Query(options), ClientJson.Default.RunStatus,
            Body(scenario, options.Format, options.IdempotencyKey ?? NewKey()), cancellation);
    }

    /// <summary>How far a run is.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<RunStatus> GetAsync(string id, CancellationToken cancellation = default) =>
        GetAsync(Run(id), ClientJson.Default.RunStatus, cancellation);

    /// <summary>The runs of the service, the newest first, page by page as they are read.
    /// </summary>
    /// <param name="options">Which of them; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<RunStatus> ListAsync(
        ListOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? after = null;
        do
        {
            QueryText query = new QueryText()
                .Add("state", options?.State)
                .Add("scenario", options?.Scenario)
                .Add("sweep", options?.Sweep)
                .Add("limit", options?.PageSize)
                .Add("after", after);
            RunPage page = await GetAsync(
                Runs + query, ClientJson.Default.RunPage, cancellation).ConfigureAwait(false);
            foreach (RunStatus run in page.Runs)
            {
                yield return run;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>
    /// What happens to a run, until its end: first a <see cref="RunChanged"/> with its status, each
    /// checkpoint once, and last a <see cref="RunChanged"/> with how it ended. Where the connection
    /// is lost, as by a restart of the service, it is made again.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellation">Stops watching, not the run.</param>
    public IAsyncEnumerable<RunEvent> WatchAsync(
        string id, CancellationToken cancellation = default)
    {
        string path = Run(id) + "/events";
        Task<HttpResponseMessage> Connect(string? lastId, CancellationToken stop) =>
            _connection.SendAsync(
                HttpMethod.Get, path, MediaTypes.Events,
                request => request.Headers.Add("Last-Event-ID", lastId is null ? [] : [lastId]),
                HttpCompletionOption.ResponseHeadersRead, stop);

        return new RunWatch(Connect, _retry).ReadAsync(cancellation);
    }

    /// <summary>Waits for a run's end.</summary>
    /// <param name="id">The run.</param>
    /// <param name="progress">Told what happens to it; null for nothing.</param>
    /// <param name="cancellation">Stops waiting, not the run.</param>
    /// <returns>How it ended: succeeded, failed or cancelled.</returns>
    public async Task<RunStatus> WaitAsync(
        string id, IProgress<RunEvent>? progress = null, CancellationToken cancellation = default)
    {
        RunStatus? last = null;
        await foreach (RunEvent happened in WatchAsync(id, cancellation).ConfigureAwait(false))
        {
            progress?.Report(happened);
            last = (happened as RunChanged)?.Run ?? last;
        }

        return last?.State.IsFinal() == true
            ? last
            : await GetAsync(id, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks for a run's end, which comes within a chunk of its paths. On a run that has
    /// ended nothing happens.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<RunStatus> CancelAsync(string id, CancellationToken cancellation = default) =>
        SendAsync(
            HttpMethod.Post, Run(id) + "/cancel", ClientJson.Default.RunStatus, null, cancellation);

    /// <summary>A run's figures, as <c>result.json</c> of the command line has them.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellation">Stops the request.</param>
    /// <exception cref="ServiceException">The run has no result, or not yet.</exception>
    public Task<JsonDocument> ResultAsync(string id, CancellationToken cancellation = default) =>
        DocumentAsync(Run(id) + "/result", cancellation);

    /// <summary>A run's result in a format, whole.</summary>
    /// <param name="id">The run.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellation">Stops the request.</param>
    /// <exception cref="ServiceException">The run has no result, or not yet.</exception>
    public Task<byte[]> ResultAsync(
        string id, ResultFormat format, CancellationToken cancellation = default) =>
        BytesAsync(Run(id) + "/result", MediaTypes.Of(format), cancellation);

    /// <summary>A run's result in a format, as it comes.</summary>
    /// <param name="id">The run.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellation">Stops the request.</param>
    /// <returns>The contents, for the caller to dispose of.</returns>
    /// <exception cref="ServiceException">The run has no result, or not yet.</exception>
    public Task<Stream> OpenResultAsync(
        string id, ResultFormat format, CancellationToken cancellation = default) =>
        OpenAsync(Run(id) + "/result", MediaTypes.Of(format), cancellation);

    /// <summary>The page that shows a run; it needs nothing else.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellation">Stops the request.</param>
    /// <returns>HTML.</returns>
    public Task<string> ReportAsync(string id, CancellationToken cancellation = default) =>
        TextAsync(Run(id) + "/report", MediaTypes.Html, cancellation);

    /// <summary>What that page draws besides the result.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<JsonDocument> ReportDataAsync(
        string id, CancellationToken cancellation = default) =>
        DocumentAsync(Run(id) + "/report", cancellation);

    /// <summary>How a run's result came about: all that is needed to get it again.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<JsonDocument> ManifestAsync(string id, CancellationToken cancellation = default) =>
        DocumentAsync(Run(id) + "/manifest", cancellation);

    /// <summary>A part of a run as the bytes of its JSON, to keep or to read otherwise.</summary>
    /// <param name="id">The run.</param>
    /// <param name="part"><c>result</c>, <c>report</c> or <c>manifest</c>.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<byte[]> ReadRunAsync(
        string id, string part, CancellationToken cancellation = default) =>
        BytesAsync($"{Run(id)}/{part}", MediaTypes.Json, cancellation);

    /// <summary>The scenario of a run, as it was submitted.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<string> ScenarioAsync(string id, CancellationToken cancellation = default) =>
        TextAsync(Run(id) + "/scenario", "*/*", cancellation);

    /// <summary>What differs between two runs.</summary>
    /// <param name="id">The first.</param>
    /// <param name="with">The second.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<RunComparison> CompareAsync(
        string id, string with, CancellationToken cancellation = default) =>
        GetAsync(
            Run(id) + "/comparison" + new QueryText().Add("with", with),
            ClientJson.Default.RunComparison, cancellation);

    private static string Run(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return $"{Runs}/{Uri.EscapeDataString(id)}";
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private static QueryText Query(SubmitOptions options) => new QueryText()
        .Add("paths", options.Paths)
        .Add("seed", options.Seed)
        .Add("precision", options.Precision)
        .Add("priority", options.Priority)
        .Add("deadlineSeconds", options.Deadline is { } deadline
            ? (long)Math.Ceiling(deadline.TotalSeconds)
            : null)
        .Add("set", options.Settings);

    private static Action<HttpRequestMessage> Body(
        string scenario, ScenarioFormat format, string? idempotencyKey)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        string mediaType = format == ScenarioFormat.Json ? MediaTypes.Json : MediaTypes.Yaml;
        return request =>
        {
            request.Content = new StringContent(scenario, Encoding.UTF8, mediaType);
            if (idempotencyKey is not null)
            {
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            }
        };
    }

    private async Task<string> TextAsync(
        string path, string mediaType, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(
            await BytesAsync(path, mediaType, cancellation).ConfigureAwait(false));
}
