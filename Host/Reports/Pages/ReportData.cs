using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>
/// What a report draws and no other file of a run's folder holds, so that the page can be made
/// again without simulating.
/// </summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Description">What the scenario is about.</param>
/// <param name="HorizonSeconds">The simulated time.</param>
/// <param name="StepSeconds">The time between two simulated moments.</param>
/// <param name="Headline">The names of the metrics that the run is about, foremost first.</param>
/// <param name="Subjects">In a few words, whom the metrics are about.</param>
/// <param name="Metrics">Every published metric.</param>
/// <param name="FanPaths">The first paths of the run, of which the fans are drawn.</param>
/// <param name="Fans">How prices and the like spread over time.</param>
/// <param name="Notes">What could not be drawn, and why.</param>
internal sealed record ReportData(
    string Schema,
    string Description,
    double HorizonSeconds,
    double StepSeconds,
    IReadOnlyList<string> Headline,
    IReadOnlyDictionary<string, string> Subjects,
    IReadOnlyList<MetricPicture> Metrics,
    long FanPaths,
    IReadOnlyList<Fan> Fans,
    IReadOnlyList<string> Notes)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.report/1";

    /// <summary>The data as one line of UTF-8.</summary>
    public byte[] ToBytes() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(this, ReportJson.Default.ReportData), (byte)'\n'];

    /// <summary>Reads what <see cref="ToBytes"/> made.</summary>
    /// <exception cref="JsonException">The text is not a report of this version.</exception>
    public static ReportData Read(Stream stream)
    {
        ReportData? data = JsonSerializer.Deserialize(stream, ReportJson.Default.ReportData);
        return data?.Schema == SchemaName
            ? data
            : throw new JsonException($"This is not a {SchemaName}.");
    }
}

/// <summary>A metric as a report draws it.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="Quantity">What is told of it.</param>
/// <param name="Unit">The unit of what follows.</param>
/// <param name="Bars">Its outcomes counted; null where a picture would say nothing.</param>
/// <param name="Convergence">Its mean after parts of the paths; empty where there are no bars.
/// </param>
internal sealed record MetricPicture(
    string Name,
    string Subject,
    string Quantity,
    string Unit,
    BarSeries? Bars,
    IReadOnlyList<PartialMean> Convergence)
{
    /// <summary>How often outcomes lie beyond some values, where the bars would be one; else
    /// empty.</summary>
    public IReadOnlyList<Exceedance> Exceedance { get; init; } = [];
}

/// <summary>Outcomes in bars of equal width.</summary>
/// <param name="Low">The left edge of the first bar.</param>
/// <param name="High">The right edge of the last bar.</param>
/// <param name="Counts">Outcomes in each bar.</param>
/// <param name="Below">Outcomes left of the first.</param>
/// <param name="Above">Outcomes right of the last.</param>
internal sealed record BarSeries(
    double Low, double High, IReadOnlyList<long> Counts, long Below, long Above);

/// <summary>A mean over a part of a run's paths.</summary>
/// <param name="Paths">Paths with an outcome in that part.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardError">Of that mean, by the spread of all paths; null where unknown.
/// </param>
internal sealed record PartialMean(long Paths, double Mean, double? StandardError);

/// <summary>How a metric spreads over time.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Points">Quantiles over paths at moments after the start.</param>
internal sealed record Fan(string Name, string Unit, IReadOnlyList<FanPoint> Points);

/// <summary>Quantiles over paths at a moment.</summary>
/// <param name="Seconds">Time since the start.</param>
/// <param name="P05">The 5% quantile.</param>
/// <param name="P25">The lower quartile.</param>
/// <param name="P50">The median.</param>
/// <param name="P75">The upper quartile.</param>
/// <param name="P95">The 95% quantile.</param>
internal sealed record FanPoint(
    double Seconds, double P05, double P25, double P50, double P75, double P95);

/// <summary>Serializers of reports, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReportData))]
[JsonSerializable(typeof(PageData))]
internal sealed partial class ReportJson : JsonSerializerContext;
