using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk compare</c>: differences with errors, and their causes.</summary>
internal sealed class CompareCommandTests : HostFixture
{
    private const string Loss = "book.borrowerLoss";
    private const string Time = "book.firstLiquidationDays";

    [Test]
    public void Paired_Errors_AreThoseOfTheJackknife()
    {
        Keep("lending.yaml", "a", "--samples");
        Keep(
            "lending.yaml", "b", "--samples", "arrow", "--set",
            "assets.ETH.process.volatility=2.1");
        JsonNode comparison = Json("a", "b");
        Assert.Multiple(() =>
        {
            Assert.That((bool)comparison["paired"]!, Is.True);
            foreach (string name in (string[])[Loss, Time])
            {
                JsonNode metric = Metric(comparison, name);
                double[] a = Values("a/samples.parquet", name);
                double[] b = Values("b/samples.arrow", name);
                (double difference, double error) = Jackknife(a, b);
                Assert.That((double)metric["difference"]!, Is.EqualTo(difference).Within(1e-6));
                Assert.That(
                    (double)metric["standardError"]!, Is.EqualTo(error).Within(0.01 * error), name);
                Assert.That(
                    (double)metric["standardError"]!, Is.LessThan((double)metric["errorOfB"]!));
            }
        });
    }

    /// <summary>Of paths that are drawn again, in pairs (Efron 1979).</summary>
    [Test]
    public void Paired_ErrorsOfStatistics_AreThoseOfTheBootstrap()
    {
        string[] options =
        [
            "--samples", "--figure", "es=ES(full.net, 0.9)", "--figure", "q=quantile(full.net, 0.2)",
            "--figure", "var=VaR(full.net, 0.8)", "--figure", "then=mean(full.net | ETH.price < 1900)",
        ];
        Keep("pool.yaml", "a", options);
        Keep("pool.yaml", "b", [.. options, "--set", "assets.ETH.process.volatility=0.9"]);
        JsonNode comparison = Json("a", "b");
        double[][] net = [.. "ab".Select(run => Values($"{run}/samples.parquet", "full.net"))];
        double[][] then = [.. "ab".Select(run => Values($"{run}/samples.parquet", "figures.then"))];
        static double Quantile(double[] net) => net.Order().ElementAt(net.Length / 5);
        Check("es", net, paths => -paths.Order().Take(paths.Length / 10).Average());
        Check("q", net, Quantile);
        Check("var", net, paths => -Quantile(paths));
        Check("then", then, paths => paths.Where(path => !double.IsNaN(path)).Average());

        void Check(string figure, double[][] outcomes, Func<double[], double> of)
        {
            var random = new Random(1);
            double[] differences = [.. Enumerable.Range(0, 300).Select(_ =>
            {
                int[] drawn = [.. outcomes[0].Select(_ => random.Next(outcomes[0].Length))];
                double Of(double[] run) => of([.. drawn.Select(path => run[path])]);
                return Of(outcomes[1]) - Of(outcomes[0]);
            })];
            double mean = differences.Average();
            double error = Math.Sqrt(differences.Average(d => (d - mean) * (d - mean)));
            JsonNode metric = Metric(comparison, $"figures.{figure}");
            Assert.That(
                (double)metric["standardError"]!, Is.EqualTo(error).Within(25).Percent, figure);
            Assert.That(
                (double)metric["standardError"]!, Is.LessThan((double)metric["errorOfB"]!), figure);
        }
    }

    [Test]
    public void Paired_DifferentBlocks_GiveTheSameErrors()
    {
        // Files of different formats and chunks; 70,000 paths do not fit into one block.
        string[] other = ["--set", "pools.v2.fee=0.002", "--paths", "70000"];
        Keep("pool.yaml", "a", "--samples", "--paths", "70000");
        Keep("pool.yaml", "b", ["--samples", .. other]);
        Keep("pool.yaml", "c", ["--samples=arrow", "--chunk=999", .. other]);
        Assert.That(
            Json("a", "b")["metrics"]!.ToJsonString(),
            Is.EqualTo(Json("a", "c")["metrics"]!.ToJsonString()));
    }

