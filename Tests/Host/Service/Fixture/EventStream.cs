using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A run's events as the platform's own parser reads them.</summary>
internal sealed class EventStream(HttpResponseMessage response) : IDisposable
{
    public HttpResponseMessage Response => response;

    /// <summary>Begins to watch a run.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">The run.</param>
    /// <param name="last">The id of the last event that was seen, or null.</param>
    public static async Task<EventStream> Open(
        ServiceCaller caller, string id, string? last = null)
    {
        using HttpRequestMessage request = caller.Request(
            HttpMethod.Get, $"/v1/runs/{id}/events",
            last is null ? [] : [("Last-Event-ID", last)]);
        return new EventStream(await caller.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead));
    }

    /// <summary>The events until the service ends them, or a test has seen enough.</summary>
    public async Task<List<RunEvent>> Read(Func<RunEvent, bool>? isEnough = null)
    {
        List<RunEvent> events = [];
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync())
        {
            var seen = new RunEvent(item.EventType, item.EventId, JsonNode.Parse(item.Data)!);
            events.Add(seen);
            if (isEnough?.Invoke(seen) == true)
            {
                break;
            }
        }

        return events;
    }

    public void Dispose() => response.Dispose();
}

/// <summary>An event.</summary>
internal sealed record RunEvent(string Kind, string? Id, JsonNode Data);
