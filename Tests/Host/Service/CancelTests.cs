using System.Net;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Runs that end before all their paths are done.</summary>
internal sealed class CancelTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Cancel_RunningRun_KeepsWhatIsDone()
    {
        string yaml = SmallScenarios.LongPool();
        string id = await Caller.Submit(yaml, SmallScenarios.Endless);
        await Caller.Until(id, run => (long)run["pathsDone"]! > 0
            && run["estimates"]!.AsArray().Count > 0);
        Answer answer = await Caller.Post($"/v1/runs/{id}/cancel", mediaType: null);
        JsonNode run = await Caller.Finished(id);
        Answer result = await Caller.Get($"/v1/runs/{id}/result");
        long done = (long)run["pathsDone"]!;
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That((string)run["state"]!, Is.EqualTo("cancelled"));
            Assert.That((string)run["reason"]!, Is.EqualTo("cancelled"));
            Assert.That((string)run["error"]!, Is.Not.Empty);
            Assert.That((bool)result.Json["partial"]!, Is.True);
            Assert.That((long)result.Json["paths"]!, Is.EqualTo(done));
            Assert.That((string?)result.Json["digest"], Is.EqualTo((string?)run["digest"]));
            Assert.That((string?)run["digest"], Is.EqualTo(Truth.Digest(yaml, done)));
        });
    }

    [Test]
    public async Task Cancel_PartialResult_IsNotTakenForTheWholeOne()
    {
        string yaml = SmallScenarios.LongPool(paths: 40_000);
        string id = await Caller.Submit(yaml, SmallScenarios.Endless);
        await Caller.Until(id, run => run["estimates"]!.AsArray().Count > 0);
        await Caller.Post($"/v1/runs/{id}/cancel", mediaType: null);
        long done = (long)(await Caller.Finished(id))["pathsDone"]!;
        string again = await Caller.Submit(yaml, SmallScenarios.Endless);
        JsonNode running = await Caller.Status(again);
        await Caller.Post($"/v1/runs/{again}/cancel", mediaType: null);
        await Caller.Finished(again);
        JsonNode whole = await Caller.Run(yaml, $"paths={done}");
        Answer result = await Caller.Get($"/v1/runs/{whole["id"]}/result");
        Assert.Multiple(() =>
        {
            Assert.That((bool)running["fromStore"]!, Is.False);
            Assert.That((bool)result.Json["partial"]!, Is.False);
            Assert.That((bool)whole["fromStore"]!, Is.False);
        });
    }

    [Test]
    public async Task Cancel_WaitingRun_HasNoResult()
    {
        string first = await Caller.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        string second = await Caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=0");
        JsonNode waiting = await Caller.Until(second, run => run["queuePosition"] is not null);
        Answer answer = await Caller.Post($"/v1/runs/{second}/cancel", mediaType: null);
        JsonNode run = await Caller.Finished(second);
        JsonNode other = await Caller.Status(first);
        Answer result = await Caller.Get($"/v1/runs/{second}/result");
        await Caller.Post($"/v1/runs/{first}/cancel", mediaType: null);
        await Caller.Finished(first);
        Assert.Multiple(() =>
        {
            Assert.That((string)waiting["state"]!, Is.EqualTo("queued"));
            Assert.That((int)waiting["queuePosition"]!, Is.InRange(1, 2));
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That((string)run["state"]!, Is.EqualTo("cancelled"));
            Assert.That((long)run["pathsDone"]!, Is.Zero);
            Assert.That(run["digest"], Is.Null);
            Assert.That((string)other["state"]!, Is.EqualTo("running"));
            Assert.That(result.Status, Is.EqualTo(HttpStatusCode.Conflict));
        });
    }

    [Test]
    public async Task Cancel_FinishedRun_ChangesNothing()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Pool());
        Answer answer = await Caller.Post($"/v1/runs/{run["id"]}/cancel", mediaType: null);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Json.ToJsonString(), Is.EqualTo(run.ToJsonString()));
        });
    }

    [Test]
    public async Task Deadline_OfARunningRun_CancelsIt()
    {
        string yaml = SmallScenarios.LongPool();
        JsonNode run = await Caller.Run(yaml, SmallScenarios.Endless + "&deadlineSeconds=0.4");
        Assert.Multiple(() =>
        {
            Assert.That((string)run["state"]!, Is.EqualTo("cancelled"));
            Assert.That((string)run["reason"]!, Is.EqualTo("deadline"));
            Assert.That(
                (string?)run["digest"], Is.EqualTo(Truth.Digest(yaml, (long)run["pathsDone"]!)));
        });
    }

    [Test]
    public async Task Deadline_OfAWaitingRun_CancelsItWithoutATurn()
    {
        string first = await Caller.Submit(
            SmallScenarios.LongPool(), SmallScenarios.Endless + "&priority=9");
        await Caller.Until(first, run => (string)run["state"]! == "running");
        JsonNode late = await Caller.Run(
            SmallScenarios.LongPool(), "priority=0&deadlineSeconds=0.1");
        await Caller.Post($"/v1/runs/{first}/cancel", mediaType: null);
        await Caller.Finished(first);
        Assert.Multiple(() =>
        {
            Assert.That((string)late["reason"]!, Is.EqualTo("deadline"));
            Assert.That(late["started"], Is.Null);
        });
    }

    [Test]
    public async Task RunTime_BeyondTheLimit_CancelsTheRun()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(
            store, options => options with { Limits = new LimitOptions { RunSeconds = 0.3 } });
        string yaml = SmallScenarios.LongPool();
        JsonNode run = await service.Anybody.Run(yaml, SmallScenarios.Endless);
        Assert.Multiple(() =>
        {
            Assert.That((string)run["state"]!, Is.EqualTo("cancelled"));
            Assert.That((string)run["reason"]!, Is.EqualTo("run-time"));
            Assert.That(
                (string?)run["digest"], Is.EqualTo(Truth.Digest(yaml, (long)run["pathsDone"]!)));
        });
    }

    [Test]
    public async Task Outcome_TooLargeToCount_FailsTheRun()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Overflowing(), "paths=256");
        Answer result = await Caller.Get($"/v1/runs/{run["id"]}/result");
        Assert.Multiple(() =>
        {
            Assert.That((string)run["state"]!, Is.EqualTo("failed"), run.ToString());
            Assert.That((string?)run["reason"], Is.EqualTo("outcome"));
            Assert.That((string?)run["error"], Is.Not.Empty);
            Assert.That(result.Status, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That((string)result.Json["detail"]!, Does.Contain("failed"));
        });
    }

    [TestCase("GET", "")]
    [TestCase("GET", "/events")]
    [TestCase("GET", "/result")]
    [TestCase("GET", "/report")]
    [TestCase("GET", "/manifest")]
    [TestCase("GET", "/scenario")]
    [TestCase("GET", "/comparison?with=a")]
    [TestCase("POST", "/cancel")]
    public async Task AnyRequest_ForARunThatIsNot_IsNotFound(string method, string path)
    {
        Answer answer = await Caller.Send(
            new HttpMethod(method), "/v1/runs/0123456789abcdef0123456789abcdef" + path, null);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(answer.MediaType, Is.EqualTo("application/problem+json"));
        });
    }
}
