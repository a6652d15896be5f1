using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>All that a sweep says, as <c>sweep.json</c> holds it.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Commit">The commit it was built from, or null where unknown.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Overrides">The settings that every run has.</param>
/// <param name="Keys">The keys that vary.</param>
/// <param name="Metrics">The names of the chosen metrics.</param>
/// <param name="Combinations">Combinations asked for.</param>
/// <param name="Partial">Whether the sweep ended before all of them were done.</param>
/// <param name="Precision"><c>float32</c> or <c>float64</c>.</param>
/// <param name="Devices">What did the work.</param>
/// <param name="Machine">The machine it was done on.</param>
/// <param name="StartedUtc">When it started.</param>
/// <param name="FinishedUtc">When it ended.</param>
/// <param name="Rows">The combinations that are done, in order.</param>
internal sealed record SweepResult(
    string Schema,
    string Version,
    string? Commit,
    string Scenario,
    string Kernel,
    IReadOnlyList<string> Overrides,
    IReadOnlyList<string> Keys,
    IReadOnlyList<string> Metrics,
    int Combinations,
    bool Partial,
    string Precision,
    IReadOnlyList<DeviceShare> Devices,
    Machine Machine,
    DateTime StartedUtc,
    DateTime FinishedUtc,
    IReadOnlyList<SweepRow> Rows)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.sweep/1";

    /// <summary>The result as indented text.</summary>
    public string ToText() => JsonSerializer.Serialize(this, SweepJson.Default.SweepResult);
}

/// <summary>Serializers of sweeps, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(SweepResult))]
internal sealed partial class SweepJson : JsonSerializerContext;
