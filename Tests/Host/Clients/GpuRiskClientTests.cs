using System.Net;
using System.Text.Json;
using GpuRisk.Client;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Clients;

/// <summary>Requests of the client, and what it does where they are not answered.</summary>
internal sealed class GpuRiskClientTests
{
    private const string Text = "scenario: small\n";

    private readonly InstantClock _clock = new();

    [SetUp]
    public async Task Forget() => _clock.Waits.Clear();

    [Test]
    public async Task Submit_SaysAllThatWasAsked()
    {
        using var service = new ScriptedService();
        service.Answer(SampleRun.JsonIn(RunState.Queued), HttpStatusCode.Accepted);
        using GpuRiskClient client = service.Client(_clock);
        RunStatus run = await client.SubmitAsync(Text, new SubmitOptions
        {
            Paths = 1000,
            Seed = 3,
            Precision = RunPrecision.Float64,
            Priority = 9,
            Deadline = TimeSpan.FromMinutes(1.001),
            Settings = ["a.b=1&2", "c=[1, 2]"],
        });
        ScriptedService.Request request = service.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(run.Id, Is.EqualTo("r1"));
            Assert.That(request.Line, Is.EqualTo(
                "POST /base/v1/runs?paths=1000&seed=3&precision=float64&priority=9"
                + "&deadlineSeconds=61&set=a.b%3D1%262&set=c%3D%5B1%2C%202%5D"));
            Assert.That(request.Body, Is.EqualTo(Text));
            Assert.That(request.MediaType, Is.EqualTo("application/yaml"));
            Assert.That(request.Headers["Idempotency-Key"], Has.Length.EqualTo(32));
        });
    }

    [Test]
    public async Task Submit_ConnectionLost_IsRepeatedUnderTheSameKey()
    {
        using var service = new ScriptedService();
        service.Lose().Lose().Answer(SampleRun.JsonIn(RunState.Queued), HttpStatusCode.Accepted);
        using GpuRiskClient client = service.Client(_clock);
        await client.SubmitAsync(Text);
        Assert.Multiple(() =>
        {
            Assert.That(service.Requests, Has.Count.EqualTo(3));
            Assert.That(
                service.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct(),
                Has.Exactly(1).Items);
            Assert.That(service.Requests.Select(request => request.Body), Is.All.EqualTo(Text));
            Assert.That(_clock.Waits, Is.EqualTo(new[] { 0.5, 1.0 }));
        });
    }

    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    public async Task Refusal_ThatPasses_IsWaitedForAsLongAsTheServiceSays(HttpStatusCode status)
    {
        using var service = new ScriptedService();
        service.Answer("{}", status, retryAfter: TimeSpan.FromSeconds(7))
            .Answer(SampleRun.JsonIn(RunState.Running));
        using GpuRiskClient client = service.Client(_clock);
        RunStatus run = await client.GetAsync("r1");
        Assert.Multiple(() =>
        {
            Assert.That(run.State, Is.EqualTo(RunState.Running));
            Assert.That(_clock.Waits, Is.EqualTo(new[] { 7.0 }));
        });
    }

    [Test]
    public async Task Refusal_ThatTakesTooLong_IsTold()
    {
        using var service = new ScriptedService();
        service.Answer(
            """{"title":"Quota","detail":"Too many runs.","status":429}""",
            HttpStatusCode.TooManyRequests, "application/problem+json",
            TimeSpan.FromMinutes(10));
        using GpuRiskClient client = service.Client(_clock);
        ServiceException error =
            (await Assert.ThrowsAsync<ServiceException>(() => client.SubmitAsync(Text)))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Is.EqualTo("Too many runs."));
            Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(10)));
            Assert.That(_clock.Waits, Is.Empty);
        });
    }

    [Test]
    public async Task Connection_NeverThere_IsToldAfterTheLastAttempt()
    {
        using var service = new ScriptedService();
        for (int i = 0; i < 8; i++)
        {
            service.Lose();
        }

        using GpuRiskClient client = service.Client(_clock);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.AboutAsync());
        Assert.Multiple(() =>
        {
            Assert.That(service.Requests, Has.Count.EqualTo(8));
            Assert.That(
                _clock.Waits, Is.EqualTo(new[] { 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0 }));
        });
    }

    [Test]
    public async Task Errors_OfAScenario_HavePlaces()
    {
        using var service = new ScriptedService();
        service.Answer(
            """
            {"title":"The scenario has errors.","status":422,"errors":[{"line":3,"column":5,
             "key":"assets.ETH.price","message":"found -1","file":"scenario"}]}
            """,
            HttpStatusCode.UnprocessableEntity, "application/problem+json");
        using GpuRiskClient client = service.Client(_clock);
        ServiceException error =
            (await Assert.ThrowsAsync<ServiceException>(() => client.SubmitAsync(Text)))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(
                error.Errors.Single().ToString(),
                Is.EqualTo("scenario:3:5: assets.ETH.price: found -1"));
            Assert.That(error.Message, Does.Contain("scenario:3:5: assets.ETH.price: found -1"));
        });
    }

    [Test]
    public async Task Error_OfSomethingElse_IsToldByItsStatus()
    {
        using var service = new ScriptedService();
        service.Answer("<html>Bad gateway</html>", HttpStatusCode.BadGateway, "text/html");
        using GpuRiskClient client = service.Client(_clock);
        ServiceException error =
            (await Assert.ThrowsAsync<ServiceException>(() => client.QueueAsync()))!;
        Assert.That(error.Message, Is.EqualTo("HTTP 502 Bad Gateway"));
    }

    [Test]
    public async Task List_GoesThroughAllPages()
    {
        using var service = new ScriptedService();
        string a = SampleRun.JsonIn(RunState.Failed, "a");
        string b = SampleRun.JsonIn(RunState.Failed, "b");
        service.Answer($$"""{"runs":[{{a}}],"next":"x y"}""")
            .Answer($$"""{"runs":[{{b}}],"next":null}""");
        using GpuRiskClient client = service.Client(_clock);
        List<string> ids = [];
        await foreach (RunStatus run in client.ListAsync(
            new ListOptions { State = RunState.Failed, PageSize = 1 }))
        {
            ids.Add(run.Id);
        }

        Assert.Multiple(() =>
        {
            Assert.That(ids, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(
                service.Requests.Select(request => request.Line),
                Is.EqualTo(new[]
                {
                    "GET /base/v1/runs?state=failed&limit=1",
                    "GET /base/v1/runs?state=failed&limit=1&after=x%20y",
                }));
        });
    }

    [TestCase(ResultFormat.Csv, "text/csv")]
    [TestCase(ResultFormat.Arrow, "application/vnd.apache.arrow.file")]
    [TestCase(ResultFormat.Parquet, "application/vnd.apache.parquet")]
    public async Task Result_IsAskedForByItsMediaType(ResultFormat format, string mediaType)
    {
        using var service = new ScriptedService();
        service.Answer("1,2", mediaType: mediaType);
        using GpuRiskClient client = service.Client(_clock);
        byte[] result = await client.ResultAsync("r1", format);
        Assert.Multiple(() =>
        {
            Assert.That(result, Is.EqualTo("1,2"u8.ToArray()));
            Assert.That(
                service.Requests.Single().Headers["Accept"], Does.StartWith(mediaType));
        });
    }

    [Test]
    public async Task Sweep_NamesKeysAndMetrics()
    {
        using var service = new ScriptedService();
        service.Answer("""
            {"id":"s1","scenario":"small","state":"running","keys":["a"],"combinations":2,
             "done":1,"failed":0,"created":"2026-01-02T03:04:05Z","rows":[{"values":{"a":1.5,
             "b":"text"},"run":"r1","state":"succeeded","digest":"sha256:00","metrics":{}}]}
            """);
        using GpuRiskClient client = service.Client(_clock);
        SweepStatus sweep = await client.SweepAsync(
            Text, new SweepOptions { Vary = ["a=1:2:3"], Metrics = ["x.net"], Paths = 10 });
        Assert.Multiple(() =>
        {
            Assert.That(
                service.Requests.Single().Line,
                Is.EqualTo("POST /base/v1/sweeps?paths=10&vary=a%3D1%3A2%3A3&metric=x.net"));
            Assert.That(sweep.Rows[0].Values["a"]!.GetValue<double>(), Is.EqualTo(1.5));
            Assert.That(sweep.Rows[0].Values["b"]!.GetValue<string>(), Is.EqualTo("text"));
        });
    }

    [Test]
    public void Key_WithALineBreak_IsRefusedUnseen()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new GpuRiskClient(new Uri("http://service"), "gpurisk_a_secret\n"))!;
        Assert.That(error.ToString(), Does.Not.Contain("secret"));
    }

    [Test]
    public async Task Validate_Invalid_IsNoException()
    {
        using var service = new ScriptedService();
        service.Answer("""
            {"valid":false,"errors":[{"line":1,"column":1,"key":"","message":"m",
             "file":"scenario"}]}
            """);
        using GpuRiskClient client = service.Client(_clock);
        Validation validation = await client.ValidateAsync("{}", format: ScenarioFormat.Json);
        Assert.Multiple(() =>
        {
            Assert.That(validation.Valid, Is.False);
            Assert.That(validation.Errors.Single().Message, Is.EqualTo("m"));
            Assert.That(service.Requests.Single().MediaType, Is.EqualTo("application/json"));
        });
    }

    [Test]
    public async Task Answer_OfAnotherShape_IsAnError()
    {
        using var service = new ScriptedService();
        service.Answer("""{"id":"r1"}""");
        using GpuRiskClient client = service.Client(_clock);
        await Assert.ThrowsAsync<JsonException>(() => client.GetAsync("r1"));
    }
}
