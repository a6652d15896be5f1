namespace GpuRisk.Client;

/// <content>Sweeps: the same scenario with each combination of some values.</content>
public sealed partial class GpuRiskClient
{
    private static readonly TimeSpan SweepPoll = TimeSpan.FromSeconds(1);

    /// <summary>Submits a sweep.</summary>
    /// <param name="scenario">The scenario's text.</param>
    /// <param name="options">What varies.</param>
    /// <param name="cancellation">Stops the submission, not the sweep.</param>
    /// <exception cref="ServiceException">A combination has errors, or there is no room.
    /// </exception>
    public Task<SweepStatus> SweepAsync(
        string scenario, SweepOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        QueryText query = Query(options).Add("vary", options.Vary).Add("metric", options.Metrics);
        return SendAsync(
            HttpMethod.Post, "v1/sweeps" + query, ClientJson.Default.SweepStatus,
            Body(scenario, options.Format, options.IdempotencyKey ?? NewKey()), cancellation);
    }

    /// <summary>How far a sweep is, and the rows that are done.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<SweepStatus> GetSweepAsync(string id, CancellationToken cancellation = default) =>
        GetAsync(Sweep(id), ClientJson.Default.SweepStatus, cancellation);

    /// <summary>Waits for a sweep's end.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="progress">Told how far it is, about once a second; null for nothing.</param>
    /// <param name="cancellation">Stops waiting, not the sweep.</param>
    public async Task<SweepStatus> WaitSweepAsync(
        string id,
        IProgress<SweepStatus>? progress = null,
        CancellationToken cancellation = default)
    {
        while (true)
        {
            SweepStatus sweep = await GetSweepAsync(id, cancellation).ConfigureAwait(false);
            progress?.Report(sweep);
            if (sweep.State.IsFinal())
            {
                return sweep;
            }

            await Task.Delay(SweepPoll, _retry.Time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for a sweep's end; rows that are done stay.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<SweepStatus> CancelSweepAsync(
        string id, CancellationToken cancellation = default) =>
        SendAsync(
            HttpMethod.Post, Sweep(id) + "/cancel", ClientJson.Default.SweepStatus, null,
            cancellation);

    private static string Sweep(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return "v1/sweeps/" + Uri.EscapeDataString(id);
    }
}
