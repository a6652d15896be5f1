using GpuRisk.Host.Cli;
using GpuRisk.Host.Runs.Storage;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>What cannot be added up is refused, and says what differs where; nothing is written.
/// </summary>
internal sealed class MergeErrorTests : HostFixture
{
    [SetUp]
    public void MakeParts()
    {
        Part("a", "--part", "1/2");
        Part("b", "--part", "2/2");
    }

    [TestCase("seed 7 and 8", "--seed", "8")]
    [TestCase("precision float32 and float64", "--precision", "float64")]
    [TestCase("paths of the whole run 2000 and 3000", "--paths", "3000")]
    [TestCase("samples no samples and samples.parquet", "--samples")]
    public void Merge_OtherRun_NamesBothAndTheValues(string difference, params string[] options)
    {
        Part("b", ["--part", "2/2", "--force", .. options]);
        Refused($"{At("a")} and {At("b")} are of different runs: {difference}", "a", "b");
    }

    [Test]
    public void Merge_OtherScenario_NamesBothHashes()
    {
        Part("b", "--part", "2/2", "--force", "--set", "positions.full.value=10001");
        Refused(
            $"{At("a")} and {At("b")} are of different runs: scenario hash {HashIn("a")} and "
            + HashIn("b"), "a", "b");
    }

    [Test]
    public void Merge_OtherVersion_NamesBoth()
    {
        Change("b/part.json", $"\"version\": \"{VersionInJson}\"", "\"version\": \"0.0.1\"");
        Refused($"version {BuildVersion.Full} and 0.0.1", "a", "b");
        Change("a/part.json", $"\"version\": \"{VersionInJson}\"", "\"version\": \"0.0.1\"");
        Refused(
            $"{At("a")}: found version 0.0.1; this program is {BuildVersion.Full}", "a", "b");
    }

    [Test]
    public void Merge_Overlap_NamesBothAndThePaths()
    {
        Part("c", "--first-path", "990", "--count", "20");
        Refused($"{At("a")} and {At("c")} both hold paths 990 to 999", "a", "c");
        Refused($"{At("c")} and {At("b")} both hold paths 1000 to 1009", "b", "c");
        Refused($"{At("a")} and {At("a")} both hold paths 0 to 999", "a", "a");
    }

    [Test]
    public void Merge_NoPart_SaysSo()
    {
        CommandRun.Of("run", At("pool.yaml"), "--out", At("whole"));
        Refused($"{At("whole")}: found a result, not some of a run's paths", "a", "whole");
        Refused($"{At("none/part.json")}: Could not find", "none");
    }

