using System.Globalization;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Merging;

/// <summary>Whether parts can be added up.</summary>
internal static class PartChecks
{
    private const string NoSamples = "no samples";

    /// <summary>Why they cannot; null where they can.</summary>
    /// <param name="parts">The parts, at least one.</param>
    public static Failure? Problem(IReadOnlyList<KeptPart> parts)
    {
        string[] faults =
        [
            .. Foreign(parts[0]), .. parts.Skip(1).SelectMany(part => Unlike(parts[0], part)),
        ];
        if (faults.Length == 0)
        {
            faults = [.. Overlaps(parts)];
        }

        return faults.Length == 0 ? null : Failure.Located(faults);
    }

    // Another version may compute otherwise, and would make another report.
    private static IEnumerable<string> Foreign(KeptPart part)
    {
        PartManifest manifest = part.Manifest;
        if (manifest.Version != BuildVersion.Full)
        {
            yield return $"{part.Folder}: found version {manifest.Version}; this program is "
                + BuildVersion.Full;
        }

        if (manifest.Generator != Manifest.GeneratorName)
        {
            yield return $"{part.Folder}: found generator {manifest.Generator}; known is "
                + Manifest.GeneratorName;
        }
    }

    private static IEnumerable<string> Unlike(KeptPart first, KeptPart other) =>
        Facts(first.Manifest)
            .Zip(Facts(other.Manifest))
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => $"{first.Folder} and {other.Folder} are of different runs: "
                + $"{pair.First.Name} {pair.First.Value} and {pair.Second.Value}");

    private static (string Name, string Value)[] Facts(PartManifest manifest) =>
    [
        ("scenario hash", manifest.ScenarioHash),
        ("seed", manifest.Seed.ToString(CultureInfo.InvariantCulture)),
        ("paths of the whole run", manifest.Paths.ToString(CultureInfo.InvariantCulture)),
        ("precision", manifest.Precision),
        ("version", manifest.Version),
        ("generator", manifest.Generator),
        ("samples", manifest.Samples ?? NoSamples),
    ];

    private static IEnumerable<string> Overlaps(IReadOnlyList<KeptPart> parts)
    {
        (KeptPart Part, PathRange Range)[] held = [.. parts
            .SelectMany(part => part.Manifest.Ranges.Select(range => (part, range)))
            .OrderBy(hold => hold.range.First)];
        (KeptPart Part, PathRange Range) furthest = held[0];
        foreach ((KeptPart Part, PathRange Range) next in held.Skip(1))
        {
            long end = Math.Min(furthest.Range.End, next.Range.End);
            if (end > next.Range.First)
            {
                var both = new PathRange(next.Range.First, end - next.Range.First);
                yield return $"{furthest.Part.Folder} and {next.Part.Folder} both hold "
                    + PathRange.TextOf([both]);
            }

            furthest = next.Range.End > furthest.Range.End ? next : furthest;
        }
    }
}
