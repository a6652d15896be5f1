using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Comparing;

/// <summary>Two runs beside each other.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="A">The folder of the first run.</param>
/// <param name="B">The folder of the second run.</param>
/// <param name="Differences">What they do not have in common besides the figures.</param>
/// <param name="SameSeed">Whether their paths have the same random numbers.</param>
/// <param name="SameRun">Whether they are one run: their digests are equal, and with them every
/// figure.</param>
/// <param name="Paired">Whether the errors of differences come from the paths' outcomes in both,
/// or suppose that the runs know nothing of each other.</param>
/// <param name="Metrics">The metrics that both have in the same unit; none of the same run, but
/// those that were asked for.</param>
/// <param name="OnlyInA">Metrics that the second run has not, or in another unit.</param>
/// <param name="OnlyInB">Metrics that the first run has not, or in another unit.</param>
internal sealed record Comparison(
    string Schema,
    string A,
    string B,
    IReadOnlyList<ChangedKey> Differences,
    bool SameSeed,
    bool SameRun,
    bool Paired,
    IReadOnlyList<ComparedMetric> Metrics,
    IReadOnlyList<string> OnlyInA,
    IReadOnlyList<string> OnlyInB)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.compare/1";

    /// <summary>Compares two runs.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="wanted">The metrics to compare, known to both; empty for all.</param>
    /// <exception cref="InvalidDataException">A file of samples is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Comparison Of(KeptRun a, KeptRun b, IReadOnlyList<string> wanted)
    {
        IReadOnlyList<string> shared = Shared(a, b);
        bool isSameRun = a.Result.Digest == b.Result.Digest;
        IReadOnlyList<string> metrics = wanted.Count > 0 ? wanted : isSameRun ? [] : shared;
        bool isSameSeed = a.Result.Seed == b.Result.Seed;
        List<string> sampled = [.. metrics.Where(
            name => Influences.Exist(a, name) && Influences.Exist(b, name))];
        IReadOnlyList<double?>? errors = isSameSeed ? PairedErrors.Of(a, b, sampled) : null;
        return new Comparison(
            SchemaName, a.Folder, b.Folder, RunDifferences.Of(a, b), isSameSeed, isSameRun,
            errors is not null,
            [.. metrics.Select(name => Compare(
                name, a.Result.Metrics[name], b.Result.Metrics[name],
                errors?.ElementAtOrDefault(sampled.IndexOf(name)),
                errors is not null && sampled.Contains(name)))],
            [.. a.Result.Metrics.Keys.Except(shared)],
            [.. b.Result.Metrics.Keys.Except(shared)]);
    }

    /// <summary>The metrics that both runs have in the same unit.</summary>
    public static IReadOnlyList<string> Shared(KeptRun a, KeptRun b) =>
        [.. a.Result.Metrics.Where(metric =>
            b.Result.Metrics.GetValueOrDefault(metric.Key)?.Unit == metric.Value.Unit)
            .Select(metric => metric.Key)];

    /// <summary>The comparison as indented text.</summary>
    public string ToText() => JsonSerializer.Serialize(this, ComparisonJson.Default.Comparison);

    private static ComparedMetric Compare(
        string name, MetricResult a, MetricResult b, double? paired, bool isPaired)
    {
        double? difference = b.Mean - a.Mean;
        double? independent = a.StandardError is { } errorOfA && b.StandardError is { } errorOfB
            ? Math.Sqrt((errorOfA * errorOfA) + (errorOfB * errorOfB))
            : null;

        // What too few paths tell of in one run, they tell of in the difference, unless both runs
        // are the same on every path.
        bool isSame = isPaired && paired == 0 && difference == 0;
        bool isUnseen = (a.IsTailUnseen || b.IsTailUnseen) && !isSame;
        double? error = difference is null || isUnseen ? null : isPaired ? paired : independent;
        return new ComparedMetric(
            name, a.Unit, a.Mean, a.StandardError, b.Mean, b.StandardError, difference, error,
            error > 0 ? difference / error : null);
    }
}

/// <summary>Serializers of comparisons, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(Comparison))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
