using System.Text.Json.Nodes;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Nobody waits for another's queue. Orders are looked at, not times.</summary>
internal sealed class FairnessTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Owner_WhoComesLast_DoesNotWaitForTheOthersRuns()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller first = service.With("first", "run");
        ServiceCaller second = service.With("second", "run");
        string[] many = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => first.Submit(SmallScenarios.LongPool(paths: 80_000))));
        await first.Until(many[0], run => (string)run["state"]! != "queued");
        string one = await second.Submit(SmallScenarios.Pool());
        int before = await Done(first, DateTime.MaxValue);
        JsonNode done = await second.Finished(one);
        int after = await Done(first, (DateTime)done["finished"]!);
        int left = 20 - await Done(first, DateTime.MaxValue);
        Assert.Multiple(() =>
        {
            Assert.That(
                after - before, Is.LessThanOrEqualTo(2),
                "The turns of the moment end, and no others come before.");
            Assert.That(left, Is.Positive, "There are others to come before.");
        });
    }

    [Test]
    public async Task Owner_WithALongRun_LetsOthersHaveTurns()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller first = service.With("first", "run");
        ServiceCaller second = service.With("second", "run");
        string endless = await first.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        await first.Until(endless, run => run["estimates"]!.AsArray().Count > 0);
        string[] ids = [await second.Submit(SmallScenarios.Pool()),
            await second.Submit(SmallScenarios.LongPool(paths: 40_000))];
        foreach (string id in ids)
        {
            await second.Finished(id);
        }

        JsonNode still = await first.Status(endless);
        JsonNode queue = (await service.With("chief", "admin").Get("/v1/queue")).Json;
        await first.Post($"/v1/runs/{endless}/cancel", mediaType: null);
        await first.Finished(endless);
        Assert.Multiple(() =>
        {
            Assert.That((string)still["state"]!, Is.EqualTo("running"));
            Assert.That(
                queue["owners"]!.AsArray().Select(owner => (string)owner!["owner"]!),
                Is.SupersetOf(new[] { "first", "second" }));
        });
    }

    [Test]
    public async Task Runs_OfOneOwner_GoByPriorityThenAge()
    {
        string busy = await Caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=9");
        await Caller.Until(busy, run => (string)run["state"]! == "running");
        int[] priorities = [3, 5, 1, 5, 8];
        List<string> ids = [];
        foreach (int priority in priorities)
        {
            ids.Add(await Caller.Submit(SmallScenarios.Pool(), $"priority={priority}"));
        }

        Service.Time.Advance(TimeSpan.FromSeconds(2));
        int?[] positions = await Task.WhenAll(ids.Select(
            async id => (int?)(await Caller.Status(id))["queuePosition"]));
        await Caller.Post($"/v1/runs/{busy}/cancel", mediaType: null);
        JsonNode[] runs = await Task.WhenAll(ids.Select(Caller.Finished));
        int[] order = [.. Enumerable.Range(0, 5).OrderBy(i => (DateTime)runs[i]["started"]!)];
        Assert.Multiple(() =>
        {
            Assert.That(order, Is.EqualTo(new[] { 4, 1, 3, 0, 2 }));
            Assert.That(
                Enumerable.Range(0, 5).OrderBy(i => positions[i]),
                Is.EqualTo(new[] { 4, 1, 3, 0, 2 }));
        });
    }

    private static async Task<int> Done(ServiceCaller caller, DateTime before) =>
        (await caller.Get("/v1/runs?state=succeeded&limit=200")).Json["runs"]!.AsArray()
        .Count(run => (DateTime)run!["finished"]! < before);
}
