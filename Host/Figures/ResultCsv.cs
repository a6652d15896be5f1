using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>A result as CSV: a line for each metric, with full precision.</summary>
internal static class ResultCsv
{
    /// <summary>The whole text, with a header. The last field names the figures whose error
    /// cannot be trusted.</summary>
    public static string Of(RunResult result) => Csv.Of(
    [
        ["metric", "unit", .. FigureList.All.Select(figure => figure.Name), "untrusted"],
        .. result.Metrics.Select(metric => (IEnumerable<string>)
        [
            metric.Key, metric.Value.Unit,
            .. FigureList.All.Select(figure => Csv.Text(figure.Of(metric.Value))),
            string.Join(' ', FigureList.All
                .Where(figure => figure.IsUntrusted(metric.Value))
                .Select(figure => figure.Name)),
        ]),
    ]);
}
