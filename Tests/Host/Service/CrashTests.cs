using System.Net.Http.Headers;
using System.Net.Http.Json;
using GpuRisk.Client;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>
/// What clients were told is true whatever happens to the process: real services are killed at
/// each of their weakest moments, and at random ones, and started again. GPURISK_CRASHES sets how
/// often they are killed at random; GPURISK_TEST_POSTGRES names a server to do all of it with, too.
/// </summary>
[Parallelizable(ParallelScope.Children)]
[Category("Slow")]
internal sealed class CrashTests
{
    private const string Crashes = "GPURISK_CRASHES";
    private const int UsualCrashes = 5;
    private const int PointsTogether = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    // The product promises five seconds. That is checked where crashes are asked for by number, on a
    // machine that does nothing else; in the usual suite others may want the processor.
    private static readonly TimeSpan StartsWithin =
        Environment.GetEnvironmentVariable(Crashes) is null
            ? TimeSpan.FromMinutes(1)
            : TimeSpan.FromSeconds(5);

    // Of a service that is about to be killed nobody expects speed, so little time is spent on
    // compiling it.
    private static readonly (string, string)[] Quick =
        [("DOTNET_TC_QuickJit", "1"), ("DOTNET_TC_QuickJitForLoops", "0")];

    private static IReadOnlyList<string> Stores => CrashStore.Kinds;

    // Every point is in one of the lists: a new one cannot be forgotten.
    private static IEnumerable<FaultPoint[]> Points =>
        Enum.GetValues<FaultPoint>().Chunk(PointsTogether);

    [Test]
    public async Task Crash_AtEachPoint_LosesNothing(
        [ValueSource(nameof(Points))] FaultPoint[] points, [ValueSource(nameof(Stores))] string kind)
    {
        using var store = new CrashStore(kind);
        List<CrashOrder> orders = [];
        foreach (FaultPoint point in points)
        {
            orders.AddRange(OrdersFor(point));
            await CrashAt(point, store, orders);
        }

        await FinishAndCheck(store, orders);
    }

