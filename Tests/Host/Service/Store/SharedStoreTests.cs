using System.Net;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service.Store;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Store;

/// <summary>Several hosts on one PostgreSQL database.</summary>
[TestFixture(StoreKind.Postgres)]
internal sealed class SharedStoreTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task TakeOver_OfADeadHost_GoesOnFromItsLastCheckpoint()
    {
        await using TestStore store = await TestStore.Create(Kind);
        string yaml = SmallScenarios.LongPool();
        RunRow half = await Interrupted(store, yaml);
        await using RunningService service = await Start(store);
        JsonNode done = await service.Anybody.Finished(half.Id);
        RunRow row = service.Part<RunStore>().Find(half.Id)!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)done["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That(row.Holder, Is.EqualTo(service.Name));
            Assert.That(row.Epoch, Is.EqualTo(half.Epoch + 1));
            Assert.That(half.PathsDone, Is.InRange(1, half.Paths - 1));
        });
    }

    [Test]
    public async Task TakeOver_OfALivingHost_TakesNothing()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using var other = new StoreHost(store);
        await using var host = new StoreHost(store);
        RunRow run = await other.Accept(StoredRun.New(holder: other.Name));
        RunRow[] alive = await host.Runs.TakeOver();
        await other.DisposeAsync();
        await host.SeesTheEndOf(other);
        RunRow[] dead = await host.Runs.TakeOver();
        RunRow[] again = await host.Runs.TakeOver();
        Assert.Multiple(() =>
        {
            Assert.That(alive, Is.Empty);
            Assert.That(dead.Select(taken => taken.Id), Is.EqualTo(new[] { run.Id }));
            Assert.That(dead[0].Holder, Is.EqualTo(host.Name));
            Assert.That(again, Is.Empty);
        });
    }

    [Test]
    public async Task TakeOver_ByManyHosts_GivesEachRunToOne()
    {
        await using TestStore store = await TestStore.Create(Kind);
        var dead = new StoreHost(store);
        for (int i = 0; i < 30; i++)
        {
            await dead.Accept(StoredRun.New(holder: dead.Name));
        }

        await dead.DisposeAsync();
        StoreHost[] hosts = [.. Enumerable.Range(0, 4).Select(_ => new StoreHost(store))];
        await hosts[0].SeesTheEndOf(dead);
        RunRow[][] taken = await Task.WhenAll(hosts.Select(host => host.Runs.TakeOver()));
        RunRow[][] rest = await Task.WhenAll(hosts.Select(host => host.Runs.TakeOver()));
        string[] ids = [.. taken.Concat(rest).SelectMany(rows => rows).Select(row => row.Id)];
        foreach (StoreHost host in hosts)
        {
            await host.DisposeAsync();
        }

        Assert.Multiple(() =>
        {
            Assert.That(ids, Is.Unique);
            Assert.That(ids, Has.Length.EqualTo(30));
        });
    }

    [Test]
    public async Task Fence_HostThatLostARun_CannotWriteIt()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using var loser = new StoreHost(store);
        await using var winner = new StoreHost(store);
        RunRow run = await loser.Accept(StoredRun.New(holder: loser.Name));
        RunRow stolen = (await winner.Runs.Steal())!;
        RunRow after = StoredRun.WithChunk(run);
        RunRow? checkpoint = await loser.Runs.Checkpoint(after, StoredRun.Chunk(after), [1]);
        bool isFinished = await loser.Runs.Finish(
            StoredRun.Ended(after), StoredRun.Chunk(after), StoredRun.Result(run));
        RunRow row = loser.Runs.Find(run.Id)!;
        RunRow winners = StoredRun.WithChunk(stolen);
        RunRow? own = await winner.Runs.Checkpoint(winners, StoredRun.Chunk(winners), [2]);
        Assert.Multiple(() =>
        {
            Assert.That(stolen.Epoch, Is.EqualTo(run.Epoch + 1));
            Assert.That(checkpoint, Is.Null);
            Assert.That(isFinished, Is.False);
            Assert.That(row, Is.EqualTo(stolen), "Nothing was changed.");
            Assert.That(loser.Runs.Result(run.ResultKey), Is.Null);
            Assert.That(own!.PathsDone, Is.EqualTo(100));
            Assert.That(winner.Runs.TallyOf(run.Id), Is.EqualTo(new byte[] { 2 }));
            Assert.That(winner.Runs.ChunksOf(run.Id, 0), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Fence_RunThatCameBack_RefusesWritesOfItsFirstEpoch()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using var host = new StoreHost(store);
        await using var other = new StoreHost(store);
        RunRow first = await host.Accept(StoredRun.New(holder: host.Name));
        await other.Runs.Steal();
        RunRow back = (await host.Runs.Steal())!;
        bool old = await host.Runs.Finish(StoredRun.Ended(first), null, null);
        bool current = await host.Runs.Finish(StoredRun.Ended(back), null, null);
        Assert.Multiple(() =>
        {
            Assert.That(back.Epoch, Is.EqualTo(2));
            Assert.That(old, Is.False);
            Assert.That(current, Is.True);
        });
    }

    [Test]
    [Category("Slow")]
    public async Task Steal_ByAnIdleHost_SpeedsOthersUp()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService busy = await Start(store);
        string endless = await busy.Anybody.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=9");
        await busy.Anybody.Until(endless, run => run["estimates"]!.AsArray().Count > 0);
        string yaml = SmallScenarios.Pool();
        string id = await busy.Anybody.Submit(yaml, "priority=0");
        await using RunningService idle = await Start(store);
        JsonNode there = await idle.Anybody.Finished(id);
        using EventStream events = await EventStream.Open(busy.Anybody, id);
        List<RunEvent> seen = await events.Read();
        JsonNode here = await busy.Anybody.Finished(id);
        JsonNode still = await busy.Anybody.Status(endless);
        await idle.Anybody.Post($"/v1/runs/{endless}/cancel", mediaType: null);
        JsonNode cancelled = await busy.Anybody.Finished(endless);
        Assert.Multiple(() =>
        {
            Assert.That((string?)there["digest"], Is.EqualTo(Truth.Digest(yaml)));
            Assert.That(here.ToJsonString(), Is.EqualTo(there.ToJsonString()));
            Assert.That(seen[^1].Id, Is.EqualTo("end"));
            Assert.That(
                idle.Part<RunStore>().Find(id)!.Holder, Is.EqualTo(idle.Name));
            Assert.That((string)still["state"]!, Is.EqualTo("running"));
            Assert.That(
                (string)cancelled["state"]!, Is.EqualTo("cancelled"),
                "A host ends its runs when another is asked to.");
        });
    }

    [Test]
    public async Task Submit_SameKeyToTwoHostsAtOnce_IsOneRun()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService one = await Start(store);
        await using RunningService two = await Start(store);
        string yaml = SmallScenarios.Pool();
        for (int round = 0; round < 5; round++)
        {
            (string, string) key = ("Idempotency-Key", $"round {round}");
            Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                i => (i % 2 == 0 ? one : two).Anybody.Post(
                    $"/v1/runs?seed={round}", yaml, headers: key)));
            Assert.Multiple(() =>
            {
                Assert.That(
                    answers.Select(answer => answer.Status),
                    Is.All.EqualTo(HttpStatusCode.Accepted).Or.EqualTo(HttpStatusCode.OK));
                Assert.That(
                    answers.Select(answer => (string?)answer.Json["id"]).Distinct().Count(),
                    Is.EqualTo(1));
            });
        }
    }

    [Test]
    public async Task Runs_OfTwoHosts_AreEachDoneOnce()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService one = await Start(store);
        await using RunningService two = await Start(store);
        string[] yamls = [.. Enumerable.Range(0, 20).Select(_ => SmallScenarios.Pool())];
        string[] ids = await Task.WhenAll(yamls.Select(
            (yaml, i) => (i % 4 == 0 ? two : one).Anybody.Submit(yaml)));
        JsonNode[] runs = await Task.WhenAll(ids.Select(two.Anybody.Finished));
        Assert.That(
            runs.Select(run => (string?)run["digest"]),
            Is.EqualTo(yamls.Select(yaml => Truth.Digest(yaml))));
        Assert.That(
            (await one.Anybody.Get("/v1/runs?limit=200")).Json["runs"]!.AsArray(),
            Has.Count.EqualTo(20));
    }

    // A run that a host has begun, and which then is no more.
    private async Task<RunRow> Interrupted(TestStore store, string yaml)
    {
        string id;
        await using (RunningService first = await Start(store))
        {
            id = await first.Anybody.Submit(yaml);
            await first.Anybody.Until(id, run => run["estimates"]!.AsArray().Count > 0);
        }

        await using var host = new StoreHost(store);
        return host.Runs.Find(id)!;
    }
}
