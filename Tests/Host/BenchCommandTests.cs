using System.Text.Json;
using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk bench</c>.</summary>
internal sealed class BenchCommandTests
{
    private static readonly string[] Short =
    [
        "bench", "--devices", "simd128", "--threads", "1", "--only", "gbm", "--repetitions", "3",
        "--seconds", "0.02",
    ];

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gpurisk").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Bench_KeepsWhatItPrints()
    {
        string file = Path.Combine(_folder, "now.json");
        string picture = Path.Combine(_folder, "now.png");
        CommandRun run = CommandRun.Of(
            [.. Short, "--json", "--out", file, "--png", picture], CancellationToken.None);
        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement row = report.RootElement.GetProperty("results")[0];
        double[] seconds = [.. row.GetProperty("seconds").EnumerateArray()
            .Select(value => value.GetDouble()).Order()];
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(File.ReadAllText(file), Is.EqualTo(run.Output));
            Assert.That(File.ReadAllBytes(picture)[1..4], Is.EqualTo("PNG"u8.ToArray()));
            Assert.That(seconds, Has.Length.EqualTo(3));
            Assert.That(row.GetProperty("medianSeconds").GetDouble(), Is.EqualTo(seconds[1]));
            Assert.That(
                row.GetProperty("pathStepsPerSecond").GetDouble(),
                Is.EqualTo(row.GetProperty("paths").GetInt64() * 365 / seconds[1])
                    .Within(1e-9).Percent);
            Assert.That(
                report.RootElement.GetProperty("devices")[0].GetProperty("startSeconds")
                    .GetProperty("firstChunk").GetDouble(),
                Is.Positive);
        });
    }

    [Test]
    public void Compare_WithMuchFasterFigures_FailsAndNamesWhatIsSlower()
    {
        string file = Path.Combine(_folder, "earlier.json");
        CommandRun.Of([.. Short, "--out", file], CancellationToken.None);
        Rewrite(file, report => ScaleSeconds(report, 1e-3));
        CommandRun run = CommandRun.Of([.. Short, "--compare", file], CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(run.Error, Does.Contain("Slower beyond noise: gbm on simd"));
            Assert.That(run.Output, Does.Contain("slower"));
        });
    }

    [Test]
    public void Compare_WithMuchSlowerFigures_IsDone()
    {
        string file = Path.Combine(_folder, "earlier.json");
        CommandRun.Of([.. Short, "--out", file], CancellationToken.None);
        Rewrite(file, report => ScaleSeconds(report, 1e3));
        CommandRun run = CommandRun.Of([.. Short, "--compare", file], CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Contain("faster"));
        });
    }

    [Test]
    public void Compare_WithAnotherSuite_IsRefused()
    {
        string file = Path.Combine(_folder, "earlier.json");
        CommandRun.Of([.. Short, "--out", file], CancellationToken.None);
        Rewrite(file, report => report["suite"] = 7);
        CommandRun run = CommandRun.Of([.. Short, "--compare", file], CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("version 7 of the suite"));
        });
    }

    [TestCase("--only", "sums")]
    [TestCase("--devices", "gpu")]
    [TestCase("--seconds", "-1")]
    [TestCase("--repetitions", "0")]
    [TestCase("--tolerance", "2")]
    [TestCase("--compare", "there-is-no.json")]
    [TestCase("--out", "figures.txt")]
    [TestCase("--png", "/no/such/folder/rates.png")]
    public void BadOption_IsRefusedBeforeAnythingRuns(string option, string value)
    {
        CommandRun run = CommandRun.Of("bench", option, value);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(value));
            Assert.That(run.Output, Is.Empty);
        });
    }

    private static void Rewrite(string file, Action<JsonNode> change)
    {
        JsonNode report = JsonNode.Parse(File.ReadAllText(file))!;
        change(report);
        File.WriteAllText(file, report.ToJsonString());
    }

    private static void ScaleSeconds(JsonNode report, double factor)
    {
        JsonArray seconds = report["results"]![0]!["seconds"]!.AsArray();
        for (int i = 0; i < seconds.Count; i++)
        {
            seconds[i] = seconds[i]!.GetValue<double>() * factor;
        }
    }
}
