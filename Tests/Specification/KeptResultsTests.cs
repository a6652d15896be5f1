using System.Diagnostics;
using GpuRisk.Host;
using GpuRisk.Host.Storage;
using GpuRisk.Tests.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>A result is replaced whole or not at all.</summary>
internal sealed class KeptResultsTests : HostFixture
{
    [Test]
    public void StagedFiles_ThatFail_LeaveAllAsItWas()
    {
        Directory.CreateDirectory(At("kept"));
        Write("kept/a", "old");
        Write("kept/last", "old");
        Assert.Throws<IOException>(() =>
        {
            using var staged = new StagedFiles(At("kept"));
            staged.Write("a", stream => stream.WriteByte(1));
            staged.Write("b", stream => stream.WriteByte(1));
            staged.Write("last", _ => throw new IOException("No space left on device"));
        });
        Assert.That(Contents("kept"), Is.EqualTo("a=old last=old"));
    }

    /// <summary>A folder stands where a file of the result should: moving fails midway.</summary>
    [Test]
    public void StagedFiles_ThatCannotTakeTheirPlaces_AreTakenBack()
    {
        Directory.CreateDirectory(At("kept/b"));
        Write("kept/b/mine", "mine");
        Write("kept/a", "old");
        Write("kept/last", "old");
        Assert.Throws<IOException>(() =>
        {
            using var staged = new StagedFiles(At("kept"));
            foreach (string name in (string[])["a", "b", "last"])
            {
                staged.Write(name, stream => stream.Write("new"u8));
            }

            staged.Keep(["outdated"], "last");
        });
        Assert.That(Contents("kept"), Is.EqualTo("a=old b/mine=mine last=old"));
    }

    [Test]
    public void StagedFiles_ThatAreWhole_ReplaceWhatIsOutdatedAndLeaveTheRest()
    {
        Directory.CreateDirectory(At("kept"));
        foreach (string name in (string[])["a", "last", "outdated", "mine"])
        {
            Write("kept/" + name, "old");
        }

        using (var staged = new StagedFiles(At("kept")))
        {
            staged.Write("last", stream => stream.Write("new"u8));
            staged.Write("a", stream => stream.Write("new"u8));
            staged.Write("books/b", stream => stream.Write("new"u8));
            staged.Keep(["outdated", "missing"], "last");
        }

        Assert.That(Contents("kept"), Is.EqualTo("a=new books/b=new last=new mine=old"));
    }

    [TestCase("")]
    [TestCase("--samples")]
    public void Run_OnAFullDisk_LeavesTheOldResult(string samples)
    {
        Directory.CreateDirectory(At("disk"));
        if (Shell($"mount -t tmpfs -o size=1m tmpfs {At("disk")}") != 0)
        {
            Assert.Ignore("This process may not mount a small disk.");
        }

        try
        {
            string[] run = ["run", At("pool.yaml"), "--device", "simd", "--quiet", "--out"];
            Assert.That(
                CommandRun.Of([.. run, At("disk/kept")]).Code, Is.EqualTo(ExitCode.Done));
            string old = File.ReadAllText(At("disk/kept/result.json"));
            int files = Directory.GetFileSystemEntries(At("disk/kept")).Length;
            Shell($"head -c 2000000 /dev/zero > {At("disk/ballast")}");

            CommandRun full = CommandRun.Of(
                [.. run, At("disk/kept"), "--force", "--seed", "8",
                .. samples.Length > 0 ? (string[])[samples] : []]);
            Assert.That(full.Code, Is.Not.EqualTo(ExitCode.Done));
            Assert.That(full.Error, Does.Contain("No space left"));
            Assert.That(File.ReadAllText(At("disk/kept/result.json")), Is.EqualTo(old));
            Assert.That(
                Directory.GetFileSystemEntries(At("disk/kept")), Has.Length.EqualTo(files));

            string page = File.ReadAllText(At("disk/kept/report.html"));
            Assert.That(
                CommandRun.Of("report", At("disk/kept")).Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(File.ReadAllText(At("disk/kept/report.html")), Is.EqualTo(page));
            Assert.That(
                Directory.GetFileSystemEntries(At("disk/kept")), Has.Length.EqualTo(files));
            File.Delete(At("disk/ballast"));
            Assert.That(
                CommandRun.Of("verify", At("disk/kept")).Code, Is.EqualTo(ExitCode.Done));
        }
        finally
        {
            Shell($"umount {At("disk")}");
        }
    }

    [Test]
    public void Run_WithForce_ReplacesSamplesToo()
    {
        string[] run = ["run", At("pool.yaml"), "--device", "simd", "--quiet", "--out", At("kept")];
        Assert.That(CommandRun.Of([.. run, "--samples"]).Code, Is.EqualTo(ExitCode.Done));
        Assert.That(
            CommandRun.Of([.. run, "--force", "--samples", "arrow"]).Code,
            Is.EqualTo(ExitCode.Done));
        Assert.That(File.Exists(At("kept/samples.parquet")), Is.False);
        Assert.That(File.Exists(At("kept/samples.arrow")), Is.True);
        Assert.That(
            Directory.GetFileSystemEntries(At("kept")).Select(Path.GetFileName),
            Has.None.StartsWith("."));
    }

    [Test]
    public void EqualRuns_AreTheSameRun()
    {
        foreach (string name in (string[])["a", "b"])
        {
            CommandRun.Of(
                "run", At("pool.yaml"), "--device", "simd", "--quiet", "--out", At(name));
        }

        CommandRun shown = CommandRun.Of("compare", At("a"), At("b"));
        Assert.That(shown.Code, Is.EqualTo(ExitCode.Done));
        Assert.That(shown.Output, Does.Contain("The same run: every figure is equal, "));
        Assert.That(shown.Output, Does.Not.Contain("netVersusHold"));
        CommandRun json = CommandRun.Of("compare", At("a"), At("b"), "--json");
        Assert.That(json.Output, Does.Contain("\"sameRun\": true").And.Contain("\"metrics\": []"));
        CommandRun asked = CommandRun.Of(
            "compare", At("a"), At("b"), "--metric", "full.netVersusHold");
        Assert.That(asked.Output, Does.Contain("netVersusHold"));
    }

    private string Contents(string folder) => string.Join(
        ' ', Directory.GetFiles(At(folder), "*", SearchOption.AllDirectories)
            .Select(path => $"{Path.GetRelativePath(At(folder), path)}={File.ReadAllText(path)}")
            .Order(StringComparer.Ordinal));

    private static int Shell(string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            RedirectStandardError = true,
        })!;
        shell.WaitForExit();
        return shell.ExitCode;
    }
}
