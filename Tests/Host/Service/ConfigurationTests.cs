using GpuRisk.Host.Cli;
using GpuRisk.Host.Service;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>How the service is set up: what goes before what, and what is refused.</summary>
[NonParallelizable]
internal sealed class ConfigurationTests : HostFixture
{
    private readonly List<string> _variables = [];

    [TearDown]
    public void ClearVariables() =>
        _variables.ForEach(name => Environment.SetEnvironmentVariable(name, null));

    [Test]
    public void Read_CommandLine_GoesBeforeEnvironmentAndThatBeforeTheFile()
    {
        string file = Write("gpurisk.json", """
            {
              "store": "file.db", "device": "cpu", "threads": 3, "checkpointSeconds": 2.5,
              "limits": { "queued": 7, "paths": 1000000 },
              "retention": { "days": 1.5 },
              "jwt": { "authority": "https://issuer.example", "audience": "gpurisk" }
            }
            """);
        Set("DEVICE", "simd");
        Set("THREADS", "2");
        Set("LIMITS__QUEUED", "8");
        ServiceOptions options = ServiceConfiguration.Read(
            file, [KeyValuePair.Create("Threads", (string?)"1")], out _)!;
        Assert.Multiple(() =>
        {
            Assert.That(options.Store, Is.EqualTo("file.db"));
            Assert.That(options.Device, Is.EqualTo("simd"));
            Assert.That(options.Threads, Is.EqualTo(1));
            Assert.That(options.CheckpointSeconds, Is.EqualTo(2.5));
            Assert.That(options.Limits.Queued, Is.EqualTo(8));
            Assert.That(options.Limits.Paths, Is.EqualTo(1_000_000));
            Assert.That(options.Limits.QueuedPerOwner, Is.EqualTo(10_000));
            Assert.That(options.Retention.Days, Is.EqualTo(1.5));
            Assert.That(options.Jwt!.OwnerClaim, Is.EqualTo("sub"));
            Assert.That(options.Urls, Is.EqualTo("http://127.0.0.1:5080"));
        });
    }

    [TestCase("{ \"stor\": \"x.db\" }", "stor")]
    [TestCase("{ \"limits\": { \"pathes\": 5 } }", "pathes")]
    [TestCase("{ \"limits\": { \"paths\": 0 } }", "Limits.Paths")]
    [TestCase("{ \"limits\": { \"paths\": \"many\" } }", "paths")]
    [TestCase("{ \"limits\": { \"bodyBytes\": 5000000000 } }", "Limits.BodyBytes")]
    [TestCase("{ \"limits\": { \"work\": \"NaN\" } }", "Limits.Work")]
    [TestCase("{ \"threads\": 0 }", "Threads")]
    [TestCase("{ \"checkpointSeconds\": 0 }", "CheckpointSeconds")]
    [TestCase("{ \"retention\": { \"days\": -1 } }", "Retention.Days")]
    [TestCase("{ \"jwt\": { \"audience\": \"a\" } }", "Jwt.Authority")]
    [TestCase("{ \"jwt\": { \"audience\": \"a\", \"authority\": \"no address\" } }",
        "Jwt.Authority")]
    [TestCase("{ \"jwt\": { \"audience\": \"a\", \"authority\": \"http://x.example\" } }",
        "Jwt.Authority")]
    [TestCase("{ \"certificate\": { \"path\": \"a.pem\" } }", "Certificate.Key")]
    [TestCase("{ \"certificate\": { \"path\": \"a.pem\", \"key\": \"b.pem\" } }", "Certificate")]
    [TestCase("{ \"cluster\": { \"address\": \"db-host\" } }", "Cluster.Address")]
    [TestCase("{ \"cluster\": { \"address\": \"0.0.0.0\" } }", "Cluster.Address")]
    [TestCase("{ \"cluster\": { \"address\": \"10.0.0.7\" } }", "Cluster.Certificate")]
    [TestCase("{ \"cluster\": { \"port\": 70000 } }", "Cluster.Port")]
    [TestCase("{ \"otlp\": \"collector\" }", "Otlp")]
    [TestCase("{ \"urls\": \"5080\" }", "Urls")]
    [TestCase("{ \"urls\": \"ftp://127.0.0.1\" }", "Urls")]
    [TestCase("{ \"urls\": \"\" }", "Urls")]
    [TestCase("{ \"device\": \"abacus\" }", "Device")]
    [TestCase("{ \"files\": \"/nowhere/at/all\" }", "Files")]
    [TestCase("{ broken", "gpurisk.json")]
    public void Serve_BadFile_NamesTheKey(string json, string key)
    {
        CommandRun run = Serve(
            "--config", Write("gpurisk.json", json), "--store", At("x.db"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput), run.Error);
            Assert.That(run.Error, Does.Contain(key).IgnoreCase);
            Assert.That(run.Error, Does.Not.Contain("   at "));
            Assert.That(File.Exists(At("x.db")), Is.False, "Nothing was begun.");
        });
    }

    [Test]
    public void Serve_BadEnvironment_NamesTheKey()
    {
        Set("LIMITS__QUEUD", "5");
        CommandRun run = Serve("--store", At("x.db"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("QUEUD").IgnoreCase);
        });
    }

    [Test]
    public void Serve_AbsentFile_IsRefused()
    {
        CommandRun run = Serve("--config", At("absent.json"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("absent.json"));
        });
    }

    [TestCase("http://0.0.0.0:0")]
    [TestCase("http://[::]:0")]
    [TestCase("http://*:0")]
    [TestCase("http://127.0.0.1:0;http://192.0.2.1:0")]
    [TestCase("http://gpurisk.example:0")]
    public void Serve_BeyondThisMachineWithoutAKey_IsRefused(string urls)
    {
        CommandRun run = Serve("--urls", urls, "--store", At("x.db"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(urls.Split(';')[^1]));
            Assert.That(run.Error, Does.Contain("gpurisk keys add"));
        });
    }

    [Test]
    public void Serve_BeyondThisMachineWithAKey_Listens()
    {
        CommandRun.Of("keys", "add", "alice", "--store", At("x.db"));
        CommandRun run = Serve(
            "--urls", "http://0.0.0.0:0", "--store", At("x.db"), "--device", "simd",
            "--threads", "1");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Contain("listens on http://0.0.0.0:"));
        });
    }

    // What is not refused serves until it is stopped.
    private static CommandRun Serve(params string[] options)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        return CommandRun.Of(["serve", .. options], stop.Token);
    }

    private void Set(string name, string value)
    {
        _variables.Add("GPURISK_SERVE_" + name);
        Environment.SetEnvironmentVariable(_variables[^1], value);
    }
}
