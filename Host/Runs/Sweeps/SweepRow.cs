using System.Globalization;
using System.Text.Json.Nodes;
using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>A combination and what came out.</summary>
/// <param name="Values">The values of the keys: numbers where they are numbers, else text.</param>
/// <param name="Paths">Paths done; 0 where the run failed.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="ScenarioHash">The hash of the scenario as run.</param>
/// <param name="Digest">The run's digest; null where it failed.</param>
/// <param name="Metrics">The chosen figures by name; empty where the run failed.</param>
/// <param name="Failure">Why the run failed; null where it did not.</param>
internal sealed record SweepRow(
    IReadOnlyDictionary<string, JsonNode> Values,
    long Paths,
    ulong Seed,
    string ScenarioHash,
    string? Digest,
    IReadOnlyDictionary<string, MetricResult> Metrics,
    string? Failure)
{
    /// <summary>A value of a key: a number where the text is one.</summary>
    public static JsonNode ValueOf(string text)
    {
        bool isNumber = double.TryParse(
            text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
