using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>How a result came about: all that is needed to get it again.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Commit">The commit it was built from, or null where unknown.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="ScenarioHash">The hash of the scenario as run, overrides included.</param>
/// <param name="Overrides">The settings given with <c>--set</c>, in order.</param>
/// <param name="Paths">Paths asked for.</param>
/// <param name="PathsDone">Paths done.</param>
/// <param name="Partial">Whether the run was stopped before all paths were done.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Generator">The random number generator.</param>
/// <param name="Precision"><c>float32</c> or <c>float64</c>.</param>
/// <param name="Digest">The run's digest.</param>
/// <param name="Devices">What did the work.</param>
/// <param name="Machine">The machine it was done on.</param>
/// <param name="Timing">How long it took.</param>
/// <param name="StartedUtc">When it started.</param>
/// <param name="FinishedUtc">When it ended.</param>
/// <param name="Files">The files of the run's folder, this one left out.</param>
internal sealed record Manifest(
    string Schema,
    string Version,
    string? Commit,
    string Scenario,
    string ScenarioHash,
    IReadOnlyList<string> Overrides,
    long Paths,
    long PathsDone,
    bool Partial,
    ulong Seed,
    string Generator,
    string Precision,
    string Digest,
    IReadOnlyList<DeviceShare> Devices,
    Machine Machine,
    Timing Timing,
    DateTime StartedUtc,
    DateTime FinishedUtc,
    IReadOnlyList<string> Files)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.manifest/1";

    /// <summary>The generator of every run.</summary>
    public const string GeneratorName = "philox4x32-10";

    /// <summary>The manifest of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="overrides">The settings that went before its scenario.</param>
    /// <param name="files">The files of its folder.</param>
    public static Manifest Of(
        CompletedRun run, IReadOnlyList<string> overrides, IReadOnlyList<string> files)
    {
        RunResult result = run.Result;
        return new Manifest(
            SchemaName, BuildVersion.Version, BuildVersion.Commit,
            result.Scenario, run.Plan.Hash, overrides,
            run.Options.Paths, result.Paths, result.Partial, result.Seed,
            GeneratorName, result.Precision, result.Digest,
            result.Devices, ThisMachine.Describe(), result.Timing,
            run.Started.UtcDateTime, run.Finished.UtcDateTime, files);
    }

    /// <summary>The manifest as indented UTF-8.</summary>
    public byte[] ToBytes() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.Manifest), (byte)'\n'];

    /// <summary>Reads what <see cref="ToBytes"/> made.</summary>
    /// <exception cref="JsonException">The text is not a manifest of this version.</exception>
    public static Manifest Read(Stream stream)
    {
        Manifest? manifest = JsonSerializer.Deserialize(stream, ManifestJson.Default.Manifest);
        return manifest?.Schema == SchemaName && !manifest.Overrides.Contains(null!)
            ? manifest
            : throw new JsonException($"This is not a {SchemaName}.");
    }
}

/// <summary>The machine that a run was done on.</summary>
/// <param name="OperatingSystem">Its operating system.</param>
/// <param name="Processor">Its processor.</param>
/// <param name="Processors">Processors that the process could use.</param>
/// <param name="Runtime">The .NET runtime.</param>
internal sealed record Machine(
    string OperatingSystem,
    string Processor,
    int Processors,
    string Runtime);

/// <summary>Serializers of manifests, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(PartManifest))]
[JsonSerializable(typeof(IReadOnlyList<DeviceReport>))]
internal sealed partial class ManifestJson : JsonSerializerContext;
