using System.Diagnostics;
using System.Text.Json.Nodes;
using Dapper;
using GpuRisk.Host.Service.Cluster;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Cluster;

/// <summary>Several hosts on one store work on one run.</summary>
[TestFixture]
[Category("Slow")]
internal sealed class ClusterTests
{
    [Test]
    public async Task Run_OverThreeNodes_HasTheDigestOfOneUndisturbed_AndIsSeen()
    {
        await using Nodes nodes = await Nodes.Start(3, device: ThrottledDevice.OfSeconds);
        string yaml = SmallScenarios.LongPool(paths: 600_000);
        string id = await nodes[0].Anybody.Submit(yaml);
        JsonNode run = await nodes[0].Anybody.Finished(id);
        RunRow row = nodes[0].Part<RunStore>().Find(id)!;
        JsonNode[] shown = [.. (await nodes[1].Anybody.Get("/v1/nodes")).Json.AsArray()!];
        string metrics = (await nodes[1].Anybody.Get("/metrics")).Text;
        Assert.Multiple(() =>
        {
            Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That(row.Ranges, Is.EqualTo("[[0,600000]]"));
            Assert.That(
                nodes.All.Where(node => node.Name != row.Holder)
                    .Select(node => node.Part<RunHelper>().Paths),
                Has.All.Positive);
            Assert.That(shown, Has.Length.EqualTo(3));
            Assert.That((string?)shown[0]["devices"]![0]!["id"], Is.EqualTo("throttled"));
            Assert.That(shown.Select(node => (string?)node["problem"]), Is.All.Null);
            Assert.That(metrics, Does.Match(@"gpurisk_nodes\{.*\} 3"));
            Assert.That(metrics, Does.Match(@"gpurisk_paths_helped\{.*\} \d"));
        });
        nodes.ExpectNoErrors();
    }

    [Test]
    public async Task Node_WhoseTestOfItselfHasAnotherDigest_GetsNoWork()
    {
        await using Nodes nodes = await Nodes.Start(2, device: ThrottledDevice.OfSeconds);
        foreach (RunningService node in nodes.All)
        {
            node.Part<SelfTest>().Digest = $"sha256:{node.Name}";
        }

        string yaml = SmallScenarios.LongPool(paths: 600_000);
        string id = await nodes[0].Anybody.Submit(yaml);
        JsonNode run = await nodes[0].Anybody.Finished(id);
        Assert.Multiple(() =>
        {
            Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That(
                nodes.All.Select(node => node.Part<RunHelper>().Paths), Is.All.Zero);
            Assert.That(
                nodes.All.Select(node => node.Part<RunHelper>().Refusal ?? ""),
                Has.Some.Contains("another digest"));
        });
    }

    /// <summary>Two hosts hold a run at once, each with its own cluster and its own grain of it, as
    /// may happen while a cluster parts: one of them writes, the other one's helpers work for
    /// nothing.</summary>
    [Test]
    public async Task Run_ThatTwoHostsHoldAtOnce_IsWrittenByOne()
    {
        await using Nodes nodes = await Nodes.Start(2, device: ThrottledDevice.OfSeconds);
        string yaml = SmallScenarios.LongPool(paths: 1_000_000);
        string id = await nodes[0].Anybody.Submit(yaml);
        await Nodes.Until(() => nodes.All.Any(node => node.Part<RunHelper>().Paths > 0));
        RunningService apart = await nodes.Add(options => options with
        {
            Cluster = new ClusterOptions { Enabled = false },
        });
        RunStore store = apart.Part<RunStore>();
        await using (SqlDatabase database = nodes.Store.Open())
        {
            using var connection = database.Open();
            await connection.ExecuteAsync(
                "UPDATE runs SET holder = @Name, epoch = epoch + 1 WHERE id = @id",
                new { apart.Name, id });
        }

        RunRow taken = store.Find(id)!;
        apart.Part<FairQueue>().Add([new ActiveRun(taken)]);
        JsonNode run = await apart.Anybody.Finished(id);
        RunRow row = store.Find(id)!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That((row.Holder, row.Epoch), Is.EqualTo((apart.Name, taken.Epoch)));
            Assert.That(
                store.ChunksOf(id, 0).Sum(chunk => chunk.Paths), Is.EqualTo(row.Paths));
        });
    }

    [Test]
    public async Task Run_OnDevicesOfFixedSpeed_IsSharedEvenly()
    {
        const int Count = 4;
        (double Seconds, long[] Shares) run = await Throttled(
            Count, paths: 200_000, checkpointSeconds: 0.25);
        Assert.That(
            run.Shares, Has.All.InRange(0.6 * 200_000 / Count, 1.4 * 200_000 / Count));
    }

    /// <summary>How much faster several nodes are than one: of a run of two minutes, as joining it
    /// takes some seconds.</summary>
    [Test]
    [Explicit("It measures.")]
    public async Task Run_OnDevicesOfFixedSpeed_IsAsMuchFasterAsTheyAreMore()
    {
        const int Paths = 2_400_000;
        double one = (await Throttled(1, Paths, checkpointSeconds: 1)).Seconds;
        double two = (await Throttled(2, Paths, checkpointSeconds: 1)).Seconds;
        double four = (await Throttled(4, Paths, checkpointSeconds: 1)).Seconds;
        await TestContext.Out.WriteLineAsync(
            $"two nodes: {one / two:0.00} times as fast; four: {one / four:0.00}");
        Assert.Multiple(() =>
        {
            Assert.That(one / two, Is.GreaterThan(1.9));
            Assert.That(one / four, Is.GreaterThan(3.7));
        });
    }

    private static async Task<(double Seconds, long[] Shares)> Throttled(
        int count, int paths, double checkpointSeconds)
    {
        await using Nodes nodes = await Nodes.Start(
            count, options => options with { CheckpointSeconds = checkpointSeconds },
            () => new ThrottledDevice(20_000));

        // Plans, kernels and self-tests are there afterwards.
        await nodes[0].Anybody.Run(SmallScenarios.LongPool(paths: paths / 4));
        long[] before = [.. nodes.All.Select(node => node.Part<RunHelper>().Paths)];
        string yaml = SmallScenarios.LongPool(paths: paths);
        var clock = Stopwatch.StartNew();
        JsonNode run = await nodes[0].Anybody.Run(yaml);
        double seconds = clock.Elapsed.TotalSeconds;
        long[] shares = [.. nodes.All.Select(
            (node, i) => node.Part<RunHelper>().Paths - before[i])];
        string holder = nodes[0].Part<RunStore>().Find((string)run["id"]!)!.Holder;
        shares[nodes.All.ToList().FindIndex(node => node.Name == holder)] =
            paths - shares.Sum();
        await TestContext.Out.WriteLineAsync(
            $"{count} nodes: {seconds:0.00} s; {string.Join(", ", shares)} paths");
        Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml)));
        return (seconds, shares);
    }
}
