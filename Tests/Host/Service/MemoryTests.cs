using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using GpuRisk.Client;
using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The service forgets what it does not need: its memory does not grow with the runs that
/// it has done. GPURISK_RUNS sets how many that are.</summary>
[NonParallelizable]
[Category("Slow")]
internal sealed class MemoryTests
{
    private const int WarmUp = 300;
    private const int UsualRuns = 500;
    private const int Together = 32;
    private const long MostGrowth = 10 << 20;

    [Test]
    public async Task ManyRuns_LeaveNothingBehind()
    {
        int runs = int.TryParse(Environment.GetEnvironmentVariable("GPURISK_RUNS"), out int count)
            ? count
            : UsualRuns;
        using var store = new CrashStore("sqlite");
        var options = new ServiceOptions
        {
            Urls = "http://127.0.0.1:0",
            Device = "simd",
            TrustLocal = true,
        };
        await using SqlDatabase database = StoreOpening.Open(store.Name);
        using DevicePool devices = DevicePool.Open(options, TimeProvider.System);
        // Not the usual log: what tests write is kept in memory until their end.
        using Serilog.Core.Logger logging = new Serilog.LoggerConfiguration().CreateLogger();
        await using WebApplication app = ServiceHost.Build(
            options, database, "memory", devices, TimeProvider.System, logging,
            LocalKeyFile.Open(
                options, database, new ApiKeys(database, TimeProvider.System),
                DateTimeOffset.UnixEpoch));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        await Use(client, 0, WarmUp);
        (long heap, long process) = Memory();
        long start = Stopwatch.GetTimestamp();
        await Use(client, WarmUp, runs);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        (long heapAfter, long processAfter) = Memory();
        await app.StopAsync();

        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"{runs} runs in {seconds:F1} s: heap {heap / 1e6:F2} to {heapAfter / 1e6:F2} MB, ")
            + FormattableString.Invariant(
                $"process {process / 1e6:F1} to {processAfter / 1e6:F1} MB"));
        Assert.That(heapAfter - heap, Is.LessThan(MostGrowth));
    }

    private static async Task Use(HttpClient client, int first, int count) =>
        await Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = Together },
            async (seed, _) => await Use(client, seed));

    // A run as clients see it: submitted, watched until its end, its result read.
    private static async Task Use(HttpClient client, int seed)
    {
        using var content = new StringContent(
            CrashOrder.Scenario, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        using HttpResponseMessage answer = await client.PostAsync(
            $"/v1/runs?paths=64&seed={seed}", content);
        answer.EnsureSuccessStatusCode();
        RunStatus run = (await answer.Content.ReadFromJsonAsync(ClientJson.Default.RunStatus))!;
        string events = await client.GetStringAsync(run.Links.Events);
        Assert.That(events, Does.Contain("id: end"));
        string result = await client.GetStringAsync(run.Links.Result);
        Assert.That(result, Does.Contain("\"digest\""));
    }

    private static (long Heap, long Process) Memory()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }
}
