using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Parts of a run, cut anywhere and added up in any order and tree, are the undivided
/// run.</summary>
internal sealed class MergeTests : HostFixture
{
    private const string Prices = """
        scenario: prices
        kernel: impermanent-loss
        horizon: 5d
        step: 1h
        paths: 2000
        seed: 3
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          BTC:
            price: 40000
            process:
              kind: merton
              drift: 0
              volatility: 0.6
              jumpsPerYear: 50
              jumpMean: -0.03
              jumpStdDev: 0.08
        correlations: { ETH-BTC: 0.5 }
        """;

    private const int Seed = 20;

    [TestCase("prices", 1999, 6, "--samples")]
    [TestCase("lending", 66_003, 4, "--samples", "arrow", "--set", "horizon=4h")]
    [TestCase("quick-start", 3001, 6)]
    [TestCase("btc-eth-multi-asset-lp", 301, 3, "--precision", "float64")]
    [TestCase("paradox/gas", 301, 4, "--samples")]
    [TestCase("usdc-march-2023", 601, 3, "--samples")]
    [Category("Slow")]
    public void Merge_AnyPartsInAnyTree_AreTheUndividedRun(
        string scenario, long paths, int parts, params string[] options)
    {
        string file = FileOf(scenario);
        string[] asked = [.. options, "--paths", $"{paths}", "--device", "simd"];
        Done(["run", file, "--out", At("whole"), .. asked]);
        var random = new Random(Seed);
        List<string> folders = [];
        foreach ((long first, long count) in Split(random, paths, parts))
        {
            folders.Add(At($"part{folders.Count}"));
            Done([
                "run", file, "--out", folders[^1], "--first-path", $"{first}",
                "--count", $"{count}", "--threads", $"{1 + random.Next(3)}", .. asked,
            ]);
        }

        for (int i = 0; folders.Count > 1; i++)
        {
            string[] taken = Take(random, folders);
            folders.Add(At($"merged{i}"));
            CommandRun run = CommandRun.Of(["merge", .. taken, "--out", folders[^1]]);
            Assert.That(
                run.Code, Is.EqualTo(folders.Count > 1 ? ExitCode.Cancelled : ExitCode.Done),
                run.Error);
        }

        AssertSame(At("whole"), folders[0]);
    }

    [Test]
    public void Merge_NumberedParts_MissNothing()
    {
        string[] parts = [.. Enumerable.Range(1, 7).Select(i => At($"part{i}"))];
        foreach ((int i, string part) in parts.Index())
        {
            Done("run", At("lending.yaml"), "--part", $"{i + 1}/7", "--out", part);
        }

        Done("run", At("lending.yaml"), "--out", At("whole"));
        Done(["merge", "--out", At("merged"), .. parts]);
        AssertSame(At("whole"), At("merged"));
        Assert.That(CommandRun.Of("verify", At("merged")).Code, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void Merge_PartsOfUnlikeDevices_AreTheUndividedRun()
    {
        Done("run", At("pool.yaml"), "--out", At("whole"));
        Done("run", At("pool.yaml"), "--out", At("a"), "--part", "1/3", "--device", "simd256");
        Done("run", At("pool.yaml"), "--out", At("b"), "--part", "2/3", "--device", "simd128");
        Done("run", At("pool.yaml"), "--out", At("c"), "--part", "3/3", "--chunk", "65");
        Done("merge", At("c"), At("a"), At("b"), "--out", At("merged"));
        AssertSame(At("whole"), At("merged"));
        Assert.That(Read(At("merged/result.json"))["devices"]!.AsArray(), Has.Count.EqualTo(3));
    }

    [Test]
    public void Merge_PathsMissing_SaysWhichAndIsPartial()
    {
        Done("run", At("pool.yaml"), "--out", At("a"), "--first-path", "100", "--count", "300");
        Done("run", At("pool.yaml"), "--out", At("b"), "--first-path", "401", "--count", "1599");
        CommandRun run = CommandRun.Of("merge", At("a"), At("b"), "--out", At("merged"), "--json");
        JsonNode result = JsonNode.Parse(run.Output)!;
        const string Missing = "Of 2,000 paths these are missing: paths 0 to 99 and 400.";
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(run.Error, Does.Contain(Missing).And.Not.Contain("stopped"));
            Assert.That((bool)result["partial"]!, Is.True);
            Assert.That((long)result["paths"]!, Is.EqualTo(1899));
            Assert.That((string)result["warnings"]![0]!, Is.EqualTo(Missing));
            Assert.That(File.ReadAllText(At("merged/report.html")), Does.Contain(Missing));
        });
        Done("run", At("pool.yaml"), "--out", At("c"), "--first-path", "400", "--count", "1");
        Done("run", At("pool.yaml"), "--out", At("d"), "--first-path", "0", "--count", "100");
        Done("run", At("pool.yaml"), "--out", At("whole"));
        Done("merge", At("c"), At("merged"), At("d"), "--out", At("merged"), "--force");
        AssertSame(At("whole"), At("merged"));
        Assert.That(File.Exists(At("merged/part.json")), Is.False);
    }

