using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What is wrong with a request is told with its place, as RFC 9457 says.</summary>
internal sealed class BadRequestTests(StoreKind kind) : ServiceFixture(kind)
{
    private const string Problem = "application/problem+json";

    protected override ServiceOptions Change(ServiceOptions options) => options with
    {
        Limits = new LimitOptions { BodyBytes = 20_000, Paths = 100_000, Work = 1e8 },
    };

    [TestCase("paths=0", "paths")]
    [TestCase("paths=1.5", "paths")]
    [TestCase("paths=", "paths")]
    [TestCase("paths=5&paths=6", "paths")]
    [TestCase("seed=-1", "seed")]
    [TestCase("precision=float16", "precision")]
    [TestCase("precision=0", "precision")]
    [TestCase("priority=10", "priority")]
    [TestCase("priority=-1", "priority")]
    [TestCase("deadlineSeconds=0", "deadlineSeconds")]
    [TestCase("deadlineSeconds=NaN", "deadlineSeconds")]
    [TestCase("deadlineSeconds=1e300", "deadlineSeconds")]
    [TestCase("pathes=5", "pathes")]
    [TestCase("Seeds=1&Set=x", "Seeds,Set")]
    public async Task Submit_BadQuery_NamesTheKey(string query, string keys)
    {
        Answer answer = await Caller.Post("/v1/runs?" + query, SmallScenarios.Pool());
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(answer.MediaType, Is.EqualTo(Problem));
            Assert.That((int)answer.Json["status"]!, Is.EqualTo(400));
            Assert.That((string)answer.Json["title"]!, Is.EqualTo("Bad Request"));
            Assert.That(
                answer.Errors.Select(error => (string)error["key"]!),
                Is.EquivalentTo(keys.Split(',')));
            Assert.That(
                answer.Errors.Select(error => (string)error["file"]!), Is.All.EqualTo("query"));
        });
    }

    [Test]
    public async Task Submit_ScenarioErrors_AreToldAllAtOnceWithTheirPlaces()
    {
        string yaml = SmallScenarios.Pool()
            .Replace("price: 2000", "price: -1", StringComparison.Ordinal)
            .Replace("fee: 0.003", "fees: 0.003", StringComparison.Ordinal);
        Answer answer = await Caller.Post("/v1/runs", yaml);
        string[] lines = yaml.Split('\n');
        Assert.That((int)answer.Status, Is.EqualTo(422), answer.ToString());
        JsonNode price = answer.Errors.Single(error => (string)error["key"]! == "assets.ETH.price");
        JsonNode fees = answer.Errors.Single(error => (string)error["key"]! == "pools.v2.fees");
        Assert.Multiple(() =>
        {
            Assert.That(answer.MediaType, Is.EqualTo(Problem));
            Assert.That(
                lines[(int)price["line"]! - 1][((int)price["column"]! - 1)..],
                Does.StartWith("-1"));
            Assert.That(
                lines[(int)fees["line"]! - 1][((int)fees["column"]! - 1)..],
                Does.StartWith("fees"));
            Assert.That((string)price["file"]!, Is.EqualTo("scenario"));
            Assert.That((string)price["message"]!, Does.Contain("-1"));
        });
    }

    [Test]
    public async Task Submit_BadSetting_IsLocatedAtIt()
    {
        Answer answer = await Caller.Post(
            "/v1/runs?set=paths%3D5&set=pools.v2.fee%3Dhigh", SmallScenarios.Pool());
        JsonNode error = answer.Errors.Single();
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.Status, Is.EqualTo(422));
            Assert.That((string)error["file"]!, Is.EqualTo("--set"));
            Assert.That((int)error["line"]!, Is.EqualTo(2));
            Assert.That((string)error["key"]!, Is.EqualTo("pools.v2.fee"));
        });
    }

    [TestCase("paths=100001", "100000")]
    [TestCase("set=paths%3D100001", "100000")]
    [TestCase("paths=100000&set=horizon%3D60d", "1E+08")]
    public async Task Submit_MoreThanTheLimits_IsRefusedAtThePaths(string query, string told)
    {
        Answer answer = await Caller.Post("/v1/runs?" + query, SmallScenarios.Pool());
        JsonNode error = answer.Errors.Single();
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.Status, Is.EqualTo(422));
            Assert.That((string)error["key"]!, Is.EqualTo("paths"));
            Assert.That((string)error["message"]!, Does.Contain(told));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Submit_BodyTooLarge_IsRefused(bool isLengthTold)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(SmallScenarios.Pool() + new string('#', 30_000));
        HttpContent content = isLengthTold
            ? new ByteArrayContent(bytes)
            : new StreamContent(new UnknownLength(bytes));
        content.Headers.ContentType = new(ServiceCaller.Yaml);
        Answer answer = await Caller.Send(HttpMethod.Post, "/v1/runs", content);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(answer.MediaType, Is.EqualTo(Problem));
            Assert.That(answer.Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
        });
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    [TestCase("application/yaml; charset=utf-16")]
    [TestCase(null)]
    public async Task Submit_WrongMediaType_IsRefused(string? mediaType)
    {
        Answer answer = await Caller.Post("/v1/runs", SmallScenarios.Pool(), mediaType);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
            Assert.That(answer.MediaType, Is.EqualTo(Problem));
            Assert.That((string)answer.Json["detail"]!, Does.Contain("application/yaml"));
        });
    }

    [TestCase("{\n  \"scenario\": \"x\",\n  oops\n}", 3, 3)]
    [TestCase("", 1, 1)]
    [TestCase("{ \"scenario\": \"x\" } trailing", 1, 21)]
    public async Task Submit_BrokenJson_IsLocated(string json, int line, int column)
    {
        Answer answer = await Caller.Post("/v1/runs", json, "application/json");
        JsonNode error = answer.Errors.Single();
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That((int)error["line"]!, Is.EqualTo(line));
            Assert.That((int)error["column"]!, Is.EqualTo(column));
        });
    }

    [Test]
    public async Task Submit_DeepJson_IsRefused()
    {
        string json = string.Concat(Enumerable.Repeat("{\"a\":", 5000));
        Answer answer = await Caller.Post("/v1/runs", json[..19_000], "application/json");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Submit_BytesThatAreNotUtf8_AreRefused()
    {
        var content = new ByteArrayContent([.. "scenario: "u8, 0xff, 0xfe]);
        content.Headers.ContentType = new(ServiceCaller.Yaml);
        Answer answer = await Caller.Send(HttpMethod.Post, "/v1/runs", content);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That((string)answer.Json["detail"]!, Does.Contain("UTF-8"));
        });
    }

    [Test]
    public async Task AnyRequest_ToNothing_IsAProblem()
    {
        Answer nothing = await Caller.Get("/v1/nothing");
        Answer method = await Caller.Send(HttpMethod.Delete, "/v1/runs", null);
        Assert.Multiple(() =>
        {
            Assert.That(nothing.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(nothing.MediaType, Is.EqualTo(Problem));
            Assert.That(method.Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
            Assert.That(method.MediaType, Is.EqualTo(Problem));
        });
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
