using System.Net;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The description of the API is sound, complete, and true.</summary>
internal sealed class OpenApiTests(StoreKind kind) : ServiceFixture(kind)
{
    private static readonly string[] Routes =
    [
        "post /v1/runs", "get /v1/runs", "get /v1/runs/{id}", "get /v1/runs/{id}/events",
        "post /v1/runs/{id}/cancel", "get /v1/runs/{id}/result", "get /v1/runs/{id}/report",
        "get /v1/runs/{id}/manifest", "get /v1/runs/{id}/scenario",
        "get /v1/runs/{id}/comparison", "post /v1/validate", "get /v1/scenarios",
        "get /v1/scenarios/{name}", "get /v1/scenarios/schema", "post /v1/sweeps",
        "get /v1/sweeps/{id}", "post /v1/sweeps/{id}/cancel", "get /v1/devices",
        "get /v1/queue", "get /v1/about", "get /v1/audit", "get /health/live",
        "get /health/ready", "get /health/startup",
    ];

    private JsonNode _document = null!;

    [OneTimeSetUp]
    public async Task Read() => _document = (await Caller.Get("/openapi/v1.json")).Json;

    [Test]
    public void Document_IsOpenApi31WithoutErrors()
    {
        ReadResult read = OpenApiDocument.Parse(_document.ToJsonString(), "json");
        Assert.Multiple(() =>
        {
            Assert.That((string)_document["openapi"]!, Does.StartWith("3.1."));
            Assert.That(read.Diagnostic!.Errors, Is.Empty);
            Assert.That(read.Diagnostic!.Warnings, Is.Empty);
        });
    }

    [Test]
    public void Document_HasEveryRoute() => Assert.That(
        _document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Select(method => $"{method.Key} {path.Key}")),
        Is.SupersetOf(Routes));

    [Test]
    public void Operations_HaveNamesOfTheirOwnAndSummaries()
    {
        JsonNode[] operations = [.. _document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()).Select(method => method.Value!)];
        Assert.Multiple(() =>
        {
            Assert.That(
                operations.Select(operation => (string)operation["operationId"]!), Is.Unique);
            Assert.That(
                operations.Select(operation => (string)operation["summary"]!),
                Is.All.Not.Empty);
        });
    }

    [Test]
    public void Parameters_OfPathsAndQueries_AreDescribed()
    {
        string[] run = Parameters("/v1/runs", "post");
        Assert.Multiple(() =>
        {
            Assert.That(
                run, Is.EquivalentTo(new[]
                {
                    "paths", "seed", "precision", "priority", "deadlineSeconds", "set",
                }));
            Assert.That(
                Parameters("/v1/sweeps", "post"),
                Is.EquivalentTo((string[])[.. run, "vary", "metric"]));
            Assert.That(
                Parameters("/v1/runs", "get"),
                Is.EquivalentTo(new[] { "state", "scenario", "sweep", "limit", "after" }));
            Assert.That(
                Parameters("/v1/runs/{id}/comparison", "get"),
                Is.EquivalentTo(new[] { "id", "with" }));
        });
    }

    [TestCase("/v1/runs")]
    [TestCase("/v1/sweeps")]
    [TestCase("/v1/validate")]
    public async Task Examples_OfBodies_AreValid(string path)
    {
        JsonObject content = _document["paths"]![path]!["post"]!["requestBody"]!["content"]!
            .AsObject();
        Assert.That(
            content.Select(type => type.Key),
            Is.EquivalentTo(new[] { "application/yaml", "application/json" }));
        foreach ((string mediaType, JsonNode? type) in content)
        {
            JsonNode example = type!["example"]!;
            string text = mediaType == "application/json"
                ? example.ToJsonString()
                : (string)example!;
            Answer check = await Caller.Post("/v1/validate", text, mediaType);
            Assert.That((bool)check.Json["valid"]!, Is.True, check.ToString());
        }
    }

    [Test]
    public void Problems_AreDescribedAsWhatTheyAre()
    {
        JsonObject answers = _document["paths"]!["/v1/runs"]!["post"]!["responses"]!.AsObject();
        Assert.Multiple(() =>
        {
            Assert.That(
                answers.Select(answer => answer.Key),
                Is.SupersetOf(new[]
                {
                    "200", "202", "400", "401", "403", "409", "413", "415", "422", "429", "503",
                }));
            foreach (string status in (string[])["400", "401", "422", "429"])
            {
                Assert.That(
                    answers[status]!["content"]!.AsObject().Select(type => type.Key),
                    Is.EqualTo(new[] { "application/problem+json" }), status);
            }
        });
    }

    [Test]
    public async Task Page_ToReadIt_NeedsNothingFromElsewhere()
    {
        Answer page = await Caller.Get("/scalar/");
        Assert.Multiple(() =>
        {
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.Status.ToString());
            Assert.That(page.MediaType, Is.EqualTo("text/html"));
            Assert.That(page.Text, Does.Not.Match("(src|href)=\"(https?:)?//"));
            Assert.That(
                page.Header("Content-Security-Policy"), Does.Contain("connect-src 'self'"));
        });
    }

    private string[] Parameters(string path, string method) =>
        [.. _document["paths"]![path]![method]!["parameters"]!.AsArray()
            .Select(parameter => (string)parameter!["name"]!)];
}
