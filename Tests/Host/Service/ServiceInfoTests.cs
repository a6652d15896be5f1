using System.Net;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What the service tells of itself.</summary>
internal sealed class ServiceInfoTests(StoreKind kind) : ServiceFixture(kind)
{
    protected override ServiceOptions Change(ServiceOptions options) => options with
    {
        Limits = new LimitOptions { Queued = 40, QueuedPerOwner = 30, Paths = 60_000_000_000 },
    };

    [Test]
    public async Task Devices_CountThePathsOfRuns()
    {
        long before = await PathsOfSimd();
        await Caller.Run(SmallScenarios.Pool(paths: 1234));
        JsonArray devices = (await Caller.Get("/v1/devices")).Json.AsArray();
        JsonNode simd = devices.Single(device => (string)device!["id"]! == "simd")!;
        Assert.Multiple(() =>
        {
            Assert.That((long)simd["paths"]! - before, Is.EqualTo(1234));
            Assert.That((bool)simd["inUse"]!, Is.True);
            Assert.That((bool)simd["usable"]!, Is.True);
            Assert.That((double)simd["pathsPerSecond"]!, Is.Positive);
            Assert.That((double)simd["busy"]!, Is.InRange(0, 1));
            Assert.That((string)simd["name"]!, Is.Not.Empty);
            Assert.That(
                devices.Count(device => (bool)device!["inUse"]!), Is.EqualTo(1));
            Assert.That(
                devices.Where(device => !(bool)device!["usable"]!)
                    .Select(device => (string)device!["problem"]!),
                Is.All.Not.Empty);
        });
    }

    [Test]
    public async Task Queue_TellsWhatWaits()
    {
        string running = await Caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=9");
        string waiting = await Caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=0");
        await Caller.Until(running, run => run["estimates"]!.AsArray().Count > 0);
        JsonNode queue = (await Caller.Get("/v1/queue")).Json;
        foreach (string id in (string[])[running, waiting])
        {
            await Caller.Post($"/v1/runs/{id}/cancel", mediaType: null);
            await Caller.Finished(id);
        }

        JsonNode after = (await Caller.Get("/v1/queue")).Json;
        JsonNode local = queue["owners"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((int)queue["queued"]! + (int)queue["running"]!, Is.EqualTo(2));
            Assert.That((int)queue["limit"]!, Is.EqualTo(40));
            Assert.That((double)queue["secondsToDrain"]!, Is.GreaterThan(60));
            Assert.That((string)local["owner"]!, Is.EqualTo("local"));
            Assert.That((int)local["queued"]! + (int)local["running"]!, Is.EqualTo(2));
            Assert.That((double)local["seconds"]!, Is.Positive);
            Assert.That((int)after["queued"]! + (int)after["running"]!, Is.Zero);
        });
    }

    [Test]
    public async Task About_TellsWhoYouAreAndWhatIsAllowed()
    {
        JsonNode about = (await Caller.Get("/v1/about")).Json;
        Assert.Multiple(() =>
        {
            Assert.That((string)about["version"]!, Does.Match(@"^\d+\.\d+\.\d+"));
            Assert.That((string)about["owner"]!, Is.EqualTo("local"));
            Assert.That((string)about["authentication"]!, Is.EqualTo("none"));
            Assert.That(
                about["scopes"]!.AsArray().Select(scope => (string)scope!),
                Is.EquivalentTo(new[] { "read", "run", "admin" }));
            Assert.That((int)about["limits"]!["queued"]!, Is.EqualTo(40));
            Assert.That((int)about["limits"]!["queuedPerOwner"]!, Is.EqualTo(30));
            Assert.That((long)about["limits"]!["paths"]!, Is.EqualTo(60_000_000_000));
            Assert.That((long)about["limits"]!["bodyBytes"]!, Is.EqualTo(4 << 20));
            Assert.That((double)about["limits"]!["work"]!, Is.EqualTo(1e15));
            Assert.That((double)about["limits"]!["runSeconds"]!, Is.EqualTo(86_400));
        });
    }

    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    [TestCase("/health/startup")]
    public async Task Health_NeedsNoKeyAndTellsNothingElse(string path)
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        service.With("somebody", "run");
        Answer answer = await service.Anybody.Get(path);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Text.Trim(), Does.Match("^[a-z]+$"));
        });
    }

    [Test]
    public async Task Dashboard_NeedsNothingFromElsewhere()
    {
        Answer page = await Caller.Get("/");
        Answer again = await Caller.Get("/", ("If-None-Match", page.Header("ETag")!));
        Answer asset = await Caller.Get("/assets/none.js");
        Assert.Multiple(() =>
        {
            Assert.That(page.MediaType, Is.EqualTo("text/html"));
            Assert.That(
                page.Header("Content-Security-Policy"),
                Does.Contain("default-src 'none'").And.Not.Contain("script-src 'unsafe-inline'"));
            Assert.That(page.Text, Does.Not.Match("(src|href)=\"(https?:)?//"));
            Assert.That(again.Status, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(asset.Status, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    private async Task<long> PathsOfSimd() => (long)(await Caller.Get("/v1/devices")).Json
        .AsArray().Single(device => (string)device!["id"]! == "simd")!["paths"]!;
}
