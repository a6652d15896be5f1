using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Breaches;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Breaching;

/// <summary>What breaches look like, as <c>breach.json</c> holds it.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Commit">The commit it was built from, or null where unknown.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Overrides">The settings that went before it.</param>
/// <param name="Expression">The event.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Paths">Paths of the run.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Precision">The precision.</param>
/// <param name="HorizonSeconds">The horizon.</param>
/// <param name="StepSeconds">The step.</param>
/// <param name="Digest">The digest of the run.</param>
/// <param name="Rare">How paths were drawn; null where all follow the true law.</param>
/// <param name="Findings">What breaching paths look like; null where none breaches.</param>
/// <param name="Replays">For each representative the command that replays it.</param>
/// <param name="Warnings">What a reader should know before trusting the figures.</param>
/// <param name="Devices">What did the work.</param>
/// <param name="Machine">The machine it was done on.</param>
/// <param name="StartedUtc">When it started.</param>
/// <param name="FinishedUtc">When it ended.</param>
internal sealed record BreachResult(
    string Schema,
    string Version,
    string? Commit,
    string Scenario,
    string Kernel,
    IReadOnlyList<string> Overrides,
    string Expression,
    BreachProbability Probability,
    long Paths,
    ulong Seed,
    string Precision,
    double HorizonSeconds,
    double StepSeconds,
    string Digest,
    RareResult? Rare,
    BreachFindings? Findings,
    IReadOnlyList<string> Replays,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<DeviceShare> Devices,
    Machine Machine,
    DateTime StartedUtc,
    DateTime FinishedUtc)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.breach/1";

    /// <summary>As indented text.</summary>
    public string ToText() => JsonSerializer.Serialize(this, BreachJson.Default.BreachResult);
}

/// <summary>How probable a breach is.</summary>
/// <param name="Value">The probability.</param>
/// <param name="StandardError">Its standard error; null where it cannot be told.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end of its 95 % interval.</param>
/// <param name="Untrusted">Whether too few paths breach for the error to be trusted.</param>
internal sealed record BreachProbability(
    double Value, double? StandardError, double? Low, double? High, bool Untrusted);

/// <summary>Serializers of breaches, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(BreachResult))]
[JsonSerializable(typeof(BreachPath))]
internal sealed partial class BreachJson : JsonSerializerContext;
