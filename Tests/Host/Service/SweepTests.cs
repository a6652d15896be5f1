using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>Every row of a sweep is the run that the same settings give.</summary>
internal sealed class SweepTests(StoreKind kind) : ServiceFixture(kind)
{
    private const string Volatility = "assets.ETH.process.volatility";
    private const string Fee = "pools.v2.fee";

    protected override ServiceOptions Change(ServiceOptions options) => options with
    {
        Limits = new LimitOptions { SweepRuns = 20 },
    };

    [Test]
    public async Task Sweep_EveryRow_HasTheDigestOfTheEngine()
    {
        string yaml = SmallScenarios.Pool(name: "swept");
        Answer accepted = await Caller.Post(
            $"/v1/sweeps?vary={Volatility}=0.5,0.9&vary={Fee}=0:0.01:3&metric=full.net"
            + "&metric=ETH.price&paths=400&set=assets.ETH.process.drift=0.1",
            yaml);
        string id = (string)accepted.Json["id"]!;
        JsonNode sweep = await Finished(id);
        JsonNode[] rows = Rows(sweep);
        string[] settings = ["0.5/0", "0.5/0.005", "0.5/0.01", "0.9/0", "0.9/0.005", "0.9/0.01"];
        Assert.Multiple(() =>
        {
            Assert.That(accepted.Status, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(accepted.Header("Location"), Is.EqualTo($"/v1/sweeps/{id}"));
            Assert.That((string)sweep["scenario"]!, Is.EqualTo("swept"));
            Assert.That((string)sweep["state"]!, Is.EqualTo("succeeded"));
            Assert.That(
                sweep["keys"]!.AsArray().Select(key => (string)key!),
                Is.EqualTo(new[] { Volatility, Fee }));
            Assert.That((int)sweep["combinations"]!, Is.EqualTo(6));
            Assert.That((int)sweep["done"]!, Is.EqualTo(6));
            Assert.That((int)sweep["failed"]!, Is.Zero);
            Assert.That(
                rows.Select(row => $"{row["values"]![Volatility]}/{row["values"]![Fee]}"),
                Is.EqualTo(settings));
            Assert.That(
                rows.Select(row => (string?)row["digest"]),
                Is.EqualTo(settings.Select(pair => Truth.Digest(
                    yaml, 400, null, default, "assets.ETH.process.drift=0.1",
                    $"{Volatility}={pair.Split('/')[0]}", $"{Fee}={pair.Split('/')[1]}"))));
        });
        foreach (JsonNode row in rows)
        {
            JsonNode result = (await Caller.Get($"/v1/runs/{row["run"]}/result")).Json;
            JsonNode run = await Caller.Status((string)row["run"]!);
            Assert.That((string)run["sweep"]!, Is.EqualTo(id));
            Assert.That(
                row["metrics"]!.AsObject().Select(metric => metric.Key),
                Is.EquivalentTo(new[] { "full.net", "ETH.price" }));
            Assert.That(
                (double)row["metrics"]!["full.net"]!["mean"]!,
                Is.EqualTo((double)result["metrics"]!["full.net"]!["mean"]!));
        }

        JsonNode list = (await Caller.Get($"/v1/runs?sweep={id}")).Json;
        Assert.That(
            list["runs"]!.AsArray().Select(run => (string)run!["id"]!),
            Is.EquivalentTo(rows.Select(row => (string)row["run"]!)));
    }

    [Test]
    public async Task Figures_OfOnesOwn_ComeFirstAndCompare()
    {
        Answer accepted = await Caller.Post(
            $"/v1/sweeps?vary={Fee}=0,0.01&paths=400&set=figures.tail=ES(full.net, 0.9)",
            SmallScenarios.Pool());
        JsonNode[] rows = Rows(await Finished((string)accepted.Json["id"]!));
        JsonNode comparison = (await Caller.Get(
            $"/v1/runs/{rows[0]["run"]}/comparison?with={rows[1]["run"]}")).Json;
        JsonNode tail = comparison["metrics"]!.AsArray()
            .Single(metric => (string?)metric!["name"] == "figures.tail")!;
        double[] means = [.. rows.Select(
            row => (double)row["metrics"]!["figures.tail"]!["mean"]!)];
        Assert.Multiple(() =>
        {
            Assert.That(
                rows[0]["metrics"]!.AsObject().First().Key, Is.EqualTo("figures.tail"));
            Assert.That((double)tail["difference"]!, Is.EqualTo(means[1] - means[0]));
            Assert.That((double)tail["standardError"]!, Is.Positive);
        });
    }

    [Test]
    public async Task Csv_OfASweep_HasTheFiguresOfItsJson()
    {
        Answer accepted = await Caller.Post(
            $"/v1/sweeps?vary={Volatility}=0.3:0.9:4", SmallScenarios.Pool());
        JsonNode sweep = await Finished((string)accepted.Json["id"]!);
        Answer csv = await Caller.Get($"/v1/sweeps/{sweep["id"]}", ("Accept", "text/csv"));
        string[][] lines = [.. csv.Text.TrimEnd().Split('\n').Select(line => line.Split(','))];
        string metric = Rows(sweep)[0]["metrics"]!.AsObject().First().Key;
        int mean = Array.IndexOf(lines[0], metric + ".mean");
        Assert.Multiple(() =>
        {
            Assert.That(csv.MediaType, Is.EqualTo("text/csv"));
            Assert.That(mean, Is.Positive);
            Assert.That(
                lines.Skip(1).Select(line => line[0]),
                Is.EqualTo(new[] { "0.3", "0.5", "0.7", "0.9" }));
            Assert.That(
                lines.Skip(1).Select(line =>
                    double.Parse(line[mean], CultureInfo.InvariantCulture)),
                Is.EqualTo(Rows(sweep).Select(
                    row => (double)row["metrics"]![metric]!["mean"]!)));
        });
    }

    [Test]
    public async Task Cancel_OfASweep_EndsWhatIsLeft()
    {
        Answer accepted = await Caller.Post(
            "/v1/sweeps?vary=paths=100,200,50000000000,60000000000", SmallScenarios.LongPool());
        string id = (string)accepted.Json["id"]!;
        await Until(id, sweep => (int)sweep["done"]! == 2
            && Rows(sweep).Any(row => (string)row["state"]! == "running"));
        Answer answer = await Caller.Post($"/v1/sweeps/{id}/cancel", mediaType: null);
        JsonNode sweep = await Finished(id);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That((string)sweep["state"]!, Is.EqualTo("cancelled"));
            Assert.That((int)sweep["done"]!, Is.EqualTo(2));
            Assert.That((int)sweep["failed"]!, Is.EqualTo(2));
            Assert.That(
                Rows(sweep).Select(row => (string)row["state"]!),
                Is.EqualTo(new[] { "succeeded", "succeeded", "cancelled", "cancelled" }));
        });
    }

    [Test]
    public async Task Sweep_OfRunsInTheStore_IsDoneAtOnce()
    {
        string yaml = SmallScenarios.Pool();
        Answer first = await Caller.Post("/v1/sweeps?vary=paths=10,20", yaml);
        await Finished((string)first.Json["id"]!);
        Answer second = await Caller.Post("/v1/sweeps?vary=paths=20,10", yaml);
        Assert.Multiple(() =>
        {
            Assert.That((string)second.Json["state"]!, Is.EqualTo("succeeded"));
            Assert.That(
                Rows(second.Json).Select(row => (string?)row["digest"]),
                Is.EqualTo(new[] { Truth.Digest(yaml, 20), Truth.Digest(yaml, 10) }));
        });
    }

    [TestCase("vary=assets.ETH.process.volatility=0.2,x", 1, Volatility)]
    [TestCase("set=paths=5&vary=paths=6,7&vary=pools.v2.fee=0,2", 2, Fee)]
    [TestCase("vary=assets.ETH.prise=1,2", 1, "assets.ETH.prise")]
    public async Task Sweep_BadValue_IsLocatedAtWhatVaries(string query, int line, string key)
    {
        Answer answer = await Caller.Post("/v1/sweeps?" + query, SmallScenarios.Pool());
        Assert.That((int)answer.Status, Is.EqualTo(422), answer.ToString());
        Assert.Multiple(() =>
        {
            Assert.That((string)answer.Errors[0]["file"]!, Is.EqualTo("vary"));
            Assert.That((int)answer.Errors[0]["line"]!, Is.EqualTo(line));
            Assert.That((string)answer.Errors[0]["key"]!, Is.EqualTo(key));
        });
    }

    [TestCase("", "what varies")]
    [TestCase("vary=nonsense", "nonsense")]
    [TestCase("vary=paths=", "no value")]
    [TestCase("vary=paths=1,2&vary=paths=3,4", "twice")]
    [TestCase("vary=paths=1:21:21", "at most 20")]
    [TestCase("vary=paths=1,2&metric=full.nothing", "full.nothing")]
    [TestCase("vary=paths=1,2&metrics=full.net", "metrics")]
    public async Task Sweep_BadQuery_IsRefused(string query, string told)
    {
        Answer answer = await Caller.Post("/v1/sweeps?" + query, SmallScenarios.Pool());
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(answer.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(answer.Text, Does.Contain(told));
        });
    }

    [Test]
    public async Task Sweep_ThatIsNot_IsNotFound()
    {
        Answer get = await Caller.Get("/v1/sweeps/none");
        Answer cancel = await Caller.Post("/v1/sweeps/none/cancel", mediaType: null);
        Assert.Multiple(() =>
        {
            Assert.That(get.Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(cancel.Status, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    private Task<JsonNode> Finished(string id) => Until(id, ServiceCaller.HasEnded);

    private Task<JsonNode> Until(string id, Func<JsonNode, bool> isSo) => ServiceCaller.Until(
        async () => (await Caller.Get($"/v1/sweeps/{id}")).Json, isSo);

    private static JsonNode[] Rows(JsonNode sweep) =>
        [.. sweep["rows"]!.AsArray().Select(row => row!)];
}
