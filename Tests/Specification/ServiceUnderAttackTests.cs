using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using GpuRisk.Client;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Tests.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>What one owner, a proxy or a clock must not be able to do to others.</summary>
internal sealed class ServiceUnderAttackTests(StoreKind kind) : ServiceFixture(kind)
{
    private const int Longest = 4 << 20;

    // Set back by an hour: a negative duration passed for fresh, and a revoked key was taken until
    // the clock was right again. Set back by days: shares of time became infinite.
    [TestCase(-1.0 / 24)]
    [TestCase(-8)]
    [TestCase(100)]
    [TestCase(-10_000)]
    public async Task ClockThatIsSet_ChangesNeitherKeysNorTurns(double days)
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller old = service.With("old", "run");
        string first = await old.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        await old.Until(first, run => (string)run["state"]! == "running");
        service.Time.Set(TimeSpan.FromDays(days));
        ServiceCaller young = service.With("young", "run");
        service.Keys.Revoke(old.Key!.Split('_')[1]);
        service.Forget();
        string second = await young.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        await young.Until(second, run => (long)run["pathsDone"]! > 0);
        service.Time.Set(TimeSpan.FromDays(-days));
        ServiceCaller chief = service.With("chief", "admin");
        Answer revoked = await old.Get("/v1/queue");
        Answer queue = await chief.Get("/v1/queue");
        await young.Finished(await young.Submit(SmallScenarios.Pool(), "priority=9"));
        Assert.Multiple(() =>
        {
            Assert.That(revoked.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(queue.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                queue.Json["owners"]!.AsArray().Select(owner => (double)owner!["seconds"]!),
                Is.All.InRange(0, 1000));
        });
        await chief.Post($"/v1/runs/{first}/cancel", mediaType: null);
        await chief.Post($"/v1/runs/{second}/cancel", mediaType: null);
        await chief.Finished(first);
        await chief.Finished(second);
    }

