using System.Text;
using System.Text.Json;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Results;

/// <summary>A result as a record and as JSON.</summary>
[TestFixture]
public sealed class RunResultTests
{
    private static readonly Metric Price =
        new("ETH", "price", "USD", 1.0, MetricSense.Gain, Internal: true);

    [Test]
    public void Json_OfAResult_HasExactlyTheSchemasKeys()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(SchemaPath()));
        using JsonDocument result = JsonDocument.Parse(ResultJson.ToText(Sample()));
        SchemaCheck.Validate(result.RootElement, schema.RootElement, schema.RootElement, "$");
    }

    [Test]
    public void Json_OfBuckets_HasExactlyTheSchemasKeys()
    {
        BookBuckets book = new("b", 9, 3, 64, 1, [new("b.badDebt", 1.5, 1, 0.5, 0.1)]);
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(SchemaPath()));
        using JsonDocument result =
            JsonDocument.Parse(ResultJson.ToText(Sample() with { Buckets = [book] }));
        SchemaCheck.Validate(
            result.RootElement.GetProperty("buckets"),
            schema.RootElement.GetProperty("properties").GetProperty("buckets"),
            schema.RootElement, "$.buckets");
    }

    [Test]
    public void Json_OfSampling_HasExactlyTheSchemasKeys()
    {
        var sampling = new SamplingResult(
            "control-variates", new Dictionary<string, SampledMean> { ["b.net"] = new(1, 2, 3) })
        {
            Controls = [new("ETH.price", 0.1, 0.2)],
        };
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(SchemaPath()));
        using JsonDocument result =
            JsonDocument.Parse(ResultJson.ToText(Sample() with { Sampling = sampling }));
        SchemaCheck.Validate(
            result.RootElement.GetProperty("sampling"),
            schema.RootElement.GetProperty("properties").GetProperty("sampling"),
            schema.RootElement, "$.sampling");
    }

    [Test]
    public void Json_OfAResult_BeginsAsTheDesignShows()
    {
        using JsonDocument result = JsonDocument.Parse(ResultJson.ToText(Sample()));
        JsonElement metric = result.RootElement.GetProperty("metrics").GetProperty("lp.net");
        Assert.That(
            metric.EnumerateObject().Select(property => property.Name).Take(13),
            Is.EqualTo(new[]
            {
                "mean", "standardError", "unit", "p01", "p05", "p50", "p95", "p99",
                "var95", "var99", "es95", "es99", "probabilityOfLoss",
            }));
        Assert.That(result.RootElement.GetProperty("seed").GetUInt64(), Is.EqualTo(ulong.MaxValue));
    }

    [Test]
    public void Json_ReadBack_IsTheSame()
    {
        RunResult result = Sample();
        using MemoryStream stream = new();
        ResultJson.Write(result, stream);
        stream.Position = 0;
        RunResult read = ResultJson.Read(stream);
        Assert.That(ResultJson.ToText(read), Is.EqualTo(ResultJson.ToText(result)));
        Assert.That(read.Metrics["lp.net"], Is.EqualTo(result.Metrics["lp.net"]));
    }

    /// <summary>A result that is older than a figure is read without it.</summary>
    [Test]
    public void Json_WithoutAFigure_IsRead()
    {
        string text = ResultJson.ToText(Sample())
            .Replace("\"es99\":", "\"once\":", StringComparison.Ordinal);
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        MetricResult read = ResultJson.Read(stream).Metrics["lp.net"];
        Assert.That(read.Es99, Is.Null);
        Assert.That(read.Errors.Es99, Is.EqualTo(new Uncertainty(null, null, null)));
        Assert.That(read.Es95, Is.EqualTo(Sample().Metrics["lp.net"].Es95));
    }

    [TestCase("mean")]
    [TestCase("unit")]
    [TestCase("errors")]
    public void Json_WithoutWhatAllHave_IsRefused(string key)
    {
        string text = ResultJson.ToText(Sample())
            .Replace($"\"{key}\":", "\"once\":", StringComparison.Ordinal);
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        Assert.That(() => ResultJson.Read(stream), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Json_OfAnotherVersion_IsRefused()
    {
        string text = ResultJson.ToText(Sample() with { Schema = "gpurisk.result/9" });
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        Assert.That(() => ResultJson.Read(stream), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Metrics_KeepTheirOrderAndLeaveOutInternalOnes() => Assert.That(
        Sample().Metrics.Keys,
        Is.EqualTo(new[] { "lp.net", "loan.firstLiquidationDays" }));

    [Test]
    public void Create_OfAFaultyTally_IsRefused()
    {
        RunTally run = new([TallyTesting.Profit]);
        run.Add([double.NaN], stride: 1, paths: 1, firstPath: 0);
        Assert.That(() => Of(run), Throws.InstanceOf<TallyFaultException>());
    }

    [Test]
    public void Checks_CompareFiguresInStandardErrors()
    {
        Check check = Sample().Checks.Single();
        Assert.Multiple(() =>
        {
            Assert.That(check.Name, Is.EqualTo("ETH mean log return"));
            Assert.That(check.Expected, Is.Zero);
            Assert.That(check.ZScore, Is.EqualTo(check.Realised / check.StandardError));
            Assert.That(check.Agrees, Is.True);
        });
    }

    [Test]
    public void Checks_OfAWrongExpectation_Disagree()
    {
        RunTally run = new([Price]);
        run.Add(Samples.Normal(10_000, seed: 61, mean: 0.1), 10_000, 10_000, 0);
        Assert.That(Check.Of(Mean(0), run).Agrees, Is.False);
    }

    [Test]
    public void Checks_OfAVolatility_TakeTheRootOfTheMean()
    {
        RunTally run = new([Price]);
        run.Add([3.0, 5.0], stride: 2, paths: 2, firstPath: 0);
        var volatility = new PriceCheck(PriceCheckKind.Volatility, "ETH", 2, 0, 0, 1);
        Check check = Check.Of(volatility, run);
        Assert.That(check.Realised, Is.EqualTo(2.0));
        Assert.That(check.StandardError, Is.EqualTo(1.0 / 4).Within(1e-12));
    }

    [TestCase(1.0, true)]
    [TestCase(1.001, false)]
    public void Checks_WithoutASpread_CompareTheMean(double outcome, bool agrees)
    {
        RunTally run = new([Price]);
        run.Add([outcome, outcome], stride: 2, paths: 2, firstPath: 0);
        var mean = new PriceCheck(PriceCheckKind.MeanLogReturn, "ETH", 1, 0, 0, 1);
        Assert.That(Check.Of(mean, run).Agrees, Is.EqualTo(agrees));
    }

    private static PriceCheck Mean(int metric) =>
        new(PriceCheckKind.MeanLogReturn, "ETH", 0, metric, 0, 1);

    private static RunResult Sample()
    {
        RunTally run = new([TallyTesting.Profit, TallyTesting.FirstTime, Price]);
        double[] normal = Samples.Normal(1000, seed: 62);
        double[] none = [.. Enumerable.Repeat(double.NaN, 1000)];
        run.Add([.. normal, .. none, .. normal], stride: 1000, paths: 1000, firstPath: 0);
        return Of(run);
    }

    private static RunResult Of(RunTally run) => RunResult.Create(
        new RunDescription("eth", "hash", "impermanent-loss", ulong.MaxValue, "float32"),
        run,
        new Timing(0.25, 4e6),
        [new DeviceShare("simd", "AVX-512", run.Paths)],
        run.Metrics.Count > 2 ? [Check.Of(Mean(2), run)] : [],
        ["a warning"]);

    private static string SchemaPath()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GpuRisk.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs", "result.schema.json");
    }
}
