using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using GpuRisk.Host.Runs.Storage;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>A kept result can be verified with nothing but its folder.</summary>
internal sealed class RunFolderTests : HostFixture
{
    [Test]
    public void Out_KeepsAllThatVerifyNeeds()
    {
        Keep("lending.yaml", "--set", "assets.ETH.process.volatility=1.5", "--seed", "3");
        Assert.Multiple(() =>
        {
            Assert.That(
                File.ReadAllText(At("kept/scenario.yaml")),
                Is.EqualTo(File.ReadAllText(At("lending.yaml"))));
            Assert.That(
                File.ReadAllText(At("kept/books/loans.csv")),
                Is.EqualTo(File.ReadAllText(At("books/loans.csv"))));
        });
        File.Delete(At("lending.yaml"));
        Directory.Delete(At("books"), recursive: true);
        CommandRun run = CommandRun.Of("verify", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Contain("equal, 500 paths on simd"));
        });
    }

    [Test]
    public void Manifest_TellsHowTheResultCameAbout()
    {
        DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        CommandRun.Of(
            ["run", At("pool.yaml"), "--out", At("kept"), "--set", "paths=100"],
            CancellationToken.None, time: new StoppedClock(now));
        using FileStream stream = File.OpenRead(At("kept/manifest.json"));
        Manifest manifest = Manifest.Read(stream);
        Assert.Multiple(() =>
        {
            Assert.That(manifest.Paths, Is.EqualTo(100));
            Assert.That(manifest.Seed, Is.EqualTo(7));
            Assert.That(manifest.Generator, Is.EqualTo("philox4x32-10"));
            Assert.That(manifest.Overrides, Is.EqualTo(new[] { "paths=100" }));
            Assert.That(manifest.Files, Is.EqualTo(
                new[]
                {
                    "result.json", "scenario.yaml", "distribution.parquet", "report.json",
                    "report.html",
                }));
            Assert.That(manifest.StartedUtc, Is.EqualTo(now.UtcDateTime));
            Assert.That(manifest.Digest, Does.StartWith("sha256:"));
            Assert.That(manifest.Machine.Processor, Is.Not.Empty);
        });
    }

    [Test]
    public void Out_BookNamedByASetting_IsKept()
    {
        File.Move(At("books/loans.csv"), At("books/other.csv"));
        Keep("lending.yaml", "--set", "loans.book.file=books/other.csv");
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(At("kept/books/other.csv")));
            Assert.That(CommandRun.Of("verify", At("kept")).Code, Is.EqualTo(ExitCode.Done));
        });
    }

    [Test]
    public void Out_BalancesOfAClass_AreKept()
    {
        Write("market.yaml", """
            scenario: listed
            kernel: market
            horizon: 1d
            step: 6h
            assets: { ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.5 } } }
            classes:
              people:
                sizes: { kind: file, file: books/balances.csv }
                holdings: { ETH: 0.5 }
            """);
        Write("books/balances.csv", "wallet,usd\n0xaa,100\n0xbb,900\n");
        Keep("market.yaml");
        Assert.Multiple(() =>
        {
            Assert.That(
                File.ReadAllText(At("kept/books/balances.csv")),
                Is.EqualTo(File.ReadAllText(At("books/balances.csv"))));
            Assert.That(CommandRun.Of("verify", At("kept")).Code, Is.EqualTo(ExitCode.Done));
        });
    }

    [Test]
    public void Out_LeavesNoDrafts()
    {
        Keep("lending.yaml");
        Assert.That(
            Directory.EnumerateFiles(At("kept"), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(At("kept"), path)),
            Is.EquivalentTo(new[]
            {
                "result.json", "manifest.json", "scenario.yaml", "distribution.parquet",
                "report.json", "report.html", "books/loans.csv",
            }));
    }

    [Test]
    public void Out_HoldsAResult_IsReplacedOnlyByForce()
    {
        Keep("pool.yaml");
        string[] again = ["run", At("pool.yaml"), "--seed", "8", "--out", At("kept")];
        CommandRun refused = CommandRun.Of(again);
        CommandRun forced = CommandRun.Of([.. again, "--force"]);
        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(refused.Error, Does.Contain("--force"));
            Assert.That(forced.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(CommandRun.Of("verify", At("kept")).Code, Is.EqualTo(ExitCode.Done));
        });
    }

    [Test]
    public void Out_CannotBeWritten_IsRefused()
    {
        CommandRun run = CommandRun.Of(
            "run", At("pool.yaml"), "--out", Path.Combine(At("pool.yaml"), "kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.StartWith("--out: nothing can be written to"));
        });
    }

    [Test]
    public void Out_BookAboveTheScenario_IsRefused()
    {
        Directory.CreateDirectory(At("below"));
        string text = File.ReadAllText(At("lending.yaml"))
            .Replace("books/loans.csv", "../books/loans.csv", StringComparison.Ordinal);
        string scenario = Write("below/lending.yaml", text);
        CommandRun run = CommandRun.Of("run", scenario, "--out", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("../books/loans.csv"));
        });
    }

    [Test]
    public void Verify_TamperedDigest_Differs()
    {
        Keep("pool.yaml");
        Change("result.json", result => result["digest"] = "sha256:" + new string('0', 64));
        CommandRun run = CommandRun.Of("verify", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(run.Output, Does.Contain("digest of the result: kept sha256:0000"));
        });
    }

    [Test]
    public void Verify_TamperedMean_Differs()
    {
        Keep("pool.yaml");
        Change("result.json", result => result["metrics"]!["full.net"]!["mean"] = 1e6);
        CommandRun run = CommandRun.Of("verify", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(run.Output, Does.Contain("mean of full.net: kept 1000000, now"));
        });
    }

    [Test]
    public void Verify_TamperedScenario_Differs()
    {
        Keep("pool.yaml");
        string text = File.ReadAllText(At("kept/scenario.yaml"));
        Write("kept/scenario.yaml", text.Replace("0.8", "0.9", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("verify", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(run.Output, Does.Contain("scenario hash"));
        });
    }

    [TestCase("manifest.json", "{}")]
    [TestCase("manifest.json", "nonsense")]
    [TestCase("manifest.json", "null")]
    [TestCase("result.json", "[]")]
    [TestCase("scenario.yaml", "scenario: [")]
    public void Verify_UnreadableFile_IsRefused(string name, string text)
    {
        Keep("pool.yaml");
        Write("kept/" + name, text);
        CommandRun run = CommandRun.Of("verify", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(name));
            Assert.That(run.Error, Does.Not.Contain("   at "));
        });
    }

    [Test]
    public void Verify_NoFolder_IsRefused() =>
        Assert.That(
            CommandRun.Of("verify", At("absent")).Code, Is.EqualTo(ExitCode.BadInput));

    private void Keep(string scenario, params string[] options)
    {
        CommandRun run = CommandRun.Of(
            ["run", At(scenario), "--device", "simd", "--out", At("kept"), .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
    }

    private void Change(string name, Action<JsonNode> change)
    {
        JsonNode node = JsonNode.Parse(File.ReadAllText(At("kept/" + name)))!;
        change(node);
        Write("kept/" + name, node.ToJsonString());
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
