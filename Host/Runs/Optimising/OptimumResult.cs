using System.Text.Json;
using System.Text.Json.Serialization;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>What an optimisation found, as <c>optimum.json</c> holds it.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Commit">The commit it was built from, or null where unknown.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Overrides">The settings that every run has.</param>
/// <param name="Keys">The keys that vary.</param>
/// <param name="Figure">The figure's name.</param>
/// <param name="Expression">What it is, where it is one of one's own.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Maximised">Whether more of it is better.</param>
/// <param name="Limits">What other figures must be.</param>
/// <param name="Paths">Paths of each run.</param>
/// <param name="Seed">The seed of all but the last.</param>
/// <param name="Precision">The precision of all.</param>
/// <param name="Partial">Whether it was stopped before its end.</param>
/// <param name="Best">The best that was met; it may exceed limits where all do.</param>
/// <param name="Intervals">For each key the values that are not told from the best.</param>
/// <param name="Again">The best with the next seed; null where nothing is feasible.</param>
/// <param name="Runs">All that was run, in order.</param>
/// <param name="Warnings">What a reader should know before trusting the figures.</param>
internal sealed record OptimumResult(
    string Schema,
    string Version,
    string? Commit,
    string Scenario,
    IReadOnlyList<string> Overrides,
    IReadOnlyList<string> Keys,
    string Figure,
    string? Expression,
    string Unit,
    bool Maximised,
    IReadOnlyList<string> Limits,
    long Paths,
    ulong Seed,
    string Precision,
    bool Partial,
    Candidate Best,
    IReadOnlyList<KeyInterval> Intervals,
    Candidate? Again,
    IReadOnlyList<Candidate> Runs,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.optimum/1";

    /// <summary>As indented text.</summary>
    public string ToText() => JsonSerializer.Serialize(this, OptimumJson.Default.OptimumResult);
}

/// <summary>Serializers of optima, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(OptimumResult))]
internal sealed partial class OptimumJson : JsonSerializerContext;