    [Test]
    public void SameRun_DiffersInNothing()
    {
        Keep("pool.yaml", "a", "--samples");
        CommandRun run = CommandRun.Of("compare", At("a"), At("a"));
        JsonNode comparison = Json("a", "a");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(run.Output, Does.Contain("are the same"));
            Assert.That(comparison["differences"]!.AsArray(), Is.Empty);
            Assert.That(
                comparison["metrics"]!.AsArray().Select(m => (double)m!["standardError"]!),
                Has.All.Zero);
        });
    }

    [Test]
    public void NoSamples_SameSeed_SaysThatErrorsAreOverstated()
    {
        Keep("pool.yaml", "a");
        Keep("pool.yaml", "b", "--set", "pools.v2.fee=0.002");
        CommandRun run = CommandRun.Of("compare", At("a"), At("b"), "--metric", "full.fees");
        JsonNode metric = Metric(Json("a", "b"), "full.net");
        double a = (double)metric["errorOfA"]!;
        double b = (double)metric["errorOfB"]!;
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("overstates"));
            Assert.That(run.Output, Does.Contain("full.fees").And.Not.Contain("full.net "));
            Assert.That(
                (double)metric["standardError"]!,
                Is.EqualTo(Math.Sqrt((a * a) + (b * b))).Within(1e-12));
        });
    }

    [Test]
    public void OtherSeed_IsIndependentEvenWithSamples()
    {
        Keep("pool.yaml", "a", "--samples");
        Keep("pool.yaml", "b", "--samples", "--seed", "8");
        JsonNode comparison = Json("a", "b");
        CommandRun run = CommandRun.Of("compare", At("a"), At("b"));
        Assert.Multiple(() =>
        {
            Assert.That((bool)comparison["paired"]!, Is.False);
            Assert.That(Keys(comparison), Is.EqualTo(new[] { "seed: 7 / 8" }));
            Assert.That(run.Output, Does.Contain("independent runs").And.Not.Contain("overstates"));
        });
    }

    [Test]
    public void OtherNumberOfPaths_IsNotPaired()
    {
        Keep("pool.yaml", "a", "--samples");
        Keep("pool.yaml", "b", "--samples", "--paths", "100");
        JsonNode comparison = Json("a", "b");
        Assert.That((bool)comparison["paired"]!, Is.False);
        Assert.That(Keys(comparison), Is.EqualTo(new[] { "paths done: 2000 / 100" }));
    }

    [Test]
    public void Differences_NameChangedKeysBooksAndPrograms()
    {
        Keep("lending.yaml", "a");
        File.AppendAllText(At("books/loans.csv"), "0xcc,retail,ETH,1,USDC,1000\n");
        Keep(
            "lending.yaml", "b", "--precision", "float64", "--set", "markets.aave.swapFee=5e-4",
            "--set", "markets.aave.closeFactor=0.4", "--set", "description=a b");
        string manifest = File.ReadAllText(At("b/manifest.json"));
        Write(
            "b/manifest.json",
            manifest.Replace("\"0.1.0\"", "\"0.0.9\"", StringComparison.Ordinal));
        Assert.That(Keys(Json("a", "b")), Is.EqualTo(new[]
        {
            "markets.aave.closeFactor: 0.5 / 0.4",
            "description:  / a b",
            "contents of books/loans.csv: differ / differ",
            "precision: float32 / float64",
            "version: 0.1.0 / 0.0.9",
        }));
    }

    [Test]
    public void OtherKernels_ShareWhatTheyShare()
    {
        Keep("pool.yaml", "a");
        Keep("lending.yaml", "b");
        JsonNode comparison = Json("a", "b");
        Assert.Multiple(() =>
        {
            Assert.That(
                comparison["metrics"]!.AsArray().Select(metric => (string)metric!["name"]!),
                Has.Member("ETH.price").And.Not.Member("full.net"));
            Assert.That(
                comparison["onlyInA"]!.AsArray().Select(name => (string)name!),
                Has.Member("full.net"));
            Assert.That(
                comparison["onlyInB"]!.AsArray().Select(name => (string)name!),
                Has.Member(Loss));
        });
    }

    [TestCase("absent", "b", "")]
    [TestCase("a", "absent", "")]
    [TestCase("a", "b", "full.nothing")]
    public void Mistake_IsRefused(string first, string second, string metric)
    {
        Keep("pool.yaml", "a");
        Keep("pool.yaml", "b");
        CommandRun run = CommandRun.Of(
        [
            "compare", At(first), At(second),
            .. metric.Length > 0 ? (string[])["--metric", metric] : [],
        ]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(metric.Length > 0 ? metric : "absent"));
            Assert.That(run.Error, Does.Not.Contain("   at "));
        });
    }

    [TestCase("parquet")]
    [TestCase("arrow")]
    public void DamagedSamples_AreNamed(string format)
    {
        Keep("pool.yaml", "a", "--samples");
        Keep("pool.yaml", "b", "--samples", format);
        byte[] bytes = File.ReadAllBytes(At($"b/samples.{format}"));
        File.WriteAllBytes(At($"b/samples.{format}"), bytes[..(bytes.Length / 2)]);
        CommandRun run = CommandRun.Of("compare", At("a"), At("b"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain($"samples.{format}: the samples cannot be read"));
            Assert.That(run.Error.Trim(), Does.Not.Contain('\n'));
        });
    }

    [TestCase("a.b.c=2", "a.b.c=2;a.d=[1, 2];e=x")]
    [TestCase("a.d.0=[5, 6]", "a.b.c=1;a.d=[[5, 6], 2];e=x")]
    [TestCase("f.g={h: 3}", "a.b.c=1;a.d=[1, 2];e=x;f.g.h=3")]
    [TestCase("a=9", "a=9;e=x")]
    public void ScenarioKeys_TakeSettings(string setting, string expected)
    {
        var keys = ScenarioKeys.Of("a: { b: { c: 1 }, d: [1, 2] }\ne: x\n", [setting]);
        Assert.That(
            string.Join(';', keys.Select(key => $"{key.Key}={key.Value}")), Is.EqualTo(expected));
    }

    /// <summary>The standard error of a difference of means by leaving out one path at a time;
    /// it knows nothing of influence functions.</summary>
    private static (double Difference, double Error) Jackknife(double[] a, double[] b)
    {
        double Difference(int without) =>
            Mean(b, without) - Mean(a, without);

        static double Mean(double[] values, int without) =>
            values.Where((value, i) => i != without && !double.IsNaN(value)).Average();

        double[] parts = [.. Enumerable.Range(0, a.Length).Select(Difference)];
        double mean = parts.Average();
        double square = parts.Sum(part => (part - mean) * (part - mean));
        return (Difference(-1), Math.Sqrt(square * (a.Length - 1) / a.Length));
    }

    private double[] Values(string file, string metric) =>
        [.. SampleReader.Read(At(file), [metric]).SelectMany(rows => rows.Values[0])];

    private static JsonNode Metric(JsonNode comparison, string name) =>
        comparison["metrics"]!.AsArray().Single(metric => (string?)metric!["name"] == name)!;

    private static IEnumerable<string> Keys(JsonNode comparison) =>
        comparison["differences"]!.AsArray()
            .Select(key => $"{key!["key"]}: {key["a"]} / {key["b"]}");

    private JsonNode Json(string first, string second)
    {
        CommandRun run = CommandRun.Of("compare", At(first), At(second), "--json");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private void Keep(string scenario, string folder, params string[] options)
    {
        CommandRun run = CommandRun.Of(
            ["run", At(scenario), "--device", "simd", "--out", At(folder), .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
    }
}
