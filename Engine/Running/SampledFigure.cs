using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Figures;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Running;

/// <summary>A figure of one's own from the outcomes of a run's single paths: the same, to the bit,
/// that the run would have told.</summary>
public sealed class SampledFigure
{
    // Outcomes of so many paths are laid side by side at a time.
    private const int Rows = 1024;

    private readonly Plan _plan;
    private readonly PlannedFigure _figure;
    private readonly bool _isSingle;
    private readonly MetricTally _tally;
    private readonly int[] _places;

    /// <summary>A figure.</summary>
    /// <param name="plan">The run's plan, with the figure.</param>
    /// <param name="name">The figure's name in results.</param>
    /// <param name="precision">The run's precision.</param>
    public SampledFigure(Plan plan, string name, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _figure = plan.Figures.Single(figure => figure.Told.Name == name);
        _isSingle = precision == Precision.Float32;
        Metric metric = plan.Metrics[_figure.Of];
        _tally = new MetricTally(metric, plan.Draws);
        DerivedOutcome? derived =
            plan.Scenario.Derived.FirstOrDefault(outcome => outcome.Name == metric.Name);
        Columns = derived is null ? [metric.Name] : [.. derived.Events.Concat(derived.Given)
            .SelectMany(condition => condition.Sum).Concat(derived.Sum)
            .Select(part => part.Metric).Distinct()];
        Dictionary<string, int> places = plan.Metrics.Index()
            .Where(one => !one.Item.Internal)
            .ToDictionary(one => one.Item.Name, one => one.Index);
        _places = [.. Columns.Select(column => places[column])];
    }

    /// <summary>The metrics whose outcomes it is computed from.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What losses of its metric are measured from.</summary>
    public double Origin => _tally.Metric.Origin;

    private int Given => _plan.Metrics.Count - _plan.Derived.Count - _plan.Controls.Count;

    /// <summary>The outcomes of its metric.</summary>
    /// <param name="columns">Those of <see cref="Columns"/>, of the same paths.</param>
    public double[] Outcomes(IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (_figure.Of < Given) return columns[0];
        var outcomes = new double[columns[0].Length];
        for (int first = 0; first < outcomes.Length; first += Rows)
        {
            int rows = Math.Min(Rows, outcomes.Length - first);
            Derive(columns, first, outcomes.AsSpan(first, rows));
        }

        return outcomes;
    }

    /// <summary>Counts outcomes of its metric.</summary>
    /// <param name="outcomes">Those of consecutive paths.</param>
    /// <param name="firstPath">The first of them.</param>
    public void Add(ReadOnlySpan<double> outcomes, long firstPath) =>
        _tally.Add(outcomes, firstPath);

    /// <summary>What came of all that was counted.</summary>
    public (MetricResult Told, FigureResult Figure) Tell() =>
        FigureReport.Of(_figure, new MetricEstimates(_tally));

    private void Derive(IReadOnlyList<double[]> columns, int first, Span<double> outcomes)
    {
        var all = new double[Given * outcomes.Length];
        for (int i = 0; i < _places.Length; i++)
        {
            columns[i].AsSpan(first, outcomes.Length)
                .CopyTo(all.AsSpan(_places[i] * outcomes.Length));
        }

        for (int path = 0; path < outcomes.Length; path++)
        {
            double value = Derived.Of(
                new Source(_plan.Derived, all, outcomes.Length, path, _isSingle),
                _plan.Derived.Starts[_figure.Of - Given]);
            outcomes[path] = _isSingle ? (float)value : value;
        }
    }

    private readonly struct Source(
        DerivedOutcomes derived, double[] outcomes, int stride, int path, bool isSingle)
        : IDerivedSource
    {
        public int Integer(int index) => derived.Integers[index];

        public double Real(int index) => derived.Reals[index];

        public double Outcome(int metric) => outcomes[(metric * stride) + path];

        public double Rounded(double value) => isSingle ? (float)value : value;
    }
}
