using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Figures;

/// <summary>What is told of a metric: how it is called, read and shown. The
/// <see cref="FigureList"/> holds all.</summary>
/// <param name="Name">Its name in results and tables.</param>
/// <param name="Kind">How it is told.</param>
/// <param name="Title">What stands above it on pages.</param>
/// <param name="Short">What stands above it on the terminal.</param>
/// <param name="Places">Where it is told besides results, each of which has all.</param>
internal sealed record Figure(
    string Name, FigureKind Kind, string Title = "", string Short = "", FigurePlaces Places = 0)
{
    /// <summary>Reads a figure that is none of <see cref="PublishedFigures"/>, and so has no
    /// error; null for one of these.</summary>
    public Func<MetricResult, IFormattable?>? Plain { get; init; }

    /// <summary>Whether tables leave it out where no metric has it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The figure of a metric, in the metric's unit; null where there is none.</summary>
    public IFormattable? Of(MetricResult metric) =>
        Plain is { } read ? read(metric) : metric.Figures[Name].Value;

    /// <summary>Whether its error rests on too few outcomes to be trusted.</summary>
    public bool IsUntrusted(MetricResult metric) =>
        Plain is null && metric.Figures[Name].Untrusted;

    /// <summary>The figure with its error as people read it, in the unit of
    /// <see cref="MetricScale"/>; empty where it says nothing.</summary>
    public string Text(MetricResult metric)
    {
        (double? value, Uncertainty error) =
            (metric.Figures[Name].Value, metric.Figures[Name].Uncertainty);
        double scale = MetricScale.Of(metric.Unit).Factor;
        return Kind switch
        {
            FigureKind.Mean => FigureText.Mean(value, error, scale),
            FigureKind.Deviation or FigureKind.Quantile => metric.Unit == Metric.EventUnit
                ? ""
                : FigureText.Bracketed(value, error, scale),

            // Where nobody loses, value at risk says nothing that the quantiles do not.
            FigureKind.Loss => metric.ProbabilityOfLoss > 0
                ? FigureText.Bracketed(value, error, scale)
                : "",
            FigureKind.Share => value is null ? "" : ShareText.Of(value, error),
            FigureKind.Shape => FigureText.Bracketed(value, error, 1),
            _ => throw new InvalidOperationException($"{Name} is of kind {Kind}."),
        };
    }
}

/// <summary>How a figure is told. Pages and tables show them in this order.</summary>
internal enum FigureKind
{
    /// <summary>With its error after it, or the interval that bounds it.</summary>
    Mean,

    /// <summary>A spread; an event has none worth telling.</summary>
    Deviation,

    /// <summary>A quantile: those of a table are told as one where they are one value.</summary>
    Quantile,

    /// <summary>Of losses, in the metric's unit: where paths lose.</summary>
    Loss,

    /// <summary>A share of paths, in percent.</summary>
    Share,

    /// <summary>A number without a unit.</summary>
    Shape,

    /// <summary>A number without an error, which files tell and tables do not.</summary>
    Plain,
}

/// <summary>Where a figure is told besides results.</summary>
[Flags]
internal enum FigurePlaces
{
    /// <summary>The tables of the terminal.</summary>
    Terminal = 1,

    /// <summary>The table of a report.</summary>
    Report = 2,

    /// <summary>The dashboard.</summary>
    Dashboard = 4,

    /// <summary>The table of a sweep.</summary>
    Sweep = 8,

    /// <summary>The tables that people read.</summary>
    Tables = Terminal | Report | Dashboard,
}
