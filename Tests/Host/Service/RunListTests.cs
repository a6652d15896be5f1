using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Lists of runs: every run once, the newest first, whatever the page's size.</summary>
internal sealed class RunListTests(StoreKind kind) : ServiceFixture(kind)
{
    private const int Runs = 7;
    private readonly List<string> _submitted = [];

    [OneTimeSetUp]
    public async Task SubmitRuns()
    {
        for (int i = 0; i < Runs; i++)
        {
            string name = i % 2 == 0 ? "even" : "odd";
            _submitted.Add(await Caller.Submit(SmallScenarios.Pool(name: name)));
        }

        foreach (string id in _submitted)
        {
            await Caller.Finished(id);
        }
    }

    [Test]
    public async Task List_Pages_HaveEveryRunOnceNewestFirst([Values(1, 2, 3, 7, 200)] int limit)
    {
        List<string> listed = [];
        string? next = "";
        int pages = 0;
        while (next is not null)
        {
            JsonNode page = await List(
                $"limit={limit}" + (next.Length > 0 ? $"&after={next}" : ""));
            JsonArray runs = page["runs"]!.AsArray();
            Assert.That(runs, Has.Count.InRange(1, limit));
            listed.AddRange(runs.Select(run => (string)run!["id"]!));
            next = (string?)page["next"];
            pages++;
        }

        Assert.Multiple(() =>
        {
            // Other cases submit more.
            Assert.That(listed, Is.Unique);
            Assert.That(
                listed.Where(_submitted.Contains), Is.EqualTo(Enumerable.Reverse(_submitted)));
            Assert.That(pages, Is.EqualTo((listed.Count + limit - 1) / limit));
        });
    }

    [Test]
    public async Task List_NewRunsMeanwhile_DoNotShiftPages()
    {
        await using TestStore store = await TestStore.Create(Kind);
        await using RunningService service = await Start(store);
        string[] ids = new string[6];
        for (int i = 0; i < 5; i++)
        {
            ids[i] = await service.Anybody.Submit(SmallScenarios.Pool());
        }

        JsonNode page = (await service.Anybody.Get("/v1/runs?limit=3")).Json;
        ids[5] = await service.Anybody.Submit(SmallScenarios.Pool());
        JsonNode rest = (await service.Anybody.Get($"/v1/runs?after={page["next"]}")).Json;
        Assert.That(
            Ids(page).Concat(Ids(rest)), Is.EqualTo(ids.Take(5).Reverse().ToArray()));
    }

    [Test]
    public async Task List_Filters_TakeWhatTheySay()
    {
        JsonNode odd = await List("scenario=odd");
        JsonNode done = await List("state=succeeded&scenario=even");
        JsonNode failed = await List("state=failed");
        JsonNode sweep = await List("sweep=none");
        Assert.Multiple(() =>
        {
            Assert.That(
                Ids(odd), Is.EqualTo(Enumerable.Reverse(_submitted).Where((_, i) => i % 2 == 1)));
            Assert.That(Ids(done).Count(), Is.EqualTo(4));
            Assert.That(Ids(failed), Is.Empty);
            Assert.That(Ids(sweep), Is.Empty);
            Assert.That(failed["next"], Is.Null);
        });
    }

    [Test]
    public void Ids_InOrderOfTime_AreSorted() =>
        Assert.That(_submitted, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));

    [TestCase("limit=0", "limit")]
    [TestCase("limit=201", "limit")]
    [TestCase("limit=x", "limit")]
    [TestCase("after=x", "after")]
    [TestCase("state=done", "state")]
    [TestCase("stat=failed", "stat")]
    public async Task List_BadQuery_IsRefused(string query, string key)
    {
        Answer answer = await Caller.Get("/v1/runs?" + query);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(answer.Errors.Select(error => (string)error["key"]!),
                Is.EqualTo(new[] { key }));
        });
    }

    private async Task<JsonNode> List(string query)
    {
        Answer answer = await Caller.Get("/v1/runs?" + query);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.ToString());
        return answer.Json;
    }

    private static IEnumerable<string> Ids(JsonNode page) =>
        page["runs"]!.AsArray().Select(run => (string)run!["id"]!);
}
