using System.Net;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Security;

/// <summary>What pages of other sites can make a browser do.</summary>
internal sealed class BrowserTests(StoreKind kind) : ServiceFixture(kind)
{
    [TestCase("evil.example")]
    [TestCase("evil.example:5080")]
    [TestCase("127.0.0.1.evil.example")]
    [TestCase("localhost.evil.example")]
    [TestCase("10.0.0.1")]
    public async Task Request_UnderAnotherName_NeedsAKey(string host)
    {
        Answer answer = await Caller.Get("/v1/runs", ("Host", host));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("localhost")]
    [TestCase("LOCALHOST:99")]
    [TestCase("127.0.0.1")]
    [TestCase("[::1]:5080")]
    public async Task Request_UnderALoopbackName_NeedsNone(string host)
    {
        Answer answer = await Caller.Get("/v1/runs", ("Host", host));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("Origin", "https://evil.example")]
    [TestCase("Origin", "null")]
    [TestCase("Origin", "http://127.0.0.1:1")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    public async Task Post_FromAnotherSite_IsRefused(string header, string value)
    {
        Answer run = await Caller.Post("/v1/runs", SmallScenarios.Pool(name: "crossed"),
            headers: (header, value));
        Answer list = await Caller.Get("/v1/runs?scenario=crossed");
        Assert.Multiple(() =>
        {
            Assert.That(run.Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(run.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(list.Json["runs"]!.AsArray(), Is.Empty);
        });
    }

    [Test]
    public async Task Post_FromTheDashboard_IsTaken()
    {
        string origin = Service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Answer answer = await Caller.Post(
            "/v1/runs", SmallScenarios.Pool(),
            headers: [("Origin", origin), ("Sec-Fetch-Site", "same-origin")]);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
    }

    [Test]
    public async Task Answers_OfAnyKind_HaveTheHeadersAndAllowNoOtherSite()
    {
        string id = (string)(await Caller.Run(SmallScenarios.Pool()))["id"]!;
        Answer[] answers =
        [
            await Caller.Get("/v1/runs"),
            await Caller.Get($"/v1/runs/{id}/result"),
            await Caller.Get($"/v1/runs/{id}/report"),
            await Caller.Get($"/v1/runs/{id}/events", ("Last-Event-ID", "end")),
            await Caller.Get("/v1/nothing"),
            await Caller.Get("/v1/runs?limit=0"),
            await Caller.Get("/v1/about", ("Host", "evil.example")),
            await Caller.Post("/v1/runs", "x", headers: ("Origin", "https://evil.example")),
            await Caller.Post("/v1/runs", "x", "text/plain"),
            await Caller.Get("/health/live"),
            await Caller.Get("/metrics"),
            await Caller.Get("/openapi/v1.json"),
            await Caller.Get("/scalar/"),
            await Caller.Get("/"),
            await Caller.Send(HttpMethod.Options, "/v1/runs", null),
        ];
        foreach (Answer answer in answers)
        {
            Assert.Multiple(() =>
            {
                Assert.That(
                    answer.Header("Content-Security-Policy"),
                    Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'"),
                    answer.ToString());
                Assert.That(answer.Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
                Assert.That(answer.Header("X-Frame-Options"), Is.EqualTo("DENY"));
                Assert.That(answer.Header("Referrer-Policy"), Is.EqualTo("no-referrer"));
                Assert.That(
                    answer.Header("Cross-Origin-Resource-Policy"), Is.EqualTo("same-origin"));
                Assert.That(answer.Header("Cache-Control"), Is.Not.Null);
                Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.Null);
                Assert.That(answer.Header("Server"), Is.Null);
            });
        }
    }
}
