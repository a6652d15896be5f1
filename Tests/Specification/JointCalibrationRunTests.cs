using GpuRisk.Host.Cli;
using GpuRisk.Tests.Host;
using GpuRisk.Tests.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// What several assets' prices are calibrated to is a part of a scenario as it stands, and the
/// scenario simulates their correlation.
/// </summary>
internal sealed class JointCalibrationRunTests : HostFixture
{
    private const string Market = """
        scenario: calibrated
        kernel: impermanent-loss
        horizon: 30d
        step: 1h
        paths: 4000
        seed: 3
        pools:
          v2: { kind: constant-product, base: ETH, quote: BTC, fee: 0.003, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }

        """;

    [TestCase(100, 0.8, 0.7)]
    [TestCase(0, 0, 0.4)]
    [TestCase(140, 0.5, -0.5)]
    public void Fragment_SimulatesTheCorrelationOfTheSample(
        double commonPerYear, double sizes, double diffusions)
    {
        var truth = new CommonJumpSamples(
            (0.5, 0.6), (150, 200), (-0.002, -0.004), (0.03, 0.04), commonPerYear, sizes,
            diffusions);
        (string first, string second) = CommonJumpSamples.Files(truth.Returns(6000, 9));
        CommandRun calibration = CommandRun.Of(
            "calibrate", $"BTC={Write("btc.csv", first)}", $"ETH={Write("eth.csv", second)}",
            "--model=both", "--out", At("fragment.yaml"));
        Assert.That(calibration.Code, Is.EqualTo(ExitCode.Done), calibration.Error);
        string scenario = Write("joint.yaml", Market + File.ReadAllText(At("fragment.yaml")));
        CommandRun run = CommandRun.Of("run", scenario, "--device", "simd", "--out", At("runs"));

        // The run compares the realised correlation with the stated one, which is the sample's.
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Match("BTC-ETH correlation .* ok"));
        });
    }
}
