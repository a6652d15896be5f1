using System.Globalization;
using GpuRisk.Host.Cli;
using GpuRisk.Host.Runs.Storage;
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
        using SmallDisk disk = Disk();
        string[] run = ["run", At("pool.yaml"), "--device", "simd", "--quiet", "--out"];
        Assert.That(CommandRun.Of([.. run, At("disk/kept")]).Code, Is.EqualTo(ExitCode.Done));
        string old = Sizes("disk/kept");
        disk.Fill();
        AssertNoSpace(CommandRun.Of(
            [.. run, At("disk/kept"), "--force", "--seed", "8",
            .. samples.Length > 0 ? (string[])[samples] : []]));
        Assert.That(Sizes("disk/kept"), Is.EqualTo(old));
        disk.Empty();
        Assert.That(CommandRun.Of("verify", At("disk/kept")).Code, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void Report_OnAFullDisk_LeavesTheOldPageAndPictures()
    {
        CommandRun.Of(
            "run", At("pool.yaml"), "--device", "simd", "--quiet", "--out", At("kept"));
        using SmallDisk disk = Disk();
        string[] report = ["report", At("kept"), "--out"];
        string[] first = [.. report, At("disk/page.html"), "--png", At("disk/png")];
        Assert.That(CommandRun.Of(first).Code, Is.EqualTo(ExitCode.Done));
        string old = Sizes("disk");
        disk.Fill();
        AssertNoSpace(CommandRun.Of(first));
        AssertNoSpace(CommandRun.Of([.. report, At("page.html"), "--png", At("disk/png")]));
        disk.Empty();
        Assert.That(Sizes("disk"), Is.EqualTo(old));
    }

    [TestCase("bench", "--devices", "simd128", "--threads", "1", "--only", "gbm", "--repetitions",
        "1", "--seconds", "0.01", "--out", "disk/kept.json")]
    [TestCase("bench", "--devices", "simd128", "--threads", "1", "--only", "gbm", "--repetitions",
        "1", "--seconds", "0.01", "--png", "disk/kept.png")]
    [TestCase("sweep", "pool.yaml", "--vary", "seed=1,2", "--quiet", "--png", "disk/kept.png")]
    [TestCase("sweep", "pool.yaml", "--vary", "seed=1,2", "--quiet", "--out", "disk/kept")]
    [TestCase("calibrate", "prices.csv", "--model=both", "--out", "disk/kept.yaml")]
    public void File_OnAFullDisk_IsNotThere(params string[] command)
    {
        Write("prices.csv", Prices());
        string[] files = ["pool.yaml", "prices.csv"];
        string[] arguments = [.. command.Select(
            word => files.Contains(word) || word.Contains('/') ? At(word) : word)];
        using SmallDisk disk = Disk();
        disk.Fill();
        AssertNoSpace(CommandRun.Of(arguments));
        disk.Empty();
        Assert.That(Sizes("disk"), Is.Empty);
        Assert.That(CommandRun.Of(arguments).Code, Is.EqualTo(ExitCode.Done));
        Assert.That(Sizes("disk"), Is.Not.Empty);
    }

    [Test]
    public void File_ThatALinkLeadsTo_IsReplacedAndTheLinkStays()
    {
        Write("target", "old");
        File.CreateSymbolicLink(At("link"), At("target"));
        WholeFile.Write(At("link"), "new");
        Assert.That(File.ReadAllText(At("target")), Is.EqualTo("new"));
        Assert.That(new FileInfo(At("link")).LinkTarget, Is.EqualTo(At("target")));
    }

    /// <summary>A device that is replaced by a file is a device no more.</summary>
    [Test]
    public void Device_IsNoPlaceForAFile()
    {
        CommandRun.Of(
            "run", At("pool.yaml"), "--device", "simd", "--quiet", "--out", At("kept"));
        CommandRun run = CommandRun.Of("report", At("kept"), "--out", "/dev/null");
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("'/dev/null' cannot be written: this is a pipe or"));
        Assert.Throws<IOException>(() => WholeFile.Write("/dev/null", "text"));
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

    private string Sizes(string folder) => string.Join(
        ' ', Directory.GetFiles(At(folder), "*", SearchOption.AllDirectories)
            .Select(path => $"{Path.GetRelativePath(At(folder), path)}={new FileInfo(path).Length}")
            .Order(StringComparer.Ordinal));

    private SmallDisk Disk() =>
        new(Directory.CreateDirectory(At("disk")).FullName, "1m");

    private static void AssertNoSpace(CommandRun run)
    {
        Assert.That(run.Code, Is.EqualTo(ExitCode.Failed), run.Error);
        Assert.That(run.Error, Does.Contain("No space left"));
        Assert.That(run.Error.Trim(), Does.Not.Contain('\n'));
    }

    private static string Prices()
    {
        var random = new Random(5);
        double price = 2000;
        return "date,price\n" + string.Concat(Enumerable.Range(0, 500).Select(day =>
        {
            price *= Math.Exp(0.04 * (random.NextDouble() + random.NextDouble() - 1));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{new DateTime(2023, 1, 1).AddDays(day):yyyy-MM-dd},{price:F2}\n");
        }));
    }
}
