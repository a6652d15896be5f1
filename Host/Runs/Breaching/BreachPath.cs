using System.Text.Json;
using GpuRisk.Engine.Breaches;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Breaching;

/// <summary>One path of a run, from moment to moment.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Expression">The event.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Precision">The precision.</param>
/// <param name="Path">The path's index.</param>
/// <param name="Weight">What it counts; 1 where all paths follow the true law.</param>
/// <param name="Breaches">Whether it breaches.</param>
/// <param name="MomentSeconds">The moments.</param>
/// <param name="Series">What each metric is at each moment.</param>
/// <param name="Warnings">What a reader should know.</param>
internal sealed record BreachPath(
    string Schema,
    string Scenario,
    string Expression,
    ulong Seed,
    string Precision,
    long Path,
    double Weight,
    bool Breaches,
    IReadOnlyList<double> MomentSeconds,
    IReadOnlyList<PathSeries> Series,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.breach-path/1";

    private const int Moments = 240;

    /// <summary>Follows a path.</summary>
    /// <param name="subject">The scenario.</param>
    /// <param name="path">The path's index.</param>
    /// <param name="cancellation">Stops it.</param>
    public static BreachPath Of(
        BreachSubject subject, long path, CancellationToken cancellation)
    {
        int[] places = [.. subject.Plan.Metrics.Index()
            .Where(one => !one.Item.Internal).Select(one => one.Index)];
        var followed = PathMoments.Of(
            subject.Plan, subject.Options, places, [new(path, 1)], Moments, cancellation);
        PathSeries[] series = [.. places.Index().Select(one => new PathSeries(
            subject.Plan.Metrics[one.Item].Name, subject.Plan.Metrics[one.Item].Unit,
            [.. Enumerable.Range(0, followed.Steps.Count).Select(
                moment => Known(followed[moment, one.Index][0]))]))];
        double? End(Func<Metric, bool> which) => places.Index()
            .Where(one => which(subject.Plan.Metrics[one.Item]))
            .Select(one => series[one.Index].Values[^1]).FirstOrDefault();
        return new(
            SchemaName, subject.Plan.Scenario.Name, subject.Expression, subject.Options.Seed,
            RunReport.NameOf(subject.Options.Precision), path,
            End(metric => metric.IsWeight) ?? 1,
            End(metric => metric == subject.Plan.Metrics[subject.Breach]) == 1,
            [.. followed.Steps.Select(step => step * subject.Plan.Scenario.StepSeconds)],
            [.. series.Where(one => one.Metric != Metric.Weight.Name)], subject.Warnings);
    }

    /// <summary>As indented text.</summary>
    public string ToText() => JsonSerializer.Serialize(this, BreachJson.Default.BreachPath);

    /// <summary>A line for each moment, with full precision.</summary>
    public string ToCsv() => Csv.Of(
    [
        ["seconds", .. Series.Select(one => one.Metric)],
        .. MomentSeconds.Select((seconds, i) => (string[])
            [Csv.Text(seconds), .. Series.Select(one => Csv.Text(one.Values[i]))]),
    ]);

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>A metric on a path.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Values">What it is at each moment; null where it is nothing yet.</param>
internal sealed record PathSeries(string Metric, string Unit, IReadOnlyList<double?> Values);
