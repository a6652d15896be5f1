using System.Text.Json;
using GpuRisk.Host.Cli;
using GpuRisk.Tests.Host;
using GpuRisk.Tests.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// Prices of several assets give their processes, the jumps that they have in common and their
/// correlations. The samples are drawn by the test's own generator from known parameters.
/// </summary>
internal sealed class JointCalibrationTests : HostFixture
{
    private const int Hours = 6000;

    private static readonly CommonJumpSamples Jumping = new(
        (0.5, 0.6), (150, 200), (-0.002, -0.004), (0.03, 0.04), 100, 0.8, 0.7);

    // ρ = (0.7 · 0.5 · 0.6 + 100 (0.002 · 0.004 + 0.8 · 0.03 · 0.04)) / (0.621 · 0.827), where
    // 0.621² = 0.5² + 150 (0.002² + 0.03²) and 0.827² = 0.6² + 200 (0.004² + 0.04²).
    private const double JumpingCorrelation = 0.5977;

    [TestCase(1)]
    [TestCase(2)]
    public void CommonJumps_AreFoundAgain(int seed)
    {
        (double First, double Second)[] returns = Jumping.Returns(Hours, seed);
        JsonElement report = Calibrated(Files(returns), "--name=BTC,ETH");
        JsonElement common = report.GetProperty("commonJumps");
        Assert.Multiple(() =>
        {
            Assert.That(
                report.GetProperty("preferred").GetString(),
                Is.EqualTo("merton with common jumps"));
            Assert.That(Score(common.GetProperty("perYear"), 100), Is.LessThan(4));
            Assert.That(Score(common.GetProperty("sizeCorrelation"), 0.8), Is.LessThan(4));
            Assert.That(Correlation(report), Is.EqualTo(Pearson(returns)).Within(1e-9));
            Assert.That(
                Math.Abs(Correlation(report) - JumpingCorrelation) / CorrelationError(report),
                Is.LessThan(4));
        });
    }

    [Test]
    public void Errors_AreAsLargeAsEstimatesSpread()
    {
        // The mean square of 16 values of (estimate - truth) / error is 1 with a deviation of
        // √(2 / 16) = 0.35.
        double squares = 0;
        for (int seed = 11; seed <= 18; seed++)
        {
            JsonElement common = Calibrated(Files(Jumping.Returns(12_000, seed)), "--name=A,B")
                .GetProperty("commonJumps");
            squares += Math.Pow(Score(common.GetProperty("perYear"), 100), 2)
                + Math.Pow(Score(common.GetProperty("sizeCorrelation"), 0.8), 2);
        }

        Assert.That(squares / 16, Is.InRange(0.2, 2.4));
    }

    [Test]
    public void JumpsThatNeverComeTogether_AreStatedSo()
    {
        (double, double)[] returns = (Jumping with
        {
            CommonPerYear = 0,
            SizeCorrelation = 0,
            DiffusionCorrelation = 0.3,
        }).Returns(Hours, 5);
        CommandRun run = CommandRun.Of(["calibrate", .. Files(returns), "--name=A,B", "--model=both"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(run.Output, Does.Contain("\ncommonJumps:\n  perYear: 0\n"));
            Assert.That(run.Output, Does.Contain("The data do not call for common jumps"));
        });
    }

    [TestCase(0.86)]
    [TestCase(-0.4)]
    public void WithoutJumps_GbmAndTheCorrelationAreOffered(double correlation)
    {
        (double, double)[] returns = (Jumping with
        {
            JumpsPerYear = (0, 0),
            CommonPerYear = 0,
            DiffusionCorrelation = correlation,
        }).Returns(3000, 7);
        JsonElement report = Calibrated(Files(returns), "--name=A,B");
        Assert.Multiple(() =>
        {
            Assert.That(report.GetProperty("preferred").GetString(), Is.EqualTo("gbm"));
            Assert.That(
                report.GetProperty("fragment").GetString(), Does.Not.Contain("commonJumps"));

            // The error of a normal sample's correlation is (1 - ρ²) / √N.
            double error = (1 - (correlation * correlation)) / Math.Sqrt(3000);
            Assert.That(CorrelationError(report), Is.EqualTo(error).Within(25).Percent);
            Assert.That(Correlation(report), Is.EqualTo(correlation).Within(4 * error));
        });
    }