    [Test]
    public async Task Deadline_IsADuration_WhateverTheClockSays()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller caller = service.Anybody;
        string id = await caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&deadlineSeconds=600");
        await caller.Until(id, run => (long)run["pathsDone"]! > 0);
        service.Time.Set(TimeSpan.FromDays(1));
        long before = (long)(await caller.Status(id))["pathsDone"]!;
        await caller.Until(id, run => (long)run["pathsDone"]! > before);
        service.Time.Set(TimeSpan.FromDays(-2));
        service.Time.Advance(TimeSpan.FromSeconds(601));
        JsonNode ended = await caller.Finished(id);
        Assert.That((string)ended["reason"]!, Is.EqualTo("deadline"));
    }

    // nginx with a bare proxy_pass sends the upstream's name as Host, no header of a proxy, and
    // speaks HTTP/1.0; newer ones and tunnels cannot be told from this machine's user at all.
    [Test]
    public async Task Proxy_ThatSaysNothingOfItself_IsNobody()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService usual = await Start(
            store, options => options with { TrustLocal = false });
        string host = $"127.0.0.1:{usual.Http.BaseAddress!.Port}";
        Answer modern = await usual.Anybody.Get("/v1/runs", ("Host", host));
        Answer audit = await usual.Anybody.Get("/v1/audit", ("Connection", "close"));
        using OpenRequest bare = await OpenRequest.Send(
            usual.Http.BaseAddress!, "GET /v1/runs HTTP/1.0", $"Host: {host}", "Connection: close");
        using OpenRequest trusted = await OpenRequest.Send(
            Service.Http.BaseAddress!, "GET /v1/runs HTTP/1.0",
            $"Host: 127.0.0.1:{Service.Http.BaseAddress!.Port}", "Connection: close");
        Assert.Multiple(async () =>
        {
            Assert.That(modern.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(audit.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(await bare.Status(), Is.EqualTo(401));
            Assert.That(await trusted.Status(), Is.EqualTo(401), "Also where trust was asked for.");
        });
    }

    // 16 bodies that are announced as long and hardly come took all the room that there was.
    [Test]
    public async Task BodiesThatDrip_TakeNothingFromOthers()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller reader = service.With("reader", "read");
        ServiceCaller other = service.With("other", "run");
        OpenRequest[] dripping = await Task.WhenAll(Enumerable.Range(0, 32).Select(
            _ => OpenRequest.Post(reader, "/v1/validate", Longest)));
        await Task.WhenAll(dripping.Select(request => request.Write(300)));
        string yaml = SmallScenarios.Pool() + "\n" + new string('#', 200_000);
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 27).Select(
            _ => other.Post($"/v1/runs?seed={SmallScenarios.NewSeed()}", yaml)));
        Array.ForEach(dripping, request => request.Dispose());
        Assert.That(
            answers.Select(answer => (int)answer.Status), Is.All.EqualTo(202));
    }

    [Test]
    public async Task BodiesThatCome_TakeTheirOwnersRoomOnly()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller reader = service.With("reader", "read");
        ServiceCaller other = service.With("other", "run");
        OpenRequest[] open = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => OpenRequest.Post(reader, "/v1/validate", Longest)));
        await Task.WhenAll(open.Select(request => request.Write(Longest - 1)));
        Task<int> refused = await Task.WhenAny(open.Select(request => request.Status()));
        Answer answer = await other.Post("/v1/runs", SmallScenarios.Pool());
        Array.ForEach(open, request => request.Dispose());
        Assert.Multiple(() =>
        {
            Assert.That(refused.Result, Is.EqualTo(429));
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
        });
    }

    [Test]
    public async Task Reports_AskedForByACrowd_AreDrawnOnceAndKeepNobodyOut()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller owner = service.With("owner", "run");
        JsonNode run = await owner.Run(SmallScenarios.Pool());
        Task<Answer>[] crowd = [.. Enumerable.Range(0, 150).Select(
            _ => owner.Get($"/v1/runs/{run["id"]}/report"))];
        Answer live = await service.Anybody.Get("/health/live");
        JsonNode others = await service.With("other", "run").Run(SmallScenarios.Pool());
        Answer[] answers = await Task.WhenAll(crowd);
        using var database = store.Open().Open();
        Assert.Multiple(() =>
        {
            Assert.That(live.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((string)others["state"]!, Is.EqualTo("succeeded"));
            Assert.That(answers.Select(answer => (int)answer.Status), Is.All.EqualTo(200));
            Assert.That(answers.Select(answer => answer.Text).Distinct().Count(), Is.EqualTo(1));
            Assert.That(database.ExecuteScalar<int>("SELECT COUNT(*) FROM pages"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Places_OfOneOwner_LeaveRoomForOthers()
    {
        var places = new GpuRisk.Host.Service.Api.ResultPlaces();
        List<IDisposable> taken = [];
        for (int i = 0; i < 4; i++)
        {
            taken.Add((await places.Enter("greedy", default)).Place!);
        }

        using var gone = new CancellationTokenSource();
        Task<(IDisposable? Place, Refusal?)>[] waiting = [.. Enumerable.Range(0, 256).Select(
            i => places.Enter("greedy", i == 0 ? gone.Token : default))];
        (IDisposable? none, Refusal? refusal) = await places.Enter("greedy", default);
        (IDisposable? other, _) = await places.Enter("other", default);
        await gone.CancelAsync();
        Assert.That(async () => await waiting[0], Throws.InstanceOf<OperationCanceledException>());
        taken[0].Dispose();
        (IDisposable? next, _) = await waiting[1];
        Assert.Multiple(() =>
        {
            Assert.That(none, Is.Null);
            Assert.That(refusal, Is.EqualTo(Refusal.OfOwner));
            Assert.That(other, Is.Not.Null);
            Assert.That(next, Is.Not.Null, "The oldest that is still there.");
            Assert.That(waiting.Count(task => task.IsCompleted), Is.EqualTo(2));
        });
    }

    // The work of 50 first reports was in nobody's turn: another owner's run took four times as
    // long meanwhile.
    [Test]
    public void Errands_TakeTurnsOfWhoeverAsks()
    {
        var queue = new FairQueue(TimeProvider.System, new());
        var patient = new ActiveRun(StoredRun.New("patient"));
        for (int i = 0; i < 16; i++)
        {
            Assert.That(queue.Add(new Errand("asker", (_, _) => { })), Is.Null);
        }

        Refusal? full = queue.Add(new Errand("asker", (_, _) => { }));
        _ = queue.Take(TimeSpan.Zero, out Errand? first);
        queue.Charge(first!, seconds: 3);
        queue.Add([patient]);
        List<string> turns = [];
        for (int i = 0; i < 4; i++)
        {
            ActiveRun? run = queue.Take(TimeSpan.Zero, out Errand? errand);
            turns.Add(run?.Owner ?? errand!.Owner);
            if (run is not null)
            {
                queue.Return(run, seconds: 1.1);
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(full, Is.EqualTo(Refusal.OfOwner));
            Assert.That(turns, Is.EqualTo(new[] { "patient", "patient", "patient", "asker" }));
        });
    }

    [Test]
    public async Task Pages_ThatAreKept_AreBounded()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using var host = new StoreHost(store);
        var runs = new List<GpuRisk.Host.Service.Store.RunRow>();
        for (int i = 0; i < 5; i++)
        {
            runs.Add(await host.Accept(StoredRun.New(holder: host.Name)));
            await host.Runs.AddReport(runs[^1], [1], new byte[400], most: 1000);
        }

        Assert.That(
            runs.Select(run => host.Runs.PageOf(run.Id) is not null),
            Is.EqualTo(new[] { false, false, false, true, true }));
    }

    // A result that is damaged does not get better by asking again.
    [TestCase("result", "result")]
    [TestCase("tally", "result", "application/vnd.apache.parquet")]
    [TestCase("manifest", "manifest")]
    public async Task DamagedResult_SaysSoForGood(
        string column, string path, string type = "application/json")
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        JsonNode run = await service.Anybody.Run(SmallScenarios.Pool());
        JsonNode whole = await service.Anybody.Run(SmallScenarios.Pool());
        using (var database = store.Open().Open())
        {
            database.Execute(
                $"UPDATE results SET {column} = @noise WHERE resultkey = "
                + "(SELECT resultkey FROM runs WHERE id = @id)",
                new { noise = new byte[] { 7, 7, 7, 7 }, id = (string)run["id"]! });
        }

        Answer answer = await service.Anybody.Get(
            $"/v1/runs/{run["id"]}/{path}", ("Accept", type));
        Answer other = await service.Anybody.Get(
            $"/v1/runs/{whole["id"]}/{path}", ("Accept", type));
        service.Log.TakeErrors();
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Gone));
            Assert.That((string)answer.Json["detail"]!, Does.Contain("damaged"));
            Assert.That(answer.Header("Retry-After"), Is.Null);
            Assert.That(other.Status, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    // Its sessions live, so that nobody may take its runs; but that it stands still can be seen.
    [Test]
    public async Task FrozenHost_IsShown()
    {
        if (Kind == StoreKind.Sqlite)
        {
            JsonNode alone = (await Caller.Get("/v1/nodes")).Json;
            Assert.That((string)alone.AsArray().Single()!["state"]!, Is.EqualTo("working"));
            return;
        }

        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        await using var frozen = new StoreHost(store, "frozen-host");
        await frozen.Runs.Beat(1);
        await frozen.Runs.Begin(
            await frozen.Accept(StoredRun.New(holder: "frozen-host")) with { Started = 1 });
        NodeWatch watch = service.Part<NodeWatch>();
        await watch.Look();
        NodeState before = watch.Nodes.Single(node => !node.IsThis).State;
        service.Time.Advance(TimeSpan.FromSeconds(31));
        await watch.Look();
        JsonNode shown = (await service.Anybody.Get("/v1/nodes")).Json[1]!;
        string metrics = (await service.Anybody.Get("/metrics")).Text;
        await frozen.Runs.Beat(2);
        await watch.Look();
        Assert.Multiple(() =>
        {
            Assert.That(before, Is.EqualTo(NodeState.Working));
            Assert.That((string)shown["name"]!, Is.EqualTo("frozen-host"));
            Assert.That((string)shown["state"]!, Is.EqualTo("frozen"));
            Assert.That((int)shown["runs"]!, Is.EqualTo(1));
            Assert.That(metrics, Does.Match(@"gpurisk_nodes_frozen\{.*\} 1"));
            Assert.That(metrics, Does.Match(@"gpurisk_runs_stalled\{.*\} 1"));
            Assert.That(service.Log.Text, Does.Match("frozen-host.{0,2} has not moved"));
            Assert.That(
                watch.Nodes.Single(node => !node.IsThis).State, Is.EqualTo(NodeState.Working));
        });
    }

    // The plan's warnings go wherever a run is shown.
    [Test]
    public async Task Warnings_OfAPlan_AreShownFromTheSubmissionOn()
    {
        string yaml = SmallScenarios.Pool();
        string[] expected = [.. Truth.PlanOf(yaml).Warnings];
        Answer submitted = await Caller.Post("/v1/runs", yaml);
        JsonNode ended = await Caller.Finished((string)submitted.Json["id"]!);
        JsonNode result = (await Caller.Get($"/v1/runs/{ended["id"]}/result")).Json;
        foreach (JsonNode shown in (JsonNode[])[submitted.Json, ended, result])
        {
            Assert.That(
                shown["warnings"]!.AsArray().Select(text => (string)text!),
                Is.EqualTo(expected));
        }
    }
}