    /// <summary>Draws of uncertain numbers are met by path, whatever paths a part has.</summary>
    [Test]
    public void Merge_SomeDraws_SaysHowMany()
    {
        string file = FileOf("usdc-march-2023");
        Done("run", file, "--out", At("a"), "--first-path", "96", "--count", "64");
        CommandRun run = CommandRun.Of("merge", At("a"), "--out", At("merged"), "--json");
        Assert.That(run.Error, Does.Contain("64 paths meet 2 draws of 256"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Run_Stopped_IsAPart(CancellationToken timeout)
    {
        foreach (string[] some in new string[][] { [], ["--part", "2/2"] })
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
            stop.CancelAfter(TimeSpan.FromSeconds(1));
            string[] all = ["run", At("pool.yaml"), "--paths", "1e10", "--out", At("stopped")];
            CommandRun run = CommandRun.Of([.. all, .. some, "--force"], stop.Token);
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled), run.Error);
            CommandRun merged = CommandRun.Of(
                "merge", At("stopped"), "--out", At("merged"), "--force", "--json");
            JsonNode result = JsonNode.Parse(merged.Output)!;
            long first = some.Length == 0 ? 0 : 5_000_000_000;
            long paths = (long)result["paths"]!;
            Assert.Multiple(() =>
            {
                Assert.That(merged.Code, Is.EqualTo(ExitCode.Cancelled), merged.Error);
                Assert.That(paths, Is.GreaterThan(0));
                Assert.That(
                    (long)Read(At("merged/part.json"))["ranges"]![0]!["first"]!,
                    Is.EqualTo(first));
                Assert.That(
                    (string)Read(At("merged/part.json"))["digest"]!,
                    Is.EqualTo((string)Read(At("stopped/part.json"))["digest"]!));
            });
        }
    }

    [Test]
    public void Part_TellsWhatItHolds()
    {
        CommandRun run = Done(
            "run", At("lending.yaml"), "--part", "2/3", "--out", At("part"), "--samples");
        CommandRun json = Done(
            "run", At("lending.yaml"), "--part", "2/3", "--out", At("part"), "--force", "--json");
        JsonNode part = JsonNode.Parse(json.Output)!;
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("kept paths 166 to 332 of 500 paths in"));
            Assert.That((long)part["ranges"]![0]!["first"]!, Is.EqualTo(166));
            Assert.That((long)part["ranges"]![0]!["count"]!, Is.EqualTo(167));
            Assert.That(
                Directory.GetFiles(At("part")).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "part.json", "scenario.yaml", "tally.gz" }));
            Assert.That(File.Exists(At("part/books/loans.csv")), Is.True);
        });
    }

    private static CommandRun Done(params string[] arguments)
    {
        CommandRun run = CommandRun.Of(arguments);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return run;
    }

    // The first and the last path alone, and the rest cut where chance has it.
    private static IEnumerable<(long First, long Count)> Split(
        Random random, long paths, int parts)
    {
        HashSet<long> cuts = [0, 1, paths - 1, paths];
        while (cuts.Count <= parts)
        {
            cuts.Add(random.NextInt64(2, paths - 1));
        }

        long[] sorted = [.. cuts.Order()];
        return sorted.Zip(sorted.Skip(1), (first, next) => (first, next - first));
    }

    private static string[] Take(Random random, List<string> folders)
    {
        string[] taken = [.. folders
            .OrderBy(_ => random.Next())
            .Take(random.Next(2, 4))];
        folders.RemoveAll(taken.Contains);
        return taken;
    }

    private static void AssertSame(string whole, string merged)
    {
        string[] names = [.. NamesIn(whole)];
        Assert.That(NamesIn(merged), Is.EqualTo(names));
        Assert.Multiple(() =>
        {
            Assert.That(
                Text(merged, "result.json", "timing", "devices"),
                Is.EqualTo(Text(whole, "result.json", "timing", "devices")));

            // How many paths the fans have depends on how fast the run was.
            Assert.That(
                Text(merged, "report.json", "fanPaths", "fans"),
                Is.EqualTo(Text(whole, "report.json", "fanPaths", "fans")));
            Assert.That(
                Text(
                    merged, "manifest.json", "timing", "devices", "startedUtc", "finishedUtc"),
                Is.EqualTo(Text(
                    whole, "manifest.json", "timing", "devices", "startedUtc", "finishedUtc")));
            foreach (string name in names.Where(name => !IsTimed(name)))
            {
                Assert.That(
                    File.ReadAllBytes(Path.Combine(merged, name))
                        .SequenceEqual(File.ReadAllBytes(Path.Combine(whole, name))),
                    Is.True, name);
            }
        });
    }

    private static bool IsTimed(string name) =>
        name is "result.json" or "report.json" or "report.html" or "manifest.json";

    private static IEnumerable<string> NamesIn(string folder) => Directory
        .GetFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file))
        .Order(StringComparer.Ordinal);

    private static string Text(string folder, string name, params string[] timed)
    {
        JsonObject json = Read(Path.Combine(folder, name));
        foreach (string key in timed)
        {
            Assert.That(json.Remove(key), Is.True, key);
        }

        return json.ToJsonString();
    }

    private static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    private string FileOf(string scenario) => scenario switch
    {
        "prices" => Write("prices.yaml", Prices),
        "lending" => At("lending.yaml"),
        _ => Path.Combine(Library.Folder, scenario + ".yaml"),
    };
}
