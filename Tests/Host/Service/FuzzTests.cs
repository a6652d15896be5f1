using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using GpuRisk.Client;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>
/// No input breaks the service: whatever is sent, it answers or hangs up within ten seconds, never
/// with an error of its own, and goes on working. With GPURISK_FUZZ=full more is sent, and with
/// GPURISK_FUZZ_SEED something else.
/// </summary>
[NonParallelizable]
[Category("Slow")]
internal sealed class FuzzTests
{
    private const int Together = 8;
    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("GPURISK_FUZZ_SEED") ?? "20261125",
        CultureInfo.InvariantCulture);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private CrashStore _store = null!;
    private ServeProcess _serve = null!;
    private HttpClient _client = null!;

    private static bool IsFull => Environment.GetEnvironmentVariable("GPURISK_FUZZ") == "full";

    [SetUp]
    public async Task StartService()
    {
        _store = new CrashStore("sqlite");
        _serve = await ServeProcess.Start(
            [
                ("GPURISK_SERVE_Limits__Work", "1e7"),
                ("GPURISK_SERVE_Limits__RunSeconds", "5"),
                ("GPURISK_SERVE_Limits__Queued", "200000"),
                ("GPURISK_SERVE_Limits__QueuedPerOwner", "200000"),
            ],
            "--store", _store.Name, "--device", "simd");
        _client = _serve.Client();
        _client.Timeout = Patience;
    }

    [TearDown]
    public void StopService()
    {
        _client.Dispose();
        _serve.Dispose();
        _store.Dispose();
    }

    [Test]
    public async Task Requests_MadeOfGarbage_AreAnsweredOrRefused()
    {
        var requests = new RawRequests(Seed);
        byte[][] all = [.. Enumerable.Range(0, IsFull ? 10_000 : 1000).Select(_ => requests.Next())];
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(
            all, new ParallelOptions { MaxDegreeOfParallelism = Together },
            async (request, _) =>
            {
                int status = await Send(request);
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                Assert.That(
                    status, Is.LessThan(500).Or.EqualTo(505), () => Encoding.Latin1.GetString(request) + _serve.Log);
            });
        Tell("requests", statuses);
        await AssertIsWell();
    }

    [Test]
    public async Task Scenarios_MadeOfGarbage_AreRefusedOrRun()
    {
        var scenarios = new MutatedScenarios(Seed);
        byte[][] all =
            [.. Enumerable.Range(0, IsFull ? 100_000 : 5000).Select(_ => scenarios.Next())];
        var statuses = new ConcurrentDictionary<int, int>();
        double slowest = 0;
        await Parallel.ForEachAsync(
            all.Index(), new ParallelOptions { MaxDegreeOfParallelism = Together },
            async (scenario, _) =>
            {
                long start = Stopwatch.GetTimestamp();
                int status = await Submit(
                    scenario.Index % 4 == 0 ? "/v1/runs?paths=3" : "/v1/validate", scenario.Item);
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalSeconds);
                Assert.That(
                    status, Is.AnyOf(200, 202, 400, 422),
                    () => Encoding.UTF8.GetString(scenario.Item) + _serve.Log);
            });
        Tell($"scenarios, the slowest {slowest:F2} s", statuses);
        await AssertIsWell();
    }

    [TestCaseSource(typeof(HugeScenarios), nameof(HugeScenarios.All))]
    public async Task Scenario_AsLargeAsMayBe_IsToldWhatIsWrong(HugeScenario huge)
    {
        long start = Stopwatch.GetTimestamp();
        int status = await Submit("/v1/validate", Encoding.UTF8.GetBytes(huge.Text), huge.MediaType);
        TestContext.Out.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        Assert.That(status, Is.AnyOf(200, 400));
        await AssertIsWell();
    }

    // A client that has said all it wanted, and listens.
    private async Task<int> Send(byte[] request)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _serve.Address!.Port, patience.Token);
        NetworkStream stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(request, patience.Token);
            using var answer = new MemoryStream();
            Task reading = stream.CopyToAsync(answer, patience.Token);

            // Whoever hangs up at once need not be answered.
            await Task.WhenAny(reading, Task.Delay(Pause, patience.Token));
            socket.Client.Shutdown(SocketShutdown.Send);
            await reading;

            string text = Encoding.Latin1.GetString(answer.ToArray());
            return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
                ? int.Parse(text.AsSpan(9, 3), null)
                : 0;
        }
        catch (IOException)
        {
            // It hung up before all was said, as it may.
            return 0;
        }
    }

    private async Task<int> Submit(
        string resource, byte[] scenario, string mediaType = "application/yaml")
    {
        using var content = new ByteArrayContent(scenario);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using HttpResponseMessage answer = await Answered(
            _client.PostAsync(resource, content), scenario);
        string text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity
            || text.StartsWith("{\"valid\":false", StringComparison.Ordinal))
        {
            Assert.That(text, Does.Contain("\"line\":").And.Contain("\"message\":\""));
        }

        return (int)answer.StatusCode;
    }

    private async Task<HttpResponseMessage> Answered(
        Task<HttpResponseMessage> answer, byte[] scenario)
    {
        try
        {
            return await answer;
        }
        catch (TaskCanceledException late)
        {
            throw new AssertionException(
                $"No answer in time: {Encoding.UTF8.GetString(scenario)}{_serve.Log}", late);
        }
    }

    private static void Tell(string what, ConcurrentDictionary<int, int> statuses) =>
        TestContext.Out.WriteLine($"{statuses.Values.Sum()} {what}: " + string.Join(", ", statuses
            .OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value} times")));

    private async Task AssertIsWell()
    {
        await _serve.Ready();
        Assert.That(
            _store.Read<string>(
                "SELECT error || content FROM runs JOIN scenarios ON texthash = hash "
                + "WHERE reason = 'Internal' LIMIT 2"),
            Is.Empty);
        Assert.That(_serve.Log, Does.Not.Contain(" ERR "));
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(CrashOrder.Scenario));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
        using HttpResponseMessage answer = await _client.PostAsync(
            "/v1/runs?paths=1000&seed=5&priority=9", content);
        RunStatus run = (await answer.Content.ReadFromJsonAsync(ClientJson.Default.RunStatus))!;
        while (run.State is RunState.Queued or RunState.Running)
        {
            await Task.Delay(20);
            run = (await _client.GetFromJsonAsync(
                run.Links.Self, ClientJson.Default.RunStatus))!;
        }

        Assert.That(
            run.Digest, Is.EqualTo(Undisturbed.Digest(CrashOrder.Scenario, "", 5, 1000)));
    }
}
