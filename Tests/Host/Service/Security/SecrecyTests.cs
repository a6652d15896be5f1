using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Security;

/// <summary>What the log and the audit log tell, and do not.</summary>
internal sealed class SecrecyTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Log_AtAnyLevel_HasNeitherKeysNorScenarios()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller caller = service.With("alice", "run");
        string secret = caller.Key!.Split('_', 3)[2];
        JsonNode run = await caller.Run(
            SmallScenarios.Pool() + "\n# whispered-in-the-scenario", "set=pools.v2.fee%3D0.0123");
        await caller.Get($"/v1/runs/{run["id"]}/report");
        await service.Anybody.Get("/v1/about", ("Authorization", "Bearer wrong-but-secret"));
        await service.Anybody.Get("/v1/about", ("X-Api-Key", "another-secret"));
        await caller.Post("/v1/runs", "price: whispered-in-a-mistake");
        await caller.Post("/v1/runs", "{", "application/json");
        string log = service.Log.Text;
        Assert.Multiple(() =>
        {
            Assert.That(log, Does.Contain((string)run["id"]!), "Runs are logged.");
            Assert.That(log, Does.Not.Contain(secret));
            Assert.That(log, Does.Not.Contain("wrong-but-secret"));
            Assert.That(log, Does.Not.Contain("another-secret"));
            Assert.That(log, Does.Not.Contain("whispered"));
        });
    }

    [Test]
    public async Task Audit_TellsWhoDidWhat_TheNewestFirst()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        ServiceCaller alice = service.With("alice", "run");
        ServiceCaller chief = service.With("chief", "admin");
        string run = await alice.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        Answer sweep = await alice.Post("/v1/sweeps?vary=paths=1,2", SmallScenarios.Pool());
        await chief.Post($"/v1/runs/{run}/cancel", mediaType: null);
        await alice.Post($"/v1/sweeps/{sweep.Json["id"]}/cancel", mediaType: null);
        JsonNode[] lines = [.. (await chief.Get("/v1/audit")).Json.AsArray()
            .Select(line => line!)];
        JsonArray last = (await chief.Get("/v1/audit?limit=1")).Json.AsArray();
        Assert.Multiple(() =>
        {
            Assert.That(
                lines.Select(line => $"{line["owner"]} {line["action"]} {line["subject"]} "
                    + $"{line["outcome"]}"),
                Is.EqualTo(new[]
                {
                    $"alice sweep.cancel {sweep.Json["id"]} accepted",
                    $"chief run.cancel {run} accepted",
                    $"alice sweep.submit {sweep.Json["id"]} accepted",
                    $"alice run.submit {run} accepted",
                }));
            Assert.That(
                lines.Select(line => (string)line["address"]!),
                Is.All.Contain("127.0.0.1"));
            Assert.That(lines.Select(line => (DateTime)line["at"]!), Is.Ordered.Descending);
            Assert.That(last, Has.Count.EqualTo(1));
        });
        Answer bad = await chief.Get("/v1/audit?limit=0");
        Answer others = await alice.Get("/v1/audit");
        Assert.Multiple(() =>
        {
            Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(others.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        });
    }
}
