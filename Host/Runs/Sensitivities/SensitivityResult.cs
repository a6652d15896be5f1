using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Sensitivities;

/// <summary>What the numbers of a scenario do to a figure, as <c>sensitivities.json</c> holds it.
/// </summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Commit">The commit it was built from, or null where unknown.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Overrides">The settings that every run has.</param>
/// <param name="Figure">The figure's name.</param>
/// <param name="Expression">What it is, where it is one of one's own.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The figure with all numbers as stated, laws at their medians.</param>
/// <param name="StandardError">Its standard error; null where it cannot be told.</param>
/// <param name="Paths">Paths of each run.</param>
/// <param name="Seed">The seed of all.</param>
/// <param name="Precision">The precision of all.</param>
/// <param name="Bump">The share by which numbers without a law were moved.</param>
/// <param name="Partial">Whether it was stopped before all numbers were moved.</param>
/// <param name="Rows">The numbers, the one that moves the figure most first.</param>
/// <param name="Unmoved">Numbers that could not be moved.</param>
/// <param name="Warnings">What a reader should know before trusting the figures.</param>
/// <param name="Devices">What did the work.</param>
/// <param name="Machine">The machine it was done on.</param>
/// <param name="StartedUtc">When it started.</param>
/// <param name="FinishedUtc">When it ended.</param>
internal sealed record SensitivityResult(
    string Schema,
    string Version,
    string? Commit,
    string Scenario,
    string Kernel,
    IReadOnlyList<string> Overrides,
    string Figure,
    string? Expression,
    string Unit,
    double? Value,
    double? StandardError,
    long Paths,
    ulong Seed,
    string Precision,
    double Bump,
    bool Partial,
    IReadOnlyList<SensitivityRow> Rows,
    IReadOnlyList<UnmovedNumber> Unmoved,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<DeviceShare> Devices,
    Machine Machine,
    DateTime StartedUtc,
    DateTime FinishedUtc)
{
    private const int MostDrawn = 20;

    /// <summary>The numbers that pictures show: the first of those that move the figure.</summary>
    [JsonIgnore]
    public IReadOnlyList<SensitivityRow> Drawn =>
        [.. Rows.TakeWhile((row, i) => i == 0 || row.Size > 0).Take(MostDrawn)];

    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.sensitivities/1";

    /// <summary>As indented text.</summary>
    public string ToText() =>
        JsonSerializer.Serialize(this, SensitivityJson.Default.SensitivityResult);
}

/// <summary>Serializers of sensitivities, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(SensitivityResult))]
internal sealed partial class SensitivityJson : JsonSerializerContext;
