using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Sampling;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>Which paths of which run a folder holds, and how they came about.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Version">The version of the program, with the commit where it is known.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="ScenarioHash">The hash of the scenario as run, overrides included.</param>
/// <param name="Overrides">The settings given with <c>--set</c>, in order.</param>
/// <param name="Paths">Paths of the whole run.</param>
/// <param name="Ranges">The paths that the folder holds, in order.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Generator">The random number generator.</param>
/// <param name="Precision"><c>float32</c> or <c>float64</c>.</param>
/// <param name="Samples">The file of single paths' outcomes; null where none are kept.</param>
/// <param name="SamplesDigest">The digest of that file, or null.</param>
/// <param name="Digest">The part's digest, which covers the tally, the samples and all above but
/// the scenario's name and the settings.</param>
/// <param name="Devices">What did the work.</param>
/// <param name="Warnings">Devices that failed or hung on the way.</param>
/// <param name="Seconds">How long the work took, on all machines together.</param>
/// <param name="Machine">The machine that wrote this.</param>
/// <param name="StartedUtc">When the first of the work started.</param>
/// <param name="FinishedUtc">When the last ended.</param>
/// <param name="Files">The scenario's files.</param>
internal sealed record PartManifest(
    string Schema,
    string Version,
    string Scenario,
    string ScenarioHash,
    IReadOnlyList<string> Overrides,
    long Paths,
    IReadOnlyList<PathRange> Ranges,
    ulong Seed,
    string Generator,
    string Precision,
    string? Samples,
    string? SamplesDigest,
    string Digest,
    IReadOnlyList<DeviceShare> Devices,
    IReadOnlyList<string> Warnings,
    double Seconds,
    Machine Machine,
    DateTime StartedUtc,
    DateTime FinishedUtc,
    IReadOnlyList<string> Files)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.part/1";

    /// <summary>The work's time, to the tick: sums of it do not depend on their order.</summary>
    [JsonIgnore]
    public TimeSpan Elapsed =>
        TimeSpan.FromTicks((long)Math.Round(Seconds * TimeSpan.TicksPerSecond));

    /// <summary>The manifest of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="overrides">The settings that went before its scenario.</param>
    /// <param name="samples">The file of samples and its digest, or nulls.</param>
    /// <param name="files">The scenario's files.</param>
    public static PartManifest Of(
        Part part,
        IReadOnlyList<string> overrides,
        (string? Name, string? Digest) samples,
        IReadOnlyList<string> files)
    {
        RunOutcome outcome = part.Outcome;
        var manifest = new PartManifest(
            SchemaName, BuildVersion.Full, part.Plan.Name, part.Plan.Hash, overrides,
            part.Whole.Paths, outcome.Ranges, part.Whole.Seed, Manifest.GeneratorName,
            RunReport.NameOf(part.Whole.Precision), samples.Name, samples.Digest, Digest: "",
            outcome.Devices, outcome.Warnings, outcome.Elapsed.TotalSeconds,
            ThisMachine.Describe(), part.Started.UtcDateTime, part.Finished.UtcDateTime, files);
        string tally = outcome.Tally.Digest(
            part.Plan.Hash, part.Whole.Seed, outcome.Tally.Paths);
        return manifest with { Digest = manifest.DigestWith(tally) };
    }

    /// <summary>What the digest must be with a tally of that digest.</summary>
    public string DigestWith(string tally)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Schema}\n{Version}\n{ScenarioHash}\n{Paths}\n{Seed}\n{Generator}\n{Precision}\n"
            + $"{string.Join(',', Ranges)}\n{Samples}\n{SamplesDigest}\n{tally}\n");
        return FileDigest.Of(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The manifest as indented UTF-8.</summary>
    public byte[] ToBytes() =>
    [
        .. JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.PartManifest),
        (byte)'\n',
    ];

    /// <summary>Reads what <see cref="ToBytes"/> made.</summary>
    /// <exception cref="JsonException">The text is not a manifest of this version, or contradicts
    /// itself.</exception>
    public static PartManifest Read(Stream stream)
    {
        PartManifest? manifest =
            JsonSerializer.Deserialize(stream, ManifestJson.Default.PartManifest);
        return manifest?.Schema != SchemaName || manifest.Overrides.Contains(null!)
            ? throw new JsonException($"This is not a {SchemaName}.")
            : manifest.Fault is { } fault ? throw new JsonException(fault) : manifest;
    }

    private string? Fault => this switch
    {
        { Precision: not ("float32" or "float64") } =>
            $"Found precision '{Precision}'; known are float32 and float64.",
        { Samples: { } samples } when !SampleRecorder.Names.Contains(samples) =>
            $"Found samples '{samples}'; known are {string.Join(" and ", SampleRecorder.Names)}.",
        { HasRanges: false } => "The ranges of paths contradict themselves.",
        _ => null,
    };

    // In order, apart from each other and within the run.
    private bool HasRanges
    {
        get
        {
            long next = 0;
            foreach (PathRange range in Ranges)
            {
                if (range.First < next || range.Count < 1 || range.Count > Paths - range.First)
                {
                    return false;
                }

                next = range.End + 1;
            }

            return Ranges.Count > 0;
        }
    }
}
