using System.Net;
using System.Runtime.CompilerServices;

namespace GpuRisk.Client;

/// <summary>The events of a run over as many connections as it takes.</summary>
/// <param name="connect">Opens a connection that goes on after the event of this <c>id</c>, or
/// begins where it is null.</param>
/// <param name="retry">How long it is tried in vain.</param>
internal sealed class RunWatch(
    Func<string?, CancellationToken, Task<HttpResponseMessage>> connect, RetryPolicy retry)
{
    private string? _lastId;

    /// <summary>The events, each checkpoint once, until the run has ended.</summary>
    public async IAsyncEnumerable<RunEvent> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        int failures = 0;
        while (true)
        {
            Exception? failure = null;
            await using IAsyncEnumerator<EventStream.Item> items = OnceAsync(cancellation)
                .GetAsyncEnumerator(cancellation);
            while (true)
            {
                try
                {
                    if (!await items.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (IOException error)
                {
                    failure = error;
                    break;
                }

                failures = 0;
                _lastId = items.Current.Id ?? _lastId;
                yield return items.Current.Event;
                if (items.Current.Event is RunChanged { Run: var run } && run.State.IsFinal())
                {
                    yield break;
                }
            }

            if (_lastId == RunEvent.EndId)
            {
                yield break;
            }

            // A service that stops closes its streams in order; it is as lost as a broken one.
            TimeSpan delay = retry.DelayAfter(++failures)
                ?? throw new HttpRequestException(
                    "The connection to the service was lost and could not be made again.", failure);
            await Task.Delay(delay, retry.Time, cancellation).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<EventStream.Item> OnceAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using HttpResponseMessage response = await connect(_lastId, cancellation)
            .ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            _lastId = RunEvent.EndId;
            yield break;
        }

        Stream stream = await response.Content.ReadAsStreamAsync(cancellation)
            .ConfigureAwait(false);
        await foreach (EventStream.Item item in EventStream
            .ReadAsync(stream, retry.Time, cancellation).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
