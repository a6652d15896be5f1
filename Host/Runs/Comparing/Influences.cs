using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Comparing;

/// <summary>
/// What each path of a run adds to a figure: the influence of its outcome on the mean, a quantile
/// or an expected shortfall, whose mean is 0 and whose variance over the paths is that of the
/// figure (Hampel 1974). A quantile's needs the density there, which its standard error tells.
/// </summary>
internal sealed class Influences
{
    private readonly double _share;
    private readonly Func<double, double> _ofPresent;

    /// <summary>Of a figure that <see cref="Exist(MetricResult, FigureResult?)"/>.</summary>
    /// <param name="told">The figure, its value and error in the place of the mean.</param>
    /// <param name="figure">What it is; null of a metric's mean.</param>
    /// <param name="reference">What losses of its metric are measured from; null where it has
    /// none.</param>
    /// <param name="paths">Paths of the run.</param>
    public Influences(MetricResult told, FigureResult? figure, double? reference, long paths)
    {
        _share = (double)told.Present / paths;
        _ofPresent = Function(told, figure, reference);
    }

    /// <summary>Of a kept run's figure that <see cref="Exist(KeptRun, string)"/>.</summary>
    public static Influences Of(KeptRun run, string name)
    {
        FigureResult? figure = run.Result.Figures?.GetValueOrDefault(name);
        double? reference = run.Sampled.GetValueOrDefault(name)?.Origin
            ?? (figure?.Metric is { } metric ? run.Result.Metrics[metric].LossReference : null);
        return new Influences(run.Result.Metrics[name], figure, reference, run.Result.Paths);
    }

    /// <summary>Whether a run tells enough of a figure: whether it is of outcomes that samples
    /// hold, with a standard error where that is needed.</summary>
    public static bool Exist(KeptRun run, string name) =>
        run.Result.Figures?.GetValueOrDefault(name) is not { } figure
        || ((figure.Metric is not null || run.Sampled.ContainsKey(name))
            && Exist(run.Result.Metrics[name], figure));

    /// <summary>Whether a figure has the standard error that is needed.</summary>
    public static bool Exist(MetricResult told, FigureResult? figure) =>
        figure is null or { Statistic: FigureResult.Mean } || told.StandardError is not null;

    /// <summary>Of a path's outcome; 0 where that is absent.</summary>
    public double Of(double outcome) =>
        double.IsNaN(outcome) ? 0 : _ofPresent(outcome) / _share;

    private static Func<double, double> Function(
        MetricResult told, FigureResult? figure, double? reference)
    {
        double value = told.Mean ?? 0;
        if (figure is null or { Statistic: FigureResult.Mean }) return outcome => outcome - value;
        double edge = figure.Edge!.Value;
        double level = figure.Level!.Value;
        double sign = figure.Tail == FigureResult.Below ? -1 : 1;
        if (figure.Statistic == FigureResult.ExpectedShortfall)
        {
            double excess = value - (sign * (edge - reference!.Value));
            return outcome =>
                (Math.Max(sign * (outcome - edge), 0) / (1 - level)) - excess;
        }

        if (figure.Statistic is not (FigureResult.Quantile or FigureResult.ValueAtRisk))
        {
            throw new InvalidOperationException(
                $"There is no influence on a {figure.Statistic}.");
        }

        // Of outcomes up to the edge.
        double within = sign < 0 ? 1 - level : level;
        double perShare = told.StandardError!.Value
            * Math.Sqrt(told.Present / (within * (1 - within)));
        return outcome => sign * (within - (outcome <= edge ? 1 : 0)) * perShare;
    }
}
