using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Remote;

/// <summary>What <c>--server</c> takes, and what it does where nobody is there.</summary>
internal sealed class ServerOptionsTests : HostFixture
{
    [TestCase("--device", "simd")]
    [TestCase("--threads", "2")]
    [TestCase("--chunk", "100")]
    [TestCase("--target-error", "1")]
    [TestCase("--samples", "parquet")]
    public void Server_WithAnOptionForThisMachine_IsRefused(string name, string value)
    {
        CommandRun run = CommandRun.Of(
            "run", At("pool.yaml"), "--server", "http://127.0.0.1:1", name, value);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(
                $"gpurisk: {name} is for runs on this machine and cannot go with --server"));
        });
    }

    [TestCase("127.0.0.1:5080")]
    [TestCase("ftp://127.0.0.1")]
    [TestCase("http://user:secret@127.0.0.1:5080")]
    [TestCase("")]
    public void Server_NoAddress_IsRefused(string address)
    {
        CommandRun run = CommandRun.Of("run", At("pool.yaml"), "--server", address);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("allowed is one as http://127.0.0.1:5080"));
            Assert.That(run.Error, Does.Not.Contain("secret"));
        });
    }

    [Test]
    public void Key_WithASpace_IsRefusedUnseen()
    {
        CommandRun run = CommandRun.Of(
            "run", At("pool.yaml"), "--server", "http://127.0.0.1:1", "--key", "gpurisk secret");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.StartWith("gpurisk: --key: this is no key"));
            Assert.That(run.Error, Does.Not.Contain("secret"));
        });
    }

    [Test]
    public void Server_NobodyThere_IsTold()
    {
        // Port 1 of this machine is reserved, and nothing listens on it.
        CommandRun run = CommandRun.Of(
            "run", At("pool.yaml"), "--server", "http://127.0.0.1:1", "--out", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(
                run.Error, Does.StartWith("gpurisk: http://127.0.0.1:1/ cannot be reached:"));
            Assert.That(run.Output, Is.Empty);
            Assert.That(Directory.EnumerateFiles(At("kept")), Is.Empty);
        });
    }

    [Test]
    [NonParallelizable]
    public void Environment_NamesTheServer()
    {
        const string name = "GPURISK_SERVER";
        string? before = Environment.GetEnvironmentVariable(name);
        try
        {
            Environment.SetEnvironmentVariable(name, "http://127.0.0.1:1");
            CommandRun run = CommandRun.Of("run", At("pool.yaml"));
            CommandRun device = CommandRun.Of("run", At("pool.yaml"), "--device", "simd");
            Environment.SetEnvironmentVariable(name, "nonsense");
            CommandRun nonsense = CommandRun.Of("run", At("pool.yaml"));
            Assert.Multiple(() =>
            {
                Assert.That(run.Error, Does.Contain("http://127.0.0.1:1/ cannot be reached"));
                Assert.That(device.Error, Does.Contain($"cannot go with {name}"));
                Assert.That(nonsense.Code, Is.EqualTo(ExitCode.BadInput));
                Assert.That(nonsense.Error, Does.StartWith($"gpurisk: {name}: this is not"));
            });
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
        }
    }
}
