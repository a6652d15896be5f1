using System.Net;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The stream of a run's events: what is in it, in which order, and how it goes on.
/// </summary>
internal sealed class EventTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Stream_OfARun_BeginsWithTheRunAndEndsWithItsEnd()
    {
        string id = await Caller.Submit(SmallScenarios.LongPool(paths: 300_000));
        using EventStream stream = await EventStream.Open(Caller, id);
        List<RunEvent> events = await stream.Read();
        RunEvent[] runs = [.. events.Where(e => e.Kind == "run")];
        Assert.Multiple(() =>
        {
            Assert.That(stream.Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                stream.Response.Content.Headers.ContentType!.MediaType,
                Is.EqualTo("text/event-stream"));
            Assert.That(
                events.Select(e => e.Kind).Distinct(),
                Is.SubsetOf(new[] { "run", "checkpoint", "progress" }));
            Assert.That(events[0].Kind, Is.EqualTo("run"));
            Assert.That(events[^1].Kind, Is.EqualTo("run"));
            Assert.That(events[^1].Id, Is.EqualTo("end"));
            Assert.That((string)events[^1].Data["state"]!, Is.EqualTo("succeeded"));
            Assert.That((string)events[^1].Data["id"]!, Is.EqualTo(id));
            Assert.That(runs.SkipLast(1).Select(e => e.Id), Is.All.Null);
            Assert.That(
                runs.Select(e => (string)e.Data["state"]!).Distinct(),
                Is.SubsetOf(new[] { "queued", "running", "succeeded" }));
            foreach (RunEvent checkpoint in events.Where(e => e.Kind == "checkpoint"))
            {
                Assert.That(checkpoint.Id, Is.EqualTo(checkpoint.Data["chunk"]!.ToString()));
            }

            foreach (RunEvent progress in events.Where(e => e.Kind == "progress"))
            {
                Assert.That(progress.Id, Is.Null);
                Assert.That(
                    progress.Data.AsObject().Select(field => field.Key),
                    Is.EquivalentTo(new[] { "pathsDone", "pathsPerSecond", "secondsLeft" }));
            }
        });
    }

    [Test]
    public async Task Stream_Resumed_HasEachCheckpointOnce()
    {
        string id = await Caller.Submit(SmallScenarios.LongPool(paths: 300_000));
        using EventStream first = await EventStream.Open(Caller, id);
        List<RunEvent> seen = await first.Read(e => e.Id == "2");
        using EventStream second = await EventStream.Open(Caller, id, "2");
        List<RunEvent> rest = await second.Read();
        using EventStream whole = await EventStream.Open(Caller, id);
        List<RunEvent> all = await whole.Read();
        string[] Checkpoints(IEnumerable<RunEvent> events) =>
            [.. events.Where(e => e.Kind == "checkpoint").Select(e => e.Data.ToJsonString())];

        Assert.Multiple(() =>
        {
            Assert.That(rest[0].Kind, Is.EqualTo("run"));
            Assert.That(Checkpoints(seen), Has.Length.EqualTo(2));
            Assert.That(
                Checkpoints([.. seen, .. rest]), Is.EqualTo(Checkpoints(all)));
        });
    }

    [Test]
    public async Task Stream_AfterItsEnd_HasNoContent()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Pool());
        string id = (string)run["id"]!;
        Answer ended = await Caller.Get($"/v1/runs/{id}/events", ("Last-Event-ID", "end"));
        using EventStream again = await EventStream.Open(Caller, id);
        List<RunEvent> events = await again.Read();
        Assert.Multiple(() =>
        {
            Assert.That(ended.Status, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(ended.Bytes, Is.Empty);
            Assert.That(events[^1].Id, Is.EqualTo("end"));
            Assert.That(
                events[^1].Data.ToJsonString(), Is.EqualTo(run.ToJsonString()));
        });
    }

    [Test]
    public async Task Stream_OfACancelledRun_TellsOfEveryState()
    {
        string first = await Caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=9");
        string id = await Caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=0");
        using EventStream stream = await EventStream.Open(Caller, id);
        Task<List<RunEvent>> reading = stream.Read();
        await Caller.Post($"/v1/runs/{first}/cancel", mediaType: null);
        await Caller.Until(id, run => (string)run["state"]! == "running");
        await Task.Delay(600);
        await Caller.Post($"/v1/runs/{id}/cancel", mediaType: null);
        List<RunEvent> events = await reading;
        Assert.That(
            events.Where(e => e.Kind == "run").Select(e => (string)e.Data["state"]!),
            Is.EqualTo(new[] { "queued", "running", "cancelled" }));
    }

    [Test]
    public async Task Stream_Progress_ComesAtMostFourTimesASecond()
    {
        string id = await Caller.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        using EventStream stream = await EventStream.Open(Caller, id);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        int count = 0;
        await stream.Read(e => e.Kind == "progress" && ++count == 4);
        double seconds = clock.Elapsed.TotalSeconds;
        await Caller.Post($"/v1/runs/{id}/cancel", mediaType: null);
        await Caller.Finished(id);
        Assert.That(seconds, Is.GreaterThan(0.74));
    }

    [Test]
    public async Task Stream_BeyondTheLimit_IsRefusedUntilOneCloses()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(
            store, options => options with { Limits = new LimitOptions { EventStreams = 2 } });
        ServiceCaller caller = service.Anybody;
        string id = await caller.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        using EventStream one = await EventStream.Open(caller, id);
        using EventStream two = await EventStream.Open(caller, id);
        Answer refused = await caller.Get($"/v1/runs/{id}/events");
        one.Dispose();
        HttpStatusCode later = await ServiceCaller.Until(
            async () =>
            {
                using EventStream three = await EventStream.Open(caller, id);
                return three.Response.StatusCode;
            },
            status => status == HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(int.Parse(refused.Header("Retry-After")!), Is.Positive);
            Assert.That(later, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task Stream_WhenTheServiceStops_EndsWithoutTheRunsEnd()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        string id = await service.Anybody.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless);
        using EventStream stream = await EventStream.Open(service.Anybody, id);
        Task<List<RunEvent>> reading = stream.Read();
        await service.Stop();
        List<RunEvent> events = await reading;
        Assert.That(events.Select(e => e.Id), Does.Not.Contain("end"));
    }
}
