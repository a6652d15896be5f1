using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GpuRisk.Tests.Host.Service.Cluster;

/// <summary>Three services in processes of their own on one PostgreSQL database, which are killed,
/// stopped and started again, and the database is away now and then.</summary>
internal sealed class TroubledCluster(string store, int seed) : IDisposable
{
    private const int Nodes = 3;

    private readonly Random _random = new(seed);
    private readonly ServeProcess?[] _nodes = new ServeProcess?[Nodes];
    private readonly StringBuilder _story = new();
    private readonly StringBuilder _logs = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>What was done to it.</summary>
    public string Story => _story.ToString();

    /// <summary>What its processes have logged.</summary>
    public string Logs
    {
        get
        {
            lock (_logs)
            {
                return _logs + string.Concat(
                    _nodes.Select((node, i) => $"--- node {i}\n{node?.Log}"));
            }
        }
    }

    public async Task Start()
    {
        for (int i = 0; i < Nodes; i++)
        {
            await Begin(i);
        }
    }

    /// <summary>Does something bad, and mends it after a while.</summary>
    /// <param name="longest">The longest that a process is stopped.</param>
    public async Task Trouble(TimeSpan longest)
    {
        int node = _random.Next(Nodes);
        switch (_random.Next(4))
        {
            case 0:
                Tell($"node {node} is killed");
                End(node, serve => serve.Kill());
                await Begin(node);
                break;
            case 1:
                Tell($"node {node} is stopped for {longest.TotalSeconds} s");
                Signal(node, "STOP");
                await Task.Delay(longest);
                Signal(node, "CONT");
                break;
            case 2:
                Tell($"node {node} is restarted");
                ServeProcess old = _nodes[node]!;
                old.Terminate();
                await old.Ended();
                End(node, _ => { });
                await Begin(node);
                break;
            default:
                await Task.Delay(100);
                break;
        }
    }

    /// <summary>Submits a run, to whatever node takes it, until one has; a submission that was
    /// accepted without an answer is the same one.</summary>
    public async Task<string> Submit(string yaml, string key)
    {
        while (true)
        {
            try
            {
                using HttpClient client = Client();
                using var content = new StringContent(
                    yaml, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
                using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/runs")
                {
                    Content = content,
                };
                request.Headers.Add("Idempotency-Key", key);
                using HttpResponseMessage answer = await client.SendAsync(request);
                if (answer.IsSuccessStatusCode)
                {
                    JsonNode run = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
                    return (string)run["id"]!;
                }
            }
            catch (Exception error) when (
                error is HttpRequestException or TaskCanceledException or IOException
                    or InvalidOperationException)
            {
                // Another node, or this one later.
            }

            await Task.Delay(100);
        }
    }

    public void Tell(string what) =>
        _story.Append(_clock.Elapsed.TotalSeconds.ToString("0.0 s: ")).AppendLine(what);

    public void Dispose()
    {
        for (int i = 0; i < Nodes; i++)
        {
            _nodes[i]?.Dispose();
        }
    }

    private HttpClient Client()
    {
        ServeProcess?[] nodes = [.. _nodes.Where(node => node?.Address is not null)];
        return nodes.Length == 0
            ? throw new InvalidOperationException("No node is there.")
            : new HttpClient
            {
                BaseAddress = nodes[Random.Shared.Next(nodes.Length)]!.Address,
                Timeout = TimeSpan.FromSeconds(5),
            };
    }

    private async Task Begin(int node)
    {
        // One that dies at once, because the database is away, is started again.
        while (_nodes[node] is null)
        {
            ServeProcess serve = await ServeProcess.Start(
                [], "--store", store, "--device", "simd", "--threads", "1");
            if (serve.Address is null)
            {
                Keep(serve);
                serve.Dispose();
                await Task.Delay(500);
                continue;
            }

            _nodes[node] = serve;
            Tell($"node {node} is there, {serve.Address}");
        }
    }

    private void End(int node, Action<ServeProcess> how)
    {
        ServeProcess serve = _nodes[node]!;
        _nodes[node] = null;
        how(serve);
        Keep(serve);
        serve.Dispose();
    }

    private void Keep(ServeProcess serve)
    {
        lock (_logs)
        {
            _logs.AppendLine("--- an earlier node").Append(serve.Log);
        }
    }

    private void Signal(int node, string signal)
    {
        using Process kill = Process.Start("kill", $"-{signal} {_nodes[node]!.Id}");
        kill.WaitForExit();
    }
}