    [Test]
    public async Task Crash_AtRandomMoments_LosesNothing(
        [ValueSource(nameof(Stores))] string kind)
    {
        int crashes = int.TryParse(Environment.GetEnvironmentVariable(Crashes), out int count)
            ? count
            : UsualCrashes;
        var random = new Random(20_261_125);
        using var store = new CrashStore(kind);
        List<CrashOrder> orders = [];
        for (int round = 0; round < crashes; round++)
        {
            using ServeProcess serve = await Start(store);
            Assert.That(await serve.Ready(), Is.LessThan(StartsWithin), $"round {round}");
            using var moment = new CancellationTokenSource(random.Next(20, 700));
            using CancellationTokenRegistration kill = moment.Token.Register(serve.Kill);
            CrashOrder[] more = [.. Enumerable.Range(0, 6).Select(i => RandomOrder(random, $"{round}-{i}"))];
            orders.AddRange(more);
            await UntilGone(async client =>
            {
                await SendAll(client, [.. orders.TakeLast(4 * more.Length)]);
                await Task.Delay(Timeout.Infinite, moment.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }, serve);
            Assert.That(await serve.Ended(), Is.EqualTo(ServeProcess.Killed));
        }

        await FinishAndCheck(store, orders);
    }

    // Starts the service, in a store where earlier crashes have left their work, and lets it die.
    private static async Task CrashAt(
        FaultPoint point, CrashStore store, IReadOnlyList<CrashOrder> orders)
    {
        if (point is FaultPoint.TakeOverWithinWrite or FaultPoint.TakeOverAfterWrite)
        {
            using ServeProcess before = await Start(store, Quick);
            using HttpClient client = before.Client();
            await SendAll(client, orders);
            before.Kill();
        }

        using ServeProcess serve = await Start(
            store, [(Faults.Variable, $"{point}:{TimesUntil(point)}"), .. Quick]);
        if (serve.Address is not null)
        {
            await UntilGone(client => Use(serve, client, orders, point), serve);
        }

        int code = await serve.Ended();
        Assert.That(
            code, Is.EqualTo(ServeProcess.Killed), $"{point} was not reached:\n{serve.Log}");
    }

    private static async Task FinishAndCheck(CrashStore store, IReadOnlyList<CrashOrder> orders)
    {
        using ServeProcess serve = await Start(store);
        Assert.That(await serve.Ready(), Is.LessThan(StartsWithin));
        using (HttpClient client = serve.Client())
        {
            await SendAll(client, orders);
            await AllEnded(client, orders);
        }

        CrashCheck.Holds(store, orders);
    }

    private static CrashOrder[] OrdersFor(FaultPoint point)
    {
        ulong seed = 10 * ((ulong)point + 1);
        return
        [
            new($"{point} short", seed, 2000, [], IsCancelled: false),
            new($"{point} long", seed + 1, 200_000, [], IsCancelled: false),
            new($"{point} sweep", seed + 2, 3000, ["0.5", "0.8", "1.1"], IsCancelled: false),
            new($"{point} cancelled", seed + 3, 50_000_000_000, [], IsCancelled: true),
        ];
    }

    private static CrashOrder RandomOrder(Random random, string key) => random.Next(6) switch
    {
        0 => new(key, (ulong)random.Next(), 1000, ["0.4", "0.9"], IsCancelled: false),
        1 => new(key, (ulong)random.Next(), 50_000_000_000, [], IsCancelled: true),
        2 => new(key, (ulong)random.Next(), random.Next(1, 500_000), [], IsCancelled: false),
        _ => new(key, (ulong)random.Next(), random.Next(1, 20_000), [], IsCancelled: false),
    };

    // So that other runs are on their way when it happens.
    private static int TimesUntil(FaultPoint point) => point switch
    {
        FaultPoint.AcceptBeforeWrite or FaultPoint.AcceptWithinWrite
            or FaultPoint.AcceptAfterWrite or FaultPoint.AcceptSweepWithinWrite
            or FaultPoint.CheckpointBeforeWrite or FaultPoint.CheckpointWithinWrite
            or FaultPoint.CheckpointAfterWrite => 2,
        FaultPoint.WriteBeforeCommit or FaultPoint.WriteAfterCommit
            or FaultPoint.ChunkBeforeSimulation or FaultPoint.ChunkAfterSimulation => 3,
        _ => 1,
    };

    // A run is computed within chunks of 50 ms, so that even short ones have some.
    private static Task<ServeProcess> Start(
        CrashStore store, params (string Name, string Value)[] settings) =>
        ServeProcess.Start(
            [("GPURISK_SERVE_CheckpointSeconds", "0.05"), .. settings],
            "--store", store.Name, "--device", "simd");

    private static async Task Use(
        ServeProcess serve, HttpClient client, IReadOnlyList<CrashOrder> orders, FaultPoint point)
    {
        await SendAll(client, orders);
        if (point is FaultPoint.StopBeforeHandBack or FaultPoint.StopBeforeLastWrites)
        {
            serve.Terminate();
            return;
        }

        if (point is FaultPoint.ReportBeforeWrite or FaultPoint.ReportAfterWrite)
        {
            await Report(client, orders.First(order => order.Key == $"{point} short"));
        }

        await AllEnded(client, orders);
        Assert.Fail($"{point} was not reached.");
    }

    private static async Task UntilGone(Func<HttpClient, Task> use, ServeProcess serve)
    {
        using HttpClient client = serve.Client();
        try
        {
            await use(client);
        }
        catch (HttpRequestException error) when (error.StatusCode is null)
        {
            // The process has died: what the test waits for.
        }
    }

    private static async Task SendAll(HttpClient client, IEnumerable<CrashOrder> orders)
    {
        foreach (CrashOrder order in orders)
        {
            await order.Send(client);
            if (order is { IsCancelled: true, IsCancelAnswered: false })
            {
                await order.Cancel(client);
            }
        }
    }

    private static async Task Report(HttpClient client, CrashOrder order)
    {
        await Ended(client, $"/v1/runs/{order.Id}", ClientJson.Default.RunStatus, run => run.State);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/v1/runs/{order.Id}/report");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using HttpResponseMessage answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task AllEnded(HttpClient client, IEnumerable<CrashOrder> orders)
    {
        foreach (CrashOrder order in orders)
        {
            await (order.Volatilities.Count > 0
                ? Ended(
                    client, $"/v1/sweeps/{order.Id}", ClientJson.Default.SweepStatus,
                    sweep => sweep.State)
                : Ended(
                    client, $"/v1/runs/{order.Id}", ClientJson.Default.RunStatus,
                    run => run.State));
        }
    }

    private static async Task Ended<T>(
        HttpClient client,
        string resource,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        Func<T, RunState> stateOf)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (stateOf((await client.GetFromJsonAsync(resource, type, patience.Token))!)
            is RunState.Queued or RunState.Running)
        {
            await Task.Delay(Poll, patience.Token);
        }
    }
}
