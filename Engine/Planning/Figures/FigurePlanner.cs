using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Figures;

/// <summary>Plans the figures that a scenario states.</summary>
internal sealed class FigurePlanner
{
    private readonly Scenario _scenario;
    private readonly List<Metric> _metrics;
    private readonly Dictionary<string, int> _places = [];
    private readonly List<ScenarioError> _errors = [];

    private FigurePlanner(Plan plan)
    {
        _scenario = plan.Scenario;
        _metrics = [.. plan.Metrics];
        for (int i = 0; i < _metrics.Count; i++)
            if (!_metrics[i].Internal) _places.Add(_metrics[i].Name, i);
    }

    /// <summary>The plan with the figures of its scenario.</summary>
    /// <exception cref="ScenarioException">A figure is of no metric, or of what has none.
    /// </exception>
    public static Plan AddTo(Plan plan) =>
        plan.Scenario.Figures.Count == 0 && plan.Scenario.Rare is null
            ? plan
            : new FigurePlanner(plan).Figures(plan);

    private Plan Figures(Plan plan)
    {
        string[] known = [.. _places.Keys];
        _errors.AddRange(_scenario.Figures.SelectMany(figure => figure.Unknown(known)));
        _errors.AddRange(_scenario.Figures
            .Where(figure => _places.ContainsKey(figure.MetricName))
            .Select(figure => figure.Wrong(
                $"found the name {figure.MetricName}, which a metric has; allowed is another")));
        ThrowIfWrong();
        var tables = new DerivedTables(_places);
        foreach (DerivedOutcome outcome in _scenario.Derived)
        {
            Metric metric = MetricOf(outcome);
            tables.Add(outcome, metric);
            _places.Add(metric.Name, _metrics.Count);
            _metrics.Add(metric);
        }

        PlannedFigure[] figures = [.. _scenario.Figures.Select(Planned)];
        int rare = _scenario.Rare is { } target ? Rare(target) : -1;
        ThrowIfWrong();
        return plan.Deriving(tables.Build(), figures, rare);
    }

    private int Rare(RareTarget target)
    {
        if (!_places.TryGetValue(target.Metric, out int place))
        {
            _errors.AddRange(target.Figure.Unknown([.. _places.Keys]));
        }
        else if (_metrics[place].Conditional || _metrics[place].IsWeight)
        {
            _errors.Add(target.Figure.Wrong(
                $"found '{target.Figure.Text}', which not every path has; allowed is a metric of "
                + "every path, or P(condition)"));
        }

        return place;
    }

    private void ThrowIfWrong()
    {
        if (_errors.Count > 0) throw new ScenarioException(_errors);
    }

    private PlannedFigure Planned(StatedFigure figure)
    {
        int place = _places[figure.Metric];
        Metric metric = _metrics[place];
        bool isTallied = metric.Name == figure.MetricName;
        if (metric.Sense == MetricSense.Level && figure.Statistic
            is FigureStatistic.ValueAtRisk or FigureStatistic.ExpectedShortfall)
        {
            _errors.Add(figure.Wrong(
                $"found '{figure.Text}', of what cannot lose; allowed is a quantile of it, or a "
                + "loss of a price, profit, debt or loss"));
        }

        return new PlannedFigure(
            isTallied ? metric : metric with
            {
                Subject = StatedFigure.Subject,
                Quantity = figure.Name,
                Internal = false,
            },
            place, isTallied, figure.Statistic, figure.Level, figure.Text);
    }

    private Metric MetricOf(DerivedOutcome outcome)
    {
        string quantity = outcome.Name[(StatedFigure.Subject.Length + 1)..];
        bool isAbsent = outcome.Given.Count > 0;
        foreach (OutcomeCondition condition in outcome.Events.Concat(outcome.Given))
            CheckUnit(outcome, condition.Sum);
        Metric[] used = [.. outcome.Events.Concat(outcome.Given)
            .SelectMany(condition => condition.Sum).Concat(outcome.Sum)
            .Select(part => Of(part))];
        Metric metric = outcome.Events.Count > 0
            ? Metric.Event(StatedFigure.Subject, quantity)
            : SumOf(outcome, quantity);
        return metric with
        {
            Conditional = metric.Conditional || isAbsent,
            Internal = outcome.IsHidden,
            IsCertain = used.All(one => one.IsCertain),
        };
    }

    private Metric SumOf(DerivedOutcome outcome, string quantity)
    {
        CheckUnit(outcome, outcome.Sum);
        return new Metric(
            StatedFigure.Subject, quantity, Of(outcome.Sum[0]).Unit,
            outcome.Sum.Sum(part => Math.Abs(part.Weight) * Of(part).Magnitude),
            SenseOf(outcome.Sum),
            outcome.Sum.Any(part => Of(part).Conditional),
            Origin: outcome.Sum.Sum(part => part.Weight * Of(part).Origin))
        {
            Least = Bound(outcome.Sum, isLeast: true),
            Greatest = Bound(outcome.Sum, isLeast: false),
        };
    }

    private double? Bound(IReadOnlyList<WeightedMetric> sum, bool isLeast) =>
        sum.Aggregate((double?)0, (bound, part) => bound + (part.Weight
            * (part.Weight > 0 == isLeast ? Of(part).Least : Of(part).Greatest)));

    // Of parts that do not agree, as in the difference of two profits, more is better of a profit.
    private MetricSense SenseOf(IReadOnlyList<WeightedMetric> sum)
    {
        WeightedMetric[] able = [.. sum.Where(part => Of(part).Sense != MetricSense.Level)];
        return able.Length == 0 ? MetricSense.Level
            : able.All(part => (Of(part).Sense == MetricSense.Gain) == part.Weight > 0)
                ? MetricSense.Gain
            : able.All(part => (Of(part).Sense == MetricSense.Cost) == part.Weight > 0)
                ? MetricSense.Cost
            : able.Any(part => Of(part).Sense == MetricSense.Gain) ? MetricSense.Gain
            : MetricSense.Cost;
    }

    private Metric Of(WeightedMetric part) => _metrics[_places[part.Metric]];

    private void CheckUnit(DerivedOutcome outcome, IReadOnlyList<WeightedMetric> sum)
    {
        string[] units = [.. sum.Select(part => Of(part).Unit).Distinct()];
        if (units.Length > 1)
        {
            _errors.Add(_scenario.Figures.First(figure => figure.Metric == outcome.Name).Wrong(
                $"found a sum of what is in {string.Join(" and in ", units)}; allowed are metrics "
                + "of one unit"));
        }
    }
}
