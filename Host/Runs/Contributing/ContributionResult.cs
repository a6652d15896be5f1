using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Contributing;

/// <summary>What the parts of a sum add to its expected shortfall.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Commit">The commit it was built from, or null where unknown.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Overrides">The settings that went before it.</param>
/// <param name="Expression">The figure.</param>
/// <param name="Level">The shortfall's level.</param>
/// <param name="Unit">The unit of all.</param>
/// <param name="Paths">Paths with a value of every part.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Precision">The precision.</param>
/// <param name="Value">The shortfall of the sum: the contributions add up to it.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Untrusted">Whether fewer than 30 paths are in the tail.</param>
/// <param name="Parts">The parts, the largest contribution first.</param>
/// <param name="Warnings">What a reader should know before trusting the figures.</param>
internal sealed record ContributionResult(
    string Schema,
    string Version,
    string? Commit,
    string Scenario,
    IReadOnlyList<string> Overrides,
    string Expression,
    double Level,
    string Unit,
    long Paths,
    ulong Seed,
    string Precision,
    double Value,
    double? StandardError,
    bool Untrusted,
    IReadOnlyList<PartContribution> Parts,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.contributions/1";

    /// <summary>What came of a run.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="sum">The sum.</param>
    /// <param name="run">The run's result.</param>
    /// <param name="losses">The losses of each part on paths that have all.</param>
    public static ContributionResult Of(
        ContributionRequest request,
        ShortfallSum sum,
        RunResult run,
        IReadOnlyList<double[]> losses)
    {
        var found = ShortfallContributions.Of(losses, sum.Level);
        double whole = found.Whole.Value!.Value;
        IEnumerable<PartContribution> parts = sum.Parts.Zip(
            found.Parts, (part, told) => new PartContribution(
                part.Metric, part.Weight, told.Contribution.Value!.Value,
                told.Contribution.StandardError,
                whole == 0 ? null : told.Contribution.Value / whole,
                told.Alone.Value!.Value, told.Alone.StandardError));
        return new ContributionResult(
            SchemaName, BuildVersion.Version, BuildVersion.Commit, run.Scenario,
            request.Overrides, sum.Text, sum.Level, sum.Unit, losses[0].Length, run.Seed,
            run.Precision, whole, found.Whole.StandardError, found.Whole.Untrusted,
            [.. parts.OrderByDescending(part => part.Value)], run.Warnings);
    }

    /// <summary>As indented text.</summary>
    public string ToText() =>
        JsonSerializer.Serialize(this, ContributionJson.Default.ContributionResult);
}

/// <summary>What a part of a sum adds.</summary>
/// <param name="Metric">The part.</param>
/// <param name="Weight">What its outcomes are multiplied by.</param>
/// <param name="Value">Its mean loss where the sum loses most.</param>
/// <param name="StandardError">The standard error of that.</param>
/// <param name="Share">Its part of the sum's shortfall; null where that is 0.</param>
/// <param name="Alone">Its own expected shortfall.</param>
/// <param name="AloneStandardError">The standard error of that.</param>
internal sealed record PartContribution(
    string Metric,
    double Weight,
    double Value,
    double? StandardError,
    double? Share,
    double Alone,
    double? AloneStandardError);

/// <summary>Serializers of contributions, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ContributionResult))]
internal sealed partial class ContributionJson : JsonSerializerContext;
