using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Security;

/// <summary>Who may do what, and see whose.</summary>
internal sealed class ScopeTests(StoreKind kind) : ServiceFixture(kind)
{
    private ServiceCaller _reader = null!;
    private ServiceCaller _alice = null!;
    private ServiceCaller _bob = null!;
    private ServiceCaller _chief = null!;

    [OneTimeSetUp]
    public void MakeKeys()
    {
        _reader = Service.With("alice", "read");
        _alice = Service.With("alice", "run");
        _bob = Service.With("bob", "run");
        _chief = Service.With("chief", "admin");
    }

    [TestCase("POST", "/v1/runs")]
    [TestCase("POST", "/v1/sweeps?vary=paths=1,2")]
    [TestCase("POST", "/v1/runs/x/cancel")]
    [TestCase("POST", "/v1/sweeps/x/cancel")]
    [TestCase("GET", "/v1/audit")]
    public async Task Read_AllowsNothingElse(string method, string path)
    {
        Answer answer = method == "GET"
            ? await _reader.Get(path)
            : await _reader.Post(path, SmallScenarios.Pool());
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(answer.MediaType, Is.EqualTo("application/problem+json"));
        });
    }

    [TestCase("/v1/runs")]
    [TestCase("/v1/scenarios")]
    [TestCase("/v1/scenarios/schema")]
    [TestCase("/v1/scenarios/quick-start")]
    [TestCase("/v1/devices")]
    [TestCase("/v1/queue")]
    [TestCase("/v1/about")]
    [TestCase("/metrics")]
    [TestCase("/v1/runs/x")]
    [TestCase("/v1/runs/x/events")]
    [TestCase("/v1/runs/x/result")]
    [TestCase("/v1/runs/x/report")]
    [TestCase("/v1/runs/x/manifest")]
    [TestCase("/v1/runs/x/scenario")]
    [TestCase("/v1/runs/x/comparison?with=y")]
    [TestCase("/v1/sweeps/x")]
    [TestCase("/v1/audit")]
    public async Task AnyRequest_WithoutAKey_IsRefused(string path)
    {
        Answer answer = await Caller.Get(path);
        Answer read = await _reader.Get(path);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(answer.Header("WWW-Authenticate"), Does.Contain("Bearer"));
            Assert.That(
                read.Status, Is.Not.EqualTo(HttpStatusCode.Unauthorized), "Reading is allowed.");
        });
    }

    [Test]
    public async Task Validate_NeedsToRead_NotToRun()
    {
        Answer reader = await _reader.Post("/v1/validate", SmallScenarios.Pool());
        Answer nobody = await Caller.Post("/v1/validate", SmallScenarios.Pool());
        Assert.Multiple(() =>
        {
            Assert.That(reader.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(nobody.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        });
    }

    [Test]
    public async Task Runs_OfAnotherOwner_AreNotThere()
    {
        JsonNode run = await _alice.Run(SmallScenarios.Pool(name: "secret"));
        string running = await _alice.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        JsonNode bobs = await _bob.Run(SmallScenarios.Pool());
        string id = (string)run["id"]!;
        foreach (string part in (string[])[
            "", "/events", "/result", "/report", "/manifest", "/scenario",
            $"/comparison?with={id}"])
        {
            Answer answer = await _bob.Get($"/v1/runs/{id}{part}");
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound), part);
        }

        Answer compared = await _bob.Get($"/v1/runs/{bobs["id"]}/comparison?with={id}");
        Answer cancel = await _bob.Post($"/v1/runs/{running}/cancel", mediaType: null);
        JsonNode list = (await _bob.Get("/v1/runs?scenario=secret")).Json;
        JsonNode queue = (await _bob.Get("/v1/queue")).Json;
        JsonNode still = await _alice.Status(running);
        Answer admins = await _chief.Post($"/v1/runs/{running}/cancel", mediaType: null);
        await _alice.Finished(running);
        Assert.Multiple(() =>
        {
            Assert.That(compared.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(cancel.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(list["runs"]!.AsArray(), Is.Empty);
            Assert.That(
                queue["owners"]!.AsArray().Select(owner => (string)owner!["owner"]!),
                Is.EqualTo(new[] { "bob" }));
            Assert.That((string)still["state"]!, Is.Not.EqualTo("cancelled"));
            Assert.That(admins.Status, Is.EqualTo(HttpStatusCode.Accepted));
        });
    }

    [Test]
    public async Task Runs_OfOneOwner_AreSeenWithEachKeyOfTheOwner()
    {
        JsonNode run = await _alice.Run(SmallScenarios.Pool());
        Assert.Multiple(async () =>
        {
            Assert.That(
                (await _reader.Status((string)run["id"]!)).ToJsonString(),
                Is.EqualTo(run.ToJsonString()));
            Assert.That(
                (string)(await _chief.Status((string)run["id"]!))["owner"]!,
                Is.EqualTo("alice"));
        });
    }

    [Test]
    public async Task Result_ThatAnotherOwnerComputed_IsAnsweredFromTheStore()
    {
        string yaml = SmallScenarios.Pool();
        JsonNode alices = await _alice.Run(yaml);
        Answer bobs = await _bob.Post("/v1/runs", yaml);
        Answer result = await _bob.Get($"/v1/runs/{bobs.Json["id"]}/result");
        Answer report = await _bob.Get($"/v1/runs/{bobs.Json["id"]}/report");
        Assert.Multiple(() =>
        {
            Assert.That(bobs.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((bool)bobs.Json["fromStore"]!, Is.True);
            Assert.That((string)bobs.Json["owner"]!, Is.EqualTo("bob"));
            Assert.That((string?)bobs.Json["digest"], Is.EqualTo((string?)alices["digest"]));
            Assert.That(result.Text, Does.Not.Contain("alice"));
            Assert.That(report.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(report.Text, Does.Not.Contain((string)alices["id"]!));
        });
    }

    [Test]
    public async Task Sweeps_OfAnotherOwner_AreNotThere()
    {
        Answer sweep = await _alice.Post(
            "/v1/sweeps?vary=paths=11,12", SmallScenarios.Pool());
        string path = $"/v1/sweeps/{sweep.Json["id"]}";
        Answer get = await _bob.Get(path);
        Answer cancel = await _bob.Post(path + "/cancel", mediaType: null);
        Answer list = await _bob.Get($"/v1/runs?sweep={sweep.Json["id"]}");
        Answer admins = await _chief.Get(path);
        Assert.Multiple(() =>
        {
            Assert.That(get.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(cancel.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(list.Json["runs"]!.AsArray(), Is.Empty);
            Assert.That(admins.Status, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task List_OfAnAdmin_HasEverybodysRuns()
    {
        await _alice.Run(SmallScenarios.Pool(name: "shared"));
        await _bob.Run(SmallScenarios.Pool(name: "shared"));
        JsonNode list = (await _chief.Get("/v1/runs?scenario=shared")).Json;
        Assert.That(
            list["runs"]!.AsArray().Select(run => (string)run!["owner"]!),
            Is.EqualTo(new[] { "bob", "alice" }));
    }
}
