using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpuRisk.Engine.Results;
using GpuRisk.Tests.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>The forms of a result say the same.</summary>
internal sealed class ResultTests(StoreKind kind) : ServiceFixture(kind)
{
    private const string Csv = "text/csv";
    private const string Parquet = "application/vnd.apache.parquet";
    private const string Arrow = "application/vnd.apache.arrow.file";

    private string _yaml = "";
    private string _result = "";

    [OneTimeSetUp]
    public async Task RunOnce()
    {
        _yaml = SmallScenarios.Pool(paths: 3000);
        JsonNode run = await Caller.Run(_yaml);
        _result = $"/v1/runs/{run["id"]}/result";
    }

    [Test]
    public async Task Json_OfAResult_ObeysItsSchema()
    {
        Answer answer = await Caller.Get(_result);
        using var bytes = new MemoryStream(answer.Bytes);
        RunResult result = ResultJson.Read(bytes);
        using JsonDocument json = JsonDocument.Parse(answer.Bytes);
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(Library.Root, "docs", "result.schema.json")));
        Assert.Multiple(() =>
        {
            Assert.That(answer.MediaType, Is.EqualTo("application/json"));
            Assert.That(result.Digest, Is.EqualTo(Truth.Digest(_yaml)));
            Assert.That(result.Paths, Is.EqualTo(3000));
            Assert.That(result.Partial, Is.False);
            Assert.That(result.Devices.Sum(device => device.Paths), Is.EqualTo(3000));
            SchemaCheck.Validate(json.RootElement, schema.RootElement, schema.RootElement, "");
        });
    }

    /// <summary>What changes no path changes no digest, but what the result says.</summary>
    [Test]
    public async Task Trust_OfTheSamePaths_TellsTheSourceOfItsOwnScenario()
    {
        int seed = SmallScenarios.NewSeed();
        string plain = SmallScenarios.Pool(seed);
        List<JsonNode> results = [];
        foreach (string source in (string[])["2022", "2023"])
        {
            JsonNode run = await Caller.Run(plain.Replace(
                "price: 2000,", $"price: 2000, source: '{source}',", StringComparison.Ordinal));
            results.Add((await Caller.Get($"/v1/runs/{run["id"]}/result")).Json);
        }

        Assert.Multiple(() =>
        {
            Assert.That(
                results.Select(result => (string?)result["trust"]![0]!["source"]),
                Is.EqualTo(new[] { "2022", "2023" }));
            Assert.That(results.Select(result => (string?)result["trust"]![0]!["verdict"]),
                Is.All.EqualTo("shape-refuted"));
            Assert.That(
                results.Select(result => (string?)result["digest"]).Distinct().Count(),
                Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Csv_OfAResult_HasTheFiguresOfItsJson()
    {
        Answer answer = await Caller.Get(_result, ("Accept", Csv));
        JsonObject metrics = (await Caller.Get(_result)).Json["metrics"]!.AsObject();
        string[][] lines = [.. answer.Text.TrimEnd().Split('\n').Select(line => line.Split(','))];
        string[] header = lines[0];
        Assert.Multiple(() =>
        {
            Assert.That(answer.MediaType, Is.EqualTo(Csv));
            Assert.That(
                lines.Skip(1).Select(line => line[0]),
                Is.EqualTo(metrics.Select(metric => metric.Key)));
        });
        foreach (string[] line in lines.Skip(1))
        {
            JsonNode metric = metrics[line[0]]!;
            for (int i = 2; i < header.Length - 1; i++)
            {
                double? expected = (double?)(header[i] switch
                {
                    "meanLow" => metric["errors"]!["mean"]!["low"],
                    "meanHigh" => metric["errors"]!["mean"]!["high"],
                    _ => metric[header[i]],
                });
                Assert.That(
                    line[i].Length == 0
                        ? null
                        : (double?)double.Parse(line[i], CultureInfo.InvariantCulture),
                    Is.EqualTo(expected), $"{line[0]} {header[i]}");
            }
        }
    }

    [Test]
    public async Task ParquetAndArrow_OfAResult_HoldTheSameDistributions()
    {
        Answer parquet = await Caller.Get(_result, ("Accept", Parquet));
        Answer arrow = await Caller.Get(_result, ("Accept", Arrow));
        JsonObject metrics = (await Caller.Get(_result)).Json["metrics"]!.AsObject();
        DistributionTable[] tables =
        [
            await DistributionTable.OfParquet(parquet.Bytes),
            await DistributionTable.OfArrow(arrow.Bytes),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(parquet.MediaType, Is.EqualTo(Parquet));
            Assert.That(arrow.MediaType, Is.EqualTo(Arrow));
            Assert.That(tables[1].Rows, Is.EqualTo(tables[0].Rows));
            Assert.That(
                tables[0].Rows.Select(row => row.Metric).Distinct(),
                Is.EqualTo(metrics.Select(metric => metric.Key)));
        });
        foreach (IGrouping<string, DistributionTable.Row> rows in tables[0].Rows
            .GroupBy(row => row.Metric))
        {
            JsonNode figures = metrics[rows.Key]!;
            double mean = rows.Sum(row => row.Mean * row.Count) / rows.Sum(row => row.Count);
            Assert.That(
                rows.Sum(row => row.Count), Is.EqualTo((long)figures["present"]!), rows.Key);
            Assert.That(
                mean,
                Is.EqualTo((double)figures["mean"]!)
                    .Within(1e-6 * (1 + Math.Abs((double)figures["mean"]!))), rows.Key);
            Assert.That(rows.Select(row => row.Unit), Is.All.EqualTo((string)figures["unit"]!));
        }
    }

    [TestCase("*/*", "application/json")]
    [TestCase("application/*", "application/json")]
    [TestCase("text/*;q=0.5, application/json;q=0.4", Csv)]
    [TestCase("text/csv, application/json", Csv)]
    [TestCase("application/json;q=0.1, application/vnd.apache.parquet", Parquet)]
    [TestCase("application/json;q=0, */*", Csv)]
    [TestCase("*/*;q=0.1, text/csv;q=0.5", Csv)]
    [TestCase("text/html", null)]
    [TestCase("application/json;q=0", null)]
    public async Task Accept_OfARequest_ChoosesTheForm(string accept, string? mediaType)
    {
        Answer answer = await Caller.Get(_result, ("Accept", accept));
        Assert.Multiple(() =>
        {
            Assert.That(
                answer.Status,
                Is.EqualTo(mediaType is null ? HttpStatusCode.NotAcceptable : HttpStatusCode.OK));
            Assert.That(
                answer.MediaType, Is.EqualTo(mediaType ?? "application/problem+json"));
        });
    }

    [TestCase("application/json")]
    [TestCase(Csv)]
    [TestCase(Parquet)]
    [TestCase(Arrow)]
    public async Task ETag_OfAForm_SparesItsSecondTransfer(string mediaType)
    {
        (string, string) accept = ("Accept", mediaType);
        Answer first = await Caller.Get(_result, accept);
        string tag = first.Header("ETag")!;
        Answer second = await Caller.Get(_result, accept, ("If-None-Match", tag));
        Answer weak = await Caller.Get(
            _result, accept, ("If-None-Match", $"\"other\", W/{tag}"));
        Answer other = await Caller.Get(_result, accept, ("If-None-Match", "\"other\""));
        Assert.Multiple(() =>
        {
            Assert.That(second.Status, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(second.Bytes, Is.Empty);
            Assert.That(second.Header("ETag"), Is.EqualTo(tag));
            Assert.That(weak.Status, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(other.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(other.Bytes, Is.EqualTo(first.Bytes));
            Assert.That(first.Header("Vary"), Does.Contain("Accept"));
        });
    }

    [Test]
    public async Task ETags_OfFormsAndResults_AreDifferent()
    {
        JsonNode other = await Caller.Run(SmallScenarios.Pool());
        string?[] tags =
        [
            (await Caller.Get(_result)).Header("ETag"),
            (await Caller.Get(_result, ("Accept", Csv))).Header("ETag"),
            (await Caller.Get(_result, ("Accept", Parquet))).Header("ETag"),
            (await Caller.Get(_result, ("Accept", Arrow))).Header("ETag"),
            (await Caller.Get($"/v1/runs/{other["id"]}/result")).Header("ETag"),
        ];
        Assert.That(tags, Is.Unique.And.All.Match("^\"[^\"]+\"$"));
    }

    [Test]
    public async Task Result_OfARunThatIsNotFinished_IsAConflict()
    {
        string id = await Caller.Submit(SmallScenarios.LongPool(), SmallScenarios.Endless);
        foreach (string part in (string[])["result", "report", "manifest", "comparison?with=" + id])
        {
            Answer answer = await Caller.Get($"/v1/runs/{id}/{part}");
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Conflict), part);
            Assert.That(answer.Header("Retry-After"), Is.EqualTo("1"), part);
        }

        await Caller.Post($"/v1/runs/{id}/cancel", mediaType: null);
        await Caller.Finished(id);
    }
}