    [Test]
    public void OnlyCommonTimes_AreUsed()
    {
        string[] first = File.ReadAllLines(Files(Jumping.Returns(1000, 3))[0]);
        string[] second = File.ReadAllLines(At("second.csv"));

        // Of 1001 prices the first has no 10 from the 101st on, the second starts 5 later.
        string one = Lines("one.csv", first.Where((_, i) => i is < 101 or > 110));
        string other = Lines("other.csv", second.Where((_, i) => i is 0 or > 5));
        JsonElement report = Calibrated([$"A={one}", $"B={other}"], "--model=gbm");
        JsonElement sample = report.GetProperty("assets")[1].GetProperty("sample");
        Assert.Multiple(() =>
        {
            Assert.That(
                report.GetProperty("droppedPrices").EnumerateArray().Select(n => n.GetInt32()),
                Is.EqualTo([5, 10]));
            Assert.That(sample.GetProperty("prices").GetInt32(), Is.EqualTo(1001 - 15));
            Assert.That(sample.GetProperty("missingPrices").GetInt32(), Is.EqualTo(10));
            Assert.That(sample.GetProperty("returns").GetInt32(), Is.EqualTo(1001 - 15 - 2));
        });
    }

    [Test]
    public void SeveralAssetsOfOneFile_AreReadByName()
    {
        string path = Write(
            "both.csv",
            "date,BTC,ETH\n" + string.Concat(Enumerable.Range(0, 28).Select(i =>
                $"2023-01-{i + 1:D2},{20000 + (i * i % 7 * 100)},{1200 + (i * i % 5 * 9)}\n")));
        CommandRun run = CommandRun.Of("calibrate", path, "--name=BTC,ETH", "--model=gbm");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("\ncorrelations:\n  BTC-ETH: "));
    }

    [TestCase("found several files; name each asset")]
    [TestCase("--name: found 1 name of 2 files", "--name=BTC")]
    [TestCase("--name: found BTC twice", "--name=BTC,BTC")]
    [TestCase("--name: found ''", "--name=BTC,")]
    [TestCase("--name: found '/B'", "--name=/B,ETH")]
    public void NamesThatDoNotFit_AreRefused(string told, params string[] options) =>
        Refused(told, [.. Files(Jumping.Returns(20, 1)), "--model=gbm", .. options]);

    [Test]
    public void SeriesThatDoNotFit_AreRefused()
    {
        string hourly = Files(Jumping.Returns(50, 1))[0];
        string daily = Write("daily.csv", "date,close\n" + string.Concat(
            Enumerable.Range(1, 28).Select(i => $"2023-01-{i:D2},{100 + (i * i % 7)}\n")));
        string later = Write("later.csv", "date,close\n" + string.Concat(
            Enumerable.Range(1, 28).Select(i => $"2024-01-{i:D2},{100 + (i * i % 7)}\n")));
        Refused("one in 3600 s and of B one in 86400 s", ["--name=A,B", "--model=both", hourly, daily]);
        Refused("found 0 times at which all of A, B have a price", ["--name=A,B", "--model=both", daily, later]);
        Refused("found --name and files as NAME=FILE", ["--name=A,B", $"A={daily}", daily]);
        Refused("later2.csv:1:1: there is no such file", [$"A={daily}", $"B={At("later2.csv")}"]);
    }

    private static void Refused(string told, string[] arguments)
    {
        CommandRun run = CommandRun.Of(["calibrate", .. arguments]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
        });
    }

    private string[] Files((double First, double Second)[] returns)
    {
        (string first, string second) = CommonJumpSamples.Files(returns);
        return [Write("first.csv", first), Write("second.csv", second)];
    }

    private string Lines(string name, IEnumerable<string> lines) =>
        Write(name, string.Join('\n', lines));

    private static readonly string[] Both = ["--model=both"];

    private static JsonElement Calibrated(string[] files, string option)
    {
        CommandRun run = CommandRun.Of(
        [
            "calibrate", .. files, option, "--json",
            .. option.StartsWith("--model", StringComparison.Ordinal) ? [] : Both,
        ]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static double Score(JsonElement estimate, double truth) =>
        Math.Abs(estimate.GetProperty("value").GetDouble() - truth)
            / estimate.GetProperty("standardError").GetDouble();

    private static double Correlation(JsonElement report) =>
        report.GetProperty("correlations")[0].GetProperty("value").GetDouble();

    private static double CorrelationError(JsonElement report) =>
        report.GetProperty("correlations")[0].GetProperty("standardError").GetDouble();

    private static double Pearson((double First, double Second)[] returns)
    {
        double x = returns.Average(both => both.First);
        double y = returns.Average(both => both.Second);
        double Sum(Func<double, double, double> product) =>
            returns.Sum(both => product(both.First - x, both.Second - y));
        return Sum((a, b) => a * b) / Math.Sqrt(Sum((a, _) => a * a) * Sum((_, b) => b * b));
    }
}
