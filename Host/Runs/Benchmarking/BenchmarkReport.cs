using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Benchmarking;

/// <summary>What a run of the suite measured, where and when.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Suite">The suite's version.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Commit">The commit it was built from, or null where unknown.</param>
/// <param name="DateUtc">When it ended.</param>
/// <param name="Precision"><c>float32</c> or <c>float64</c>.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Devices">The devices.</param>
/// <param name="DigestsAgree">Whether all devices gave one digest for each entry.</param>
/// <param name="Results">Entry by entry, device by device.</param>
internal sealed record BenchmarkReport(
    string Schema,
    int Suite,
    string Version,
    string? Commit,
    DateTime DateUtc,
    string Precision,
    Machine Machine,
    IReadOnlyList<BenchmarkDevice> Devices,
    bool DigestsAgree,
    IReadOnlyList<BenchmarkRow> Results)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.bench/1";

    /// <summary>The report as indented JSON.</summary>
    public string ToText() =>
        JsonSerializer.Serialize(this, BenchmarkJson.Default.BenchmarkReport);

    /// <summary>Reads what <see cref="ToText"/> made.</summary>
    /// <exception cref="JsonException">The text is not a report of this version.</exception>
    public static BenchmarkReport Read(string text)
    {
        BenchmarkReport? report =
            JsonSerializer.Deserialize(text, BenchmarkJson.Default.BenchmarkReport);
        return report?.Schema == SchemaName
            ? report
            : throw new JsonException($"This is not a {SchemaName}.");
    }
}

/// <summary>A device that was measured.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Detail">Its size and its driver's version.</param>
/// <param name="StartSeconds">What its start took, phase by phase.</param>
internal sealed record BenchmarkDevice(
    string Id, string Name, string Detail, IReadOnlyDictionary<string, double> StartSeconds);

/// <summary>One entry on one device, or on several as one.</summary>
/// <param name="Entry">The entry's name.</param>
/// <param name="ScenarioHash">The hash of its scenario.</param>
/// <param name="Device">The device's id, or several with commas.</param>
/// <param name="Problem">Why there are no figures; null where there are.</param>
/// <param name="Digest">The digest of its first paths.</param>
/// <param name="ColdSeconds">Its first run, compilation included.</param>
/// <param name="Paths">Paths of a repetition.</param>
/// <param name="Steps">Steps of a path.</param>
/// <param name="Seconds">Each repetition.</param>
/// <param name="MedianSeconds">The median repetition.</param>
/// <param name="RelativeSpread">Standard deviation of repetitions over their median, robust.
/// </param>
/// <param name="PathStepsPerSecond">The rate at the median repetition.</param>
/// <param name="IdleShare">Idle time of workers at the end over the whole run.</param>
/// <param name="InstructionsPerPathStep">Instructions of a path-step, of vectors or of a GPU's
/// threads, counted in the compiled code; null where they are not counted.</param>
/// <param name="LimitPathStepsPerSecond">The rate at which the device would do nothing but these
/// instructions; null where it is not known.</param>
/// <param name="ShareOfLimit">The rate over that limit.</param>
internal sealed record BenchmarkRow(
    string Entry,
    string ScenarioHash,
    string Device,
    string? Problem,
    string Digest,
    double ColdSeconds,
    long Paths,
    int Steps,
    IReadOnlyList<double> Seconds,
    double? MedianSeconds,
    double? RelativeSpread,
    double? PathStepsPerSecond,
    double IdleShare,
    double? InstructionsPerPathStep,
    double? LimitPathStepsPerSecond,
    double? ShareOfLimit);

/// <summary>Serializers of reports, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(BenchmarkReport))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
