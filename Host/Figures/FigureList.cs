using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>Every figure of every metric, once: terminal, report, CSV and dashboard tell what
/// stands here.</summary>
internal static class FigureList
{
    /// <summary>All of them, in the order of CSV.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("mean", FigureKind.Mean, "mean ± s.e.", "mean ± s.e.",
            FigurePlaces.Tables | FigurePlaces.Sweep),
        Plain("standardError", metric => metric.StandardError, FigurePlaces.Sweep),
        Plain("meanLow", metric => metric.Errors.Mean.Low, FigurePlaces.Sweep),
        Plain("meanHigh", metric => metric.Errors.Mean.High, FigurePlaces.Sweep),
        new("p01", FigureKind.Quantile, "1%", "p01"),
        new("p05", FigureKind.Quantile, "5%", "p05", FigurePlaces.Tables | FigurePlaces.Sweep),
        new("p50", FigureKind.Quantile, "median", "p50",
            FigurePlaces.Tables | FigurePlaces.Sweep),
        new("p95", FigureKind.Quantile, "95%", "p95", FigurePlaces.Tables | FigurePlaces.Sweep),
        new("p99", FigureKind.Quantile, "99%", "p99"),
        new("var95", FigureKind.Loss, "VaR 95%", "VaR95", FigurePlaces.Tables),
        new("var99", FigureKind.Loss, "VaR 99%", "VaR99", FigurePlaces.Report),
        new("es95", FigureKind.Loss, "ES 95%", "ES95",
            FigurePlaces.Tables | FigurePlaces.Sweep),
        new("es99", FigureKind.Loss, "ES 99%", "ES99",
            FigurePlaces.Report | FigurePlaces.Dashboard),
        new("probabilityOfLoss", FigureKind.Share, "P(loss)", "P(loss)",
            FigurePlaces.Tables | FigurePlaces.Sweep),
        new("standardDeviation", FigureKind.Deviation, "st. dev.", "st. dev.",
            FigurePlaces.Report),
        new("skewness", FigureKind.Shape, "skewness", "skewness"),
        new("kurtosis", FigureKind.Shape, "excess kurtosis", "kurtosis"),
        Plain("minimum", metric => metric.Minimum),
        Plain("maximum", metric => metric.Maximum),
        Plain("present", metric => metric.Present),
        Plain("hits", metric => metric.Hits, FigurePlaces.Sweep),
        Plain("lossReference", metric => metric.LossReference),
        new("es999", FigureKind.Loss, "ES 99.9%", "ES99.9",
            FigurePlaces.Report | FigurePlaces.Dashboard),
        new("parameterDeviation", FigureKind.Deviation, "± inputs", "± inputs",
            FigurePlaces.Terminal | FigurePlaces.Report)
        {
            IsOptional = true,
        },
        new("parameterShare", FigureKind.Share, "inputs, of variance", "inputs",
            FigurePlaces.Report)
        {
            IsOptional = true,
        },
    ];

    /// <summary>Those of a place, in the order of <see cref="FigureKind"/>.</summary>
    public static IReadOnlyList<Figure> Of(FigurePlaces place) =>
        [.. InFilesOf(place).OrderBy(figure => figure.Kind)];

    /// <summary>The same without those that only some results have, and these have not.</summary>
    public static IReadOnlyList<Figure> Of(
        FigurePlaces place, IReadOnlyCollection<MetricResult> metrics) =>
    [
        .. Of(place).Where(figure => !figure.IsOptional
            || metrics.Any(metric => figure.Of(metric) is not null)),
    ];

    /// <summary>Those of a place, in the order of CSV.</summary>
    public static IReadOnlyList<Figure> InFilesOf(FigurePlaces place) =>
        [.. All.Where(figure => figure.Places.HasFlag(place))];

    private static Figure Plain(
        string name, Func<MetricResult, IFormattable?> read, FigurePlaces places = 0) =>
        new(name, FigureKind.Plain, Places: places) { Plain = read };
}
