using System.Diagnostics;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Service.Cluster;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Store;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Cluster;

/// <summary>What docs/cluster.md computes with: what a lease costs beside its paths.</summary>
[TestFixture]
[Explicit("It measures.")]
internal sealed class ClusterCostTests
{
    private const int Times = 30;

    [TestCase("quick-start", 2_000_000)]
    [TestCase("usdc-march-2023", 1_000_000)]
    [TestCase("liquidations-and-mev", 100_000)]
    public void Tally_OfALease(string name, long paths)
    {
        Plan plan = PlanOf(name);
        using var device = new SimdDevice(2);
        var runner = new PathRunner([device], TimeProvider.System);
        RunTally tally = runner.Run(plan, new RunOptions(paths, 1)).Tally;
        byte[] packed = TallyBytes.Pack(tally);
        var sum = new RunTally(plan.Metrics, plan.Draws);
        TestContext.Out.WriteLine(
            $"{name}: {plan.Metrics.Count} metrics, {packed.Length:N0} bytes; "
            + $"pack {Milliseconds(() => TallyBytes.Pack(tally)):0.00} ms, "
            + $"unpack {Milliseconds(() => TallyBytes.Unpack(packed)):0.00} ms, "
            + $"estimates {Milliseconds(() => RunRecords.Estimates(plan, tally)):0.00} ms, "
            + $"merge {Milliseconds(() => sum.Merge(tally)):0.00} ms, "
            + $"empty chunk {Milliseconds(() => runner.Run(plan, new RunOptions(1, 1))):0.00} ms");
    }

    // Processor time a path, so that work beside it counts little.
    [TestCase("quick-start", 0.25)]
    [TestCase("quick-start", 1)]
    [TestCase("usdc-march-2023", 0.25)]
    public void Slices_BesideOneRun(string name, double seconds)
    {
        Plan plan = PlanOf(name);
        using var device = new SimdDevice(2);
        var runner = new PathRunner([device], TimeProvider.System);
        var slice = new RunOptions(long.MaxValue / 4, 1) { Slice = TimeSpan.FromSeconds(seconds) };
        runner.Run(plan, slice);
        var sum = new RunTally(plan.Metrics, plan.Draws);
        double idle = 0, busy = 0;
        (double cpu, double wall) = Spent(() =>
        {
            for (int i = 0; i < 10 / seconds; i++)
            {
                RunOutcome outcome = runner.Run(plan, slice with { FirstPath = sum.Paths });
                sum.Merge(outcome.Tally);
                idle += outcome.IdleShare * outcome.Elapsed.TotalSeconds;
                busy += outcome.Elapsed.TotalSeconds;
            }
        });
        (double wholeCpu, double wholeWall) = Spent(
            () => runner.Run(plan, new RunOptions(sum.Paths, 1)));
        TestContext.Out.WriteLine(
            $"{name}, slices of {seconds} s, {sum.Paths:N0} paths: processor time {cpu:0.00} over "
            + $"{wholeCpu:0.00} s = {cpu / wholeCpu:0.000}, "
            + $"idle {idle:0.00} within {busy:0.00}, "
            + $"time {wall:0.00} over {wholeWall:0.00} s = {wall / wholeWall:0.000}");
    }

    private static (double Cpu, double Wall) Spent(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        action();
        return ((Environment.CpuUsage.TotalTime - before).TotalSeconds,
            clock.Elapsed.TotalSeconds);
    }

    [Test]
    public async Task Message_OfALease()
    {
        await using Nodes nodes = await Nodes.Start(2);
        IRunGrain run = nodes[0].Part<ClusterNode>().Silo!.Run("none", nodes[1].Name)!;
        var card = new NodeCard("somebody", "digest");
        await run.Take(card);
        TestContext.Out.WriteLine(
            $"ask: {Milliseconds(() => run.Take(card).Wait()):0.00} ms");
        byte[] megabyte = new byte[1 << 20];
        new Random(1).NextBytes(megabyte);
        var delivery = new Delivery(0, 0, megabyte, 0, "{}");
        TestContext.Out.WriteLine(
            $"deliver a megabyte: {Milliseconds(() => run.Deliver(delivery).Wait()):0.00} ms");
        RunStore store = nodes[0].Part<RunStore>();
        RunRow row = (await store.Accept(StoredRun.Submission(
            StoredRun.New(holder: nodes[0].Name)))).Runs[0];
        RunRow after = StoredRun.WithChunk(row);
        TestContext.Out.WriteLine("checkpoint of a megabyte: "
            + $"{Milliseconds(() => store.Checkpoint(after, StoredRun.Chunk(after), megabyte).Wait()):0.00} ms");
    }

    private static Plan PlanOf(string name) => ScenarioPlanner.Plan(ScenarioReader.Read(Directory
        .GetFiles(
            Path.Combine(Library.Root, "Scenarios", "library"), $"{name}.yaml",
            SearchOption.AllDirectories)
        .Single()).Scenario!);

    // The median.
    private static double Milliseconds(Action action)
    {
        double[] times = new double[Times];
        for (int i = 0; i < Times; i++)
        {
            var clock = Stopwatch.StartNew();
            action();
            times[i] = clock.Elapsed.TotalMilliseconds;
        }

        return times.Order().ElementAt(Times / 2);
    }
}