    [TestCase("report")]
    [TestCase("verify")]
    public void Part_IsNoResult(string command)
    {
        CommandRun run = CommandRun.Of(command, At("a"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("no result; gpurisk merge makes one"));
    }

    [TestCase("tally.gz", 0.5)]
    [TestCase("tally.gz", 0.999)]
    [TestCase("tally.gz", 0.0)]
    [TestCase("part.json", 0.5)]
    [TestCase("part.json", 0.0)]
    [TestCase("samples.parquet", 0.9)]
    [TestCase("scenario.yaml", 0.5)]
    public void Merge_TruncatedFile_IsNamed(string name, double share)
    {
        PartsWithSamples();
        byte[] bytes = File.ReadAllBytes(At($"b/{name}"));
        byte[] left = bytes[..(int)(bytes.Length * share)];
        File.WriteAllBytes(At($"b/{name}"), left);
        File.WriteAllBytes(At($"a/{name}"), left);
        Refused(name, "a", "b");
    }

    [TestCase("tally.gz")]
    [TestCase("samples.parquet")]
    public void Merge_DamagedFile_IsNamed(string name)
    {
        PartsWithSamples();
        byte[] bytes = File.ReadAllBytes(At($"b/{name}"));
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(At($"b/{name}"), bytes);
        Refused(At($"b/{name}"), "a", "b");
    }

    [TestCase("tally.gz", "part.json: found digest")]
    [TestCase("samples.parquet", "samples.parquet: found digest")]
    public void Merge_FileOfAnotherPart_IsNamed(string name, string told)
    {
        PartsWithSamples();
        File.Copy(At($"a/{name}"), At($"b/{name}"), overwrite: true);
        Refused(At("b/" + told), "a", "b");
    }

    [TestCase("\"first\": 1000", "\"first\": 1001", "contradict")]
    [TestCase("\"first\": 1000", "\"first\": -1", "contradict")]
    [TestCase("\"count\": 1000", "\"count\": 0", "contradict")]
    [TestCase("\"count\": 1000", "\"count\": 999", "found 1,000 paths; part.json tells of 999")]
    [TestCase("\"precision\": \"float32\"", "\"precision\": \"half\"", "'half'")]
    [TestCase("gpurisk.part/1", "gpurisk.part/9", "not a gpurisk.part/1")]
    [TestCase("\"samples\": null", "\"samples\": \"../x\"", "'../x'")]
    [TestCase("\"digest\": \"sha256:", "\"digest\": \"sha256:0", "found digest sha256:0")]
    public void Merge_ManifestEdited_IsNamed(string old, string changed, string told)
    {
        Change("b/part.json", old, changed);
        Refused(told, "b");
    }

    [Test]
    public void Merge_ScenarioEdited_NamesBothHashes()
    {
        Change("a/scenario.yaml", "volatility: 0.8", "volatility: 0.9");
        Refused(
            $"{At("a/scenario.yaml")}: found a scenario of hash scenario/2:", "a", "b");
        Refused($"part.json tells of {HashIn("a")}", "a", "b");
    }

    [Test]
    public void Merge_Stopped_LeavesNothing()
    {
        PartsWithSamples();
        CommandRun run = CommandRun.Of(
            ["merge", At("a"), At("b"), "--out", At("merged")],
            new CancellationToken(canceled: true));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(run.Error, Does.Contain(ExitCode.CancelledReason));
            Assert.That(Directory.Exists(At("merged")), Is.False);
        });
    }

    [Test]
    public void DiskIsFull_LeavesNothing()
    {
        PartsWithSamples();
        Directory.CreateDirectory(At("small"));
        using var disk = new SmallDisk(At("small"), "16k");
        foreach (string[] command in new string[][]
        {
            ["merge", At("a"), At("b")],
            ["run", At("pool.yaml"), "--part", "1/2"],
            ["run", At("pool.yaml"), "--part", "1/2", "--samples"],
        })
        {
            CommandRun run = CommandRun.Of([.. command, "--out", At("small")]);
            Assert.Multiple(() =>
            {
                Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
                Assert.That(run.Error, Does.Contain("the result cannot be written"));
                Assert.That(Directory.GetFileSystemEntries(At("small")), Is.Empty);
            });
        }
    }

    [Test]
    public void Merge_ResultIsThere_NeedsForce()
    {
        CommandRun.Of("run", At("pool.yaml"), "--out", At("merged"));
        byte[] before = File.ReadAllBytes(At("merged/result.json"));
        CommandRun run = CommandRun.Of("merge", At("a"), At("b"), "--out", At("merged"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("--force replaces it"));
            Assert.That(File.ReadAllBytes(At("merged/result.json")), Is.EqualTo(before));
        });
        run = CommandRun.Of("run", At("pool.yaml"), "--part", "1/2", "--out", At("a"));
        Assert.That(run.Error, Does.Contain("--force replaces it"));
    }

    [TestCase("--part: found '0/3'", "--part", "0/3")]
    [TestCase("--part: found '4/3'", "--part", "4/3")]
    [TestCase("--part: found '1'", "--part", "1")]
    [TestCase("--part: found '1/1000001'", "--part", "1/1000001")]
    [TestCase("the run has 5 paths, and at most as many parts are allowed",
        "--part", "1/6", "--paths", "5")]
    [TestCase("--first-path and --count go together", "--first-path", "5")]
    [TestCase("--first-path and --count go together", "--count", "5")]
    [TestCase("they say the same", "--part", "1/2", "--first-path", "0", "--count", "5")]
    [TestCase("found paths 1500 to 2000; the run's are 0 to 1999",
        "--first-path", "1500", "--count", "501")]
    [TestCase("--part cannot go with --target-error", "--part", "1/2", "--target-error", "1")]
    [TestCase("--first-path cannot go with --target-error",
        "--first-path", "0", "--count", "5", "--target-error", "1")]
    [TestCase("--part cannot go with --histogram",
        "--part", "1/2", "--histogram", "full.net")]
    [TestCase("--part is for runs on this machine",
        "--part", "1/2", "--server", "http://127.0.0.1:1")]
    public void Run_PartThatCannotBe_IsRefused(string told, params string[] options)
    {
        CommandRun run = CommandRun.Of(
            ["run", At("pool.yaml"), "--out", At("part"), .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(told));
        Assert.That(Directory.Exists(At("part")), Is.False);
    }

    [TestCase("--part", "--part", "1/2")]
    [TestCase("--first-path", "--first-path", "0", "--count", "5")]
    public void Run_PartWithoutFolder_IsRefused(string name, params string[] options)
    {
        CommandRun run = CommandRun.Of(["run", At("pool.yaml"), .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain($"{name} needs --out"));
    }

    // As JSON writes the sign before a commit.
    private static string VersionInJson =>
        BuildVersion.Full.Replace("+", "\\u002B", StringComparison.Ordinal);

    private void PartsWithSamples()
    {
        Part("a", "--part", "1/2", "--samples", "--force");
        Part("b", "--part", "2/2", "--samples", "--force");
    }

    private void Part(string folder, params string[] options)
    {
        CommandRun run = CommandRun.Of(
            ["run", At("pool.yaml"), "--out", At(folder), .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
    }

    private void Refused(string told, params string[] parts)
    {
        CommandRun run = CommandRun.Of(
            ["merge", .. parts.Select(At), "--out", At("merged")]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
            Assert.That(Directory.Exists(At("merged")), Is.False);
        });
    }

    private string HashIn(string folder)
    {
        using FileStream stream = File.OpenRead(At($"{folder}/part.json"));
        return PartManifest.Read(stream).ScenarioHash;
    }

    private void Change(string name, string old, string changed)
    {
        string text = File.ReadAllText(At(name));
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(At(name), text.Replace(old, changed, StringComparison.Ordinal));
    }
}
