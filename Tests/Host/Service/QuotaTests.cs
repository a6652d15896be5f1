using System.Net;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using GpuRisk.Host.Service.Security;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>As many runs wait as may, and no more.</summary>
internal sealed class QuotaTests(StoreKind kind) : ServiceFixture(kind)
{
    private static readonly LimitOptions Limits = new() { Queued = 8, QueuedPerOwner = 5 };

    [Test]
    public async Task Submit_BeyondTheOwnersQuota_IsRefusedForThatOwnerOnly()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await StartLimited(store);
        ServiceCaller a = service.With("a", "run");
        ServiceCaller b = service.With("b", "run");
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => Submit(a)));
        Answer other = await Submit(b);
        Answer refused = answers.First(answer => !answer.Status.Equals(HttpStatusCode.Accepted));
        Assert.Multiple(() =>
        {
            Assert.That(
                answers.Count(answer => answer.Status == HttpStatusCode.Accepted), Is.EqualTo(5));
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(int.Parse(refused.Header("Retry-After")!), Is.InRange(1, 60));
            Assert.That(refused.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(other.Status, Is.EqualTo(HttpStatusCode.Accepted));
        });
    }

    [Test]
    public async Task Submit_BeyondTheServicesLimit_IsRefusedForAll()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await StartLimited(store);
        ServiceCaller a = service.With("a", "run");
        ServiceCaller b = service.With("b", "run");
        ServiceCaller c = service.With("c", "run");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Submit(a)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Submit(b)));
        Answer refused = await Submit(c);
        JsonNode queue = (await service.With("chief", "admin").Get("/v1/queue")).Json;
        Assert.Multiple(() =>
        {
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(int.Parse(refused.Header("Retry-After")!), Is.Positive);
            Assert.That((int)queue["queued"]! + (int)queue["running"]!, Is.EqualTo(8));
        });
    }

    [Test]
    public async Task Submit_AfterARunEnds_HasItsRoom()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await StartLimited(store);
        ServiceCaller caller = service.Anybody;
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => caller.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless)));
        Answer refused = await Submit(caller);
        await caller.Post($"/v1/runs/{ids[2]}/cancel", mediaType: null);
        await caller.Finished(ids[2]);
        HttpStatusCode later = await ServiceCaller.Until(
            async () => (await Submit(caller)).Status,
            status => status != HttpStatusCode.TooManyRequests);
        Assert.Multiple(() =>
        {
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(later, Is.EqualTo(HttpStatusCode.Accepted));
        });
    }

    [Test]
    public async Task Submit_WhatIsKnown_NeedsNoRoom()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await StartLimited(store);
        ServiceCaller caller = service.Anybody;
        string yaml = SmallScenarios.Pool();
        await caller.Run(yaml);
        (string, string) key = ("Idempotency-Key", "first");
        string endless = SmallScenarios.LongPool();
        Answer first = await caller.Post(
            $"/v1/runs?{SmallScenarios.Endless}", endless, headers: key);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Submit(caller)));
        Answer full = await Submit(caller);
        Answer known = await caller.Post("/v1/runs", yaml);
        Answer again = await caller.Post(
            $"/v1/runs?{SmallScenarios.Endless}", endless, headers: key);
        Assert.Multiple(() =>
        {
            Assert.That(full.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(known.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((string)again.Json["id"]!, Is.EqualTo((string)first.Json["id"]!));
        });
    }

    [Test]
    public async Task Sweep_LargerThanTheRoom_IsRefusedAsAWhole()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await StartLimited(store);
        ServiceCaller caller = service.Anybody;
        Answer answer = await caller.Post(
            "/v1/sweeps?vary=paths=1,2,3,4,5,6", SmallScenarios.Pool());
        JsonNode list = (await caller.Get("/v1/runs")).Json;
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(list["runs"]!.AsArray(), Is.Empty);
        });
    }

    [Test]
    public async Task Key_WithAQuota_HasLessThanTheService()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await StartLimited(store);
        ServiceCaller few = service.With("few", new Quota(2, null), "run");
        Answer[] answers = [await Submit(few), await Submit(few), await Submit(few)];
        Assert.That(
            answers.Select(answer => (int)answer.Status), Is.EqualTo(new[] { 202, 202, 429 }));
    }

    [Test]
    public async Task Key_WithSecondsPerDay_IsRefusedUntilTheNextDay()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller brief = service.With("brief", new Quota(null, 0.001), "run");
        string yaml = SmallScenarios.LongPool(paths: 20_000);
        await brief.Run(yaml);
        Answer refused = await brief.Post("/v1/runs", SmallScenarios.Pool());
        Answer known = await brief.Post("/v1/runs", yaml);
        Answer other = await service.With("other", "run").Post("/v1/runs", SmallScenarios.Pool());
        service.Time.Advance(TimeSpan.FromDays(1));
        Answer tomorrow = await brief.Post("/v1/runs", SmallScenarios.Pool());
        Assert.Multiple(() =>
        {
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(int.Parse(refused.Header("Retry-After")!), Is.InRange(1, 86_400));
            Assert.That(known.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(other.Status, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(tomorrow.Status, Is.EqualTo(HttpStatusCode.Accepted));
        });
    }

    private Task<RunningService> StartLimited(TestStore store) =>
        Start(store, options => options with { Limits = Limits });

    private static Task<Answer> Submit(ServiceCaller caller) => caller.Post(
        $"/v1/runs?{SmallScenarios.Endless}", SmallScenarios.LongPool());
}
