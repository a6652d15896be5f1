using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What else there is of a finished run: report, manifest and the scenario's text.
/// </summary>
internal sealed class ReportTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Report_AsPageAndData_IsOfTheRun()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Pool());
        string path = $"/v1/runs/{run["id"]}/report";
        Answer page = await Caller.Get(path);
        Answer data = await Caller.Get(path, ("Accept", "application/json"));
        Answer again = await Caller.Get(path, ("If-None-Match", page.Header("ETag")!));
        Answer other = await Caller.Get(path, ("Accept", "text/csv"));
        Assert.Multiple(() =>
        {
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(page.MediaType, Is.EqualTo("text/html"));
            Assert.That(page.Text, Does.StartWith("<!doctype html>"));
            Assert.That(page.Text, Does.Contain((string)run["digest"]!));
            Assert.That(
                page.Header("Content-Security-Policy"), Does.Contain("sandbox allow-scripts")
                    .And.Contain("default-src 'none'").And.Not.Contain("allow-same-origin"));
            Assert.That(data.MediaType, Is.EqualTo("application/json"));
            Assert.That(data.Json, Is.InstanceOf<JsonObject>());
            Assert.That(again.Status, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(other.Status, Is.EqualTo(HttpStatusCode.NotAcceptable));
        });
    }

    [Test]
    public async Task Report_AskedForByManyAtOnce_IsOneAndTheSame()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Pool());
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            Caller.Get($"/v1/runs/{run["id"]}/report", ("Accept", "application/json"))));
        Assert.That(answers.Select(answer => answer.Text).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Report_WhileAnotherRunGoesOn_ComesBetweenItsChunks()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Pool());
        string busy = await Caller.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        await Caller.Until(busy, status => (string)status["state"]! == "running");
        Answer page = await Caller.Get($"/v1/runs/{run["id"]}/report");
        JsonNode still = await Caller.Status(busy);
        await Caller.Post($"/v1/runs/{busy}/cancel", mediaType: null);
        await Caller.Finished(busy);
        Assert.Multiple(() =>
        {
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((string)still["state"]!, Is.EqualTo("running"));
        });
    }

    [Test]
    public async Task Manifest_OfARun_TellsHowToGetItAgain()
    {
        string yaml = SmallScenarios.Pool();
        JsonNode run = await Caller.Run(yaml, "set=pools.v2.fee%3D0.01&paths=321&seed=9");
        JsonNode manifest = (await Caller.Get($"/v1/runs/{run["id"]}/manifest")).Json;
        Assert.Multiple(() =>
        {
            Assert.That((string)manifest["digest"]!, Is.EqualTo((string)run["digest"]!));
            Assert.That(
                manifest["overrides"]!.AsArray().Select(text => (string)text!),
                Is.EqualTo(new[] { "pools.v2.fee=0.01" }));
            Assert.That((long)manifest["paths"]!, Is.EqualTo(321));
            Assert.That((long)manifest["seed"]!, Is.EqualTo(9));
            Assert.That(
                (string)manifest["scenarioHash"]!,
                Is.EqualTo(Truth.PlanOf(yaml, "pools.v2.fee=0.01").Scenario.Hash));
        });
    }

    [Test]
    public async Task Manifest_OfARunFromTheStore_HasItsOwnSettings()
    {
        string yaml = SmallScenarios.Pool(paths: 400);
        await Caller.Run(yaml, "set=paths%3D300");
        JsonNode same = await Caller.Run(yaml, "set=paths%3D200&paths=300");
        JsonNode manifest = (await Caller.Get($"/v1/runs/{same["id"]}/manifest")).Json;
        Assert.Multiple(() =>
        {
            Assert.That((bool)same["fromStore"]!, Is.True);
            Assert.That((string)manifest["overrides"]![0]!, Is.EqualTo("paths=200"));
        });
    }

    [TestCase("application/yaml")]
    [TestCase("application/json")]
    public async Task Scenario_OfARun_IsTheTextByteForByte(string mediaType)
    {
        string text = mediaType == "application/json"
            ? SmallScenarios.Json().Replace("  ", "\t", StringComparison.Ordinal) + "\r\n"
            : $"# Präsens, 日本\r\n{SmallScenarios.Pool()}\n\n# end";
        Answer submitted = await Caller.Post("/v1/runs", text, mediaType);
        Assert.That((int)submitted.Status, Is.EqualTo(202), submitted.ToString());
        string id = (string)submitted.Json["id"]!;
        Answer answer = await Caller.Get($"/v1/runs/{id}/scenario");
        await Caller.Finished(id);
        Assert.Multiple(() =>
        {
            Assert.That(answer.MediaType, Is.EqualTo(mediaType));
            Assert.That(answer.Text, Is.EqualTo(text));
        });
    }
}
