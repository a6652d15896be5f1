using GpuRisk.Client;
using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What must be true of a store once everything is over, whatever happened before.
/// </summary>
internal static class CrashCheck
{
    /// <summary>Checks that every order is there once, whole, and with its digest.</summary>
    public static void Holds(CrashStore store, IReadOnlyList<CrashOrder> orders)
    {
        IReadOnlyList<RunRow> runs = store.Read<RunRow>($"SELECT {RunFields.Columns} FROM runs");
        ILookup<string, ChunkRow> chunks = store
            .Read<ChunkRow>(
                "SELECT run, chunk, paths, pathsdone, seconds, devices, estimates FROM chunks "
                + "ORDER BY chunk")
            .ToLookup(chunk => chunk.Run);
        Assert.Multiple(() =>
        {
            Assert.That(runs, Has.Count.EqualTo(orders.Sum(order => order.Runs)), "runs");
            Assert.That(
                store.Read<string>("SELECT id FROM sweeps"), Is.EquivalentTo(
                    orders.Where(order => order.Volatilities.Count > 0).Select(order => order.Id)));
            Assert.That(
                store.Read<string>("SELECT run FROM tallies"), Is.Empty, "tallies of ended runs");
            foreach (CrashOrder order in orders)
            {
                RunRow[] own = [.. runs
                    .Where(run => order.Volatilities.Count > 0
                        ? run.Sweep == order.Id
                        : run.IdempotencyKey == order.Key && run.Id == order.Id)
                    .OrderBy(run => run.SweepIndex)];
                Assert.That(own, Has.Length.EqualTo(order.Runs), order.Key);
                foreach (RunRow run in own)
                {
                    Holds(order, run, [.. chunks[run.Id]]);
                }
            }
        });
        AssertResults(store, runs);
    }

    private static void Holds(CrashOrder order, RunRow run, ChunkRow[] chunks)
    {
        string name = $"{order.Key}, run {run.Id}";
        Assert.That(
            run.State, Is.EqualTo(order.IsCancelled ? RunState.Cancelled : RunState.Succeeded),
            $"{name}: {run.Error}");
        Assert.That(run.Paths, Is.EqualTo(order.Paths), name);
        Assert.That(
            chunks.Select(chunk => chunk.Chunk),
            Is.EqualTo(Enumerable.Range(1, (int)run.Chunks)), name);
        long end = 0;
        foreach (ChunkRow chunk in chunks)
        {
            end += chunk.Paths;
            Assert.That(chunk.PathsDone, Is.EqualTo(end), $"{name}, chunk {chunk.Chunk}");
        }

        Assert.That(run.PathsDone, Is.EqualTo(end), name);
        if (!order.IsCancelled)
        {
            Assert.That(end, Is.EqualTo(order.Paths), name);
        }

        string setting = run.SweepIndex is { } i
            ? $"{CrashOrder.Varied}={order.Volatilities[i]}"
            : "";
        Assert.That(run.Digest, Is.EqualTo(end == 0
            ? null
            : Undisturbed.Digest(CrashOrder.Scenario, setting, order.Seed, end)), name);
    }

    private static void AssertResults(CrashStore store, IReadOnlyList<RunRow> runs)
    {
        Dictionary<string, string> results = store
            .Read<StoredResult>(
                "SELECT resultkey, digest, created, result, manifest, tally FROM results")
            .ToDictionary(result => result.ResultKey, result => result.Digest);
        RunRow[] done = [.. runs.Where(run => run.Digest is not null)];
        Assert.That(results, Has.Count.EqualTo(done.Length));
        Assert.That(
            done.Select(run => results[run.ResultKey]), Is.EqualTo(done.Select(run => run.Digest)));
    }
}
