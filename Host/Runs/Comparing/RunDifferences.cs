using System.Globalization;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Comparing;

/// <summary>What two runs do not have in common, besides their figures.</summary>
internal static class RunDifferences
{
    /// <summary>The changed keys of the scenario, then how the runs were made.</summary>
    /// <exception cref="IOException">A book cannot be read.</exception>
    public static IReadOnlyList<ChangedKey> Of(KeptRun a, KeptRun b)
    {
        OrderedDictionary<string, string> keysOfA =
            ScenarioKeys.Of(a.ScenarioText, a.Manifest.Overrides);
        OrderedDictionary<string, string> keysOfB =
            ScenarioKeys.Of(b.ScenarioText, b.Manifest.Overrides);

        // What a run did with paths and seed stands in its manifest, whoever asked for it.
        IEnumerable<ChangedKey> keys = keysOfA.Keys.Union(keysOfB.Keys)
            .Where(key => key is not ("paths" or "seed"))
            .Select(key => new ChangedKey(
                key, keysOfA.GetValueOrDefault(key), keysOfB.GetValueOrDefault(key)))
            .Where(key => !ScenarioKeys.AreEqual(key.A, key.B));
        return [.. keys, .. Books(a, b), .. Facts(a, b).Where(fact => fact.A != fact.B)];
    }

    private static IEnumerable<ChangedKey> Books(KeptRun a, KeptRun b)
    {
        IEnumerable<string> shared = Books(a).Intersect(Books(b));
        return shared
            .Where(book => !Contents(a, book).AsSpan().SequenceEqual(Contents(b, book)))
            .Select(book => new ChangedKey($"contents of {book}", "differ", "differ"));
    }

    private static byte[] Contents(KeptRun run, string book)
    {
        string path = Path.Combine(run.Folder, book);
        RegularFile.Check(path);
        return File.ReadAllBytes(path);
    }

    private static IReadOnlyList<string> Books(KeptRun run) =>
        BookFiles.Of(run.ScenarioText, run.Manifest.Overrides, run.Folder);

    private static IEnumerable<ChangedKey> Facts(KeptRun a, KeptRun b)
    {
        ChangedKey Fact(string name, Func<KeptRun, string?> value) =>
            new(name, value(a), value(b));

        return
        [
            Fact("paths done", run => Text(run.Result.Paths)),
            Fact("seed", run => Text(run.Result.Seed)),
            Fact("precision", run => run.Result.Precision),
            Fact("version", run => run.Manifest.Version),
            Fact("commit", run => run.Manifest.Commit),
            Fact("devices", run => string.Join(
                ", ", run.Result.Devices.Select(device => $"{device.Id} ({device.Name})"))),
            Fact("processor", run => run.Manifest.Machine.Processor),
        ];
    }

    private static string Text(IFormattable value) =>
        value.ToString(null, CultureInfo.InvariantCulture);
}
