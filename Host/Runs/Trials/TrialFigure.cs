using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Figures;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Comparing;

namespace GpuRisk.Host.Runs.Trials;

/// <summary>A figure of a trial, and what each path adds to it.</summary>
internal sealed class TrialFigure
{
    private readonly double[]? _influences;

    private TrialFigure(MetricResult told, double[]? influences)
    {
        Told = told;
        _influences = influences;
    }

    /// <summary>The figure; its value and error stand in the place of the mean.</summary>
    public MetricResult Told { get; }

    /// <summary>Its value; null where the outcomes do not determine it.</summary>
    public double? Value => Told.Mean;

    /// <summary>The place of the metric that a figure is of.</summary>
    public static int PlaceOf(Plan plan, string name) =>
        Planned(plan, name)?.Of ?? plan.Metrics.Index().Single(one => one.Item.Name == name).Index;

    /// <summary>A figure of a run.</summary>
    /// <param name="plan">What was run.</param>
    /// <param name="result">What came out.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="outcomes">Each path's outcome of its metric.</param>
    public static TrialFigure Of(Plan plan, RunResult result, string name, double[] outcomes)
    {
        MetricResult told = result.Metrics[name];
        FigureResult? figure = result.Figures?.GetValueOrDefault(name);
        if (told.Mean is null || !Influences.Exist(told, figure))
            return new TrialFigure(told, null);
        Metric metric = plan.Metrics[PlaceOf(plan, name)];
        var influences = new Influences(told, figure, metric.Origin, result.Paths);
        return new TrialFigure(told, [.. outcomes.Select(influences.Of)]);
    }

    /// <summary>What it is more than another of the same paths.</summary>
    public Difference Minus(TrialFigure other)
    {
        if (Value is not { } value || other.Value is not { } before)
            return new Difference(null, null);
        double? error = ErrorOfDifference(other);

        // What too few paths tell of in one run, they tell of in the difference, unless both runs
        // are the same on every path.
        bool isUnseen = Told.IsTailUnseen || other.Told.IsTailUnseen;
        return new Difference(
            value - before, isUnseen && !(error == 0 && value == before) ? null : error);
    }

    private double? ErrorOfDifference(TrialFigure other)
    {
        if (_influences is not { Length: > 1 } own || other._influences is not { } others)
            return null;
        double mean = 0;
        double square = 0;
        for (int i = 0; i < own.Length; i++)
        {
            double value = own[i] - others[i];
            double distance = value - mean;
            mean += distance / (i + 1);
            square += distance * (value - mean);
        }

        return Math.Sqrt(square / own.Length / (own.Length - 1.0));
    }

    private static PlannedFigure? Planned(Plan plan, string name) =>
        plan.Figures.FirstOrDefault(figure => figure.Told.Name == name);
}
