using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace GpuRisk.Client;

/// <summary>Reads server-sent events of a run from one connection.</summary>
internal static class EventStream
{
    // The service sends a comment every 15 s: after three times that the connection is dead,
    // though no one told this end of it.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    /// <summary>An event and its <c>id</c>, if any.</summary>
    public readonly record struct Item(RunEvent Event, string? Id);

    /// <summary>The events as they come, until the connection ends.</summary>
    /// <exception cref="IOException">The connection was lost.</exception>
    /// <exception cref="JsonException">An event's data is not what its name says.</exception>
    public static async IAsyncEnumerable<Item> ReadAsync(
        Stream stream,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string name = "";
        string? id = null;
        var data = new StringBuilder();
        while (await LineAsync(reader, time, cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                if (Parse(name, data.ToString()) is { } item)
                {
                    yield return new Item(item, id);
                }

                (name, id) = ("", null);
                data.Clear();
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string field = colon < 0 ? line : line[..colon];
            string value = colon < 0 ? "" : line[(colon + 1)..];
            value = value.StartsWith(' ') ? value[1..] : value;
            switch (field)
            {
                case "event":
                    name = value;
                    break;
                case "id":
                    id = value;
                    break;
                case "data":
                    data.Append(data.Length == 0 ? "" : "\n").Append(value);
                    break;
            }
        }
    }

    /// <summary>Null for an event that this version does not know.</summary>
    private static RunEvent? Parse(string name, string data) => name switch
    {
        RunChanged.EventName =>
            new RunChanged(JsonSerializer.Deserialize(data, ClientJson.Default.RunStatus)!),
        RunCheckpoint.EventName =>
            JsonSerializer.Deserialize(data, ClientJson.Default.RunCheckpoint),
        RunProgress.EventName =>
            JsonSerializer.Deserialize(data, ClientJson.Default.RunProgress),
        _ => null,
    };

    private static async ValueTask<string?> LineAsync(
        StreamReader reader, TimeProvider time, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            silence.Token, cancellation);
        try
        {
            return await reader.ReadLineAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException("The service has been silent for too long.");
        }
    }
}
