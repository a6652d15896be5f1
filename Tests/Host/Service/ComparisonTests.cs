using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Two runs beside each other.</summary>
internal sealed class ComparisonTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Compare_TwoRuns_TellsWhatDiffersAndByHowMuch()
    {
        string yaml = SmallScenarios.Pool();
        JsonNode a = await Caller.Run(yaml);
        JsonNode b = await Caller.Run(yaml, "set=pools.v2.fee%3D0.01&seed=5");
        JsonObject metricsOfA = await Metrics(a);
        JsonObject metricsOfB = await Metrics(b);
        Answer answer = await Caller.Get($"/v1/runs/{a["id"]}/comparison?with={b["id"]}");
        JsonNode fee = answer.Json["changed"]!.AsArray()
            .Single(change => (string)change!["key"]! == "pools.v2.fee")!;
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(fee["before"]!.ToString(), Is.EqualTo("0.003"));
            Assert.That(fee["after"]!.ToString(), Is.EqualTo("0.01"));
            Assert.That((bool)answer.Json["paired"]!, Is.False);
            Assert.That(
                answer.Json["metrics"]!.AsArray().Select(metric => (string)metric!["name"]!),
                Is.EqualTo(metricsOfA.Select(metric => metric.Key)));
        });
        foreach (JsonNode? metric in answer.Json["metrics"]!.AsArray())
        {
            string name = (string)metric!["name"]!;
            double meanOfA = (double)metricsOfA[name]!["mean"]!;
            double meanOfB = (double)metricsOfB[name]!["mean"]!;
            if (IsUnseen(metricsOfA[name]!) || IsUnseen(metricsOfB[name]!))
            {
                Assert.That(metric["standardError"], Is.Null, name);
                continue;
            }

            double error = double.Hypot(
                (double)metricsOfA[name]!["standardError"]!,
                (double)metricsOfB[name]!["standardError"]!);
            Assert.That((double)metric["a"]!["mean"]!, Is.EqualTo(meanOfA), name);
            Assert.That((double)metric["b"]!["mean"]!, Is.EqualTo(meanOfB), name);
            Assert.That(
                (double)metric["difference"]!,
                Is.EqualTo(meanOfB - meanOfA).Within(1e-12 * Math.Abs(meanOfA)), name);
            Assert.That(
                (double)metric["standardError"]!, Is.EqualTo(error).Within(1e-9 * error), name);
            if (error > 0)
            {
                Assert.That(
                    (double)metric["z"]!,
                    Is.EqualTo((meanOfB - meanOfA) / error).Within(1e-6), name);
            }
        }
    }

    // Fewer than 30 paths that lie apart from the others tell no error of a difference.
    private static bool IsUnseen(JsonNode metric) =>
        !(bool)metric["exact"]! && (long)metric["hits"]! < 30;

    [Test]
    public async Task Compare_ARunWithItself_FindsNothing()
    {
        JsonNode run = await Caller.Run(SmallScenarios.Pool());
        JsonNode same = (await Caller.Get(
            $"/v1/runs/{run["id"]}/comparison?with={run["id"]}")).Json;
        Assert.Multiple(() =>
        {
            Assert.That(same["changed"]!.AsArray(), Is.Empty);
            Assert.That(
                same["metrics"]!.AsArray().Select(metric => (double)metric!["difference"]!),
                Is.All.Zero);
        });
    }

    [Test]
    public async Task Compare_PartialRun_Warns()
    {
        JsonNode whole = await Caller.Run(SmallScenarios.LongPool(paths: 2000));
        string id = await Caller.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        await Caller.Until(id, run => run["estimates"]!.AsArray().Count > 0);
        await Caller.Post($"/v1/runs/{id}/cancel", mediaType: null);
        await Caller.Finished(id);
        JsonNode comparison = (await Caller.Get(
            $"/v1/runs/{whole["id"]}/comparison?with={id}")).Json;
        Assert.That(
            comparison["warnings"]!.AsArray().Select(text => (string)text!),
            Has.Some.Contain("cancelled"));
    }

    [TestCase("", "with")]
    [TestCase("?wiht=a", "wiht")]
    public async Task Compare_WithoutAnother_IsRefused(string query, string key)
    {
        JsonNode run = await Caller.Run(SmallScenarios.Pool());
        Answer answer = await Caller.Get($"/v1/runs/{run["id"]}/comparison{query}");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(
                answer.Errors.Select(error => (string)error["key"]!), Does.Contain(key));
        });
    }

    private async Task<JsonObject> Metrics(JsonNode run) =>
        (await Caller.Get($"/v1/runs/{run["id"]}/result")).Json["metrics"]!.AsObject();
}
