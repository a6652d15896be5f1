using GpuRisk.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>A run that is stopped tells what it has.</summary>
internal sealed class CancellationTests : HostFixture
{
    [Test]
    [CancelAfter(60_000)]
    public void Run_Cancelled_PrintsAndKeepsWhatIsDone(CancellationToken timeout)
    {
        // More paths than this machine does in a year; stopped after half a second.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        stop.CancelAfter(500);
        CommandRun run = CommandRun.Of(
            ["run", At("pool.yaml"), "--paths", "1e12", "--device", "simd", "--out", At("kept")],
            stop.Token);
        CommandRun verify = CommandRun.Of("verify", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(run.Output, Does.Contain("PARTIAL"));
            Assert.That(
                File.ReadAllText(At("kept/result.json")), Does.Contain("\"partial\": true"));
            Assert.That(
                File.ReadAllText(At("kept/manifest.json")), Does.Contain("\"partial\": true"));
            Assert.That(verify.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(verify.Error, Does.Contain("partial"));
        });
    }

    [Test]
    public void Run_CancelledAtOnce_PrintsNothingButThat()
    {
        CommandRun run = CommandRun.Of(["run", At("pool.yaml")], new CancellationToken(true));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(run.Output, Does.Contain("stopped after 0 of 2,000 paths"));
        });
    }
}
