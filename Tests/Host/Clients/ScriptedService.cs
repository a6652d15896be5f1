using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GpuRisk.Client;

namespace GpuRisk.Tests.Host.Clients;

/// <summary>Answers requests one after the other as told, and remembers them.</summary>
internal sealed class ScriptedService : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = [];

    /// <summary>The requests so far.</summary>
    public List<Request> Requests { get; } = [];

    /// <summary>A client of this service on a clock that does not wait.</summary>
    public GpuRiskClient Client(InstantClock clock, string address = "http://service/base/") => new(
        new HttpClient(this) { BaseAddress = new Uri(address) },
        new RetryPolicy { Time = clock, Jitter = 0 });

    /// <summary>Answers the next request with a body.</summary>
    public ScriptedService Answer(
        string body,
        HttpStatusCode status = HttpStatusCode.OK,
        string mediaType = "application/json",
        TimeSpan? retryAfter = null)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status)
            {
                Content = new StringContent(body, Encoding.UTF8, mediaType),
            };
            if (retryAfter is { } wait)
            {
                response.Headers.RetryAfter = new RetryConditionHeaderValue(wait);
            }

            return response;
        });
        return this;
    }

    /// <summary>Answers the next request with events, and then ends or breaks the stream.
    /// </summary>
    public ScriptedService Events(string events, bool isBroken = false)
    {
        _answers.Enqueue(() => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new BreakingStream(events, isBroken)),
        });
        return this;
    }

    /// <summary>Answers the next request with a stream on which nothing ever comes.</summary>
    public ScriptedService Silence()
    {
        _answers.Enqueue(() => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new SilentStream()),
        });
        return this;
    }

    /// <summary>Loses the connection of the next request.</summary>
    public ScriptedService Lose()
    {
        _answers.Enqueue(() => throw new HttpRequestException("connection reset"));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(new Request(
            $"{request.Method} {request.RequestUri!.PathAndQuery}",
            request.Headers.ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value)),
            request.Content?.Headers.ContentType?.MediaType,
            request.Content is null
                ? null
                : await request.Content.ReadAsStringAsync(cancellationToken)));
        return _answers.TryDequeue(out Func<HttpResponseMessage>? answer)
            ? answer()
            : throw new InvalidOperationException("There is no answer left.");
    }

    /// <summary>What was asked.</summary>
    internal sealed record Request(
        string Line, IReadOnlyDictionary<string, string> Headers, string? MediaType, string? Body);

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    private sealed class BreakingStream(string text, bool isBroken)
        : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            return read == 0 && isBroken ? throw new IOException("connection reset") : read;
        }
    }
}
