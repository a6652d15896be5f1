using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Figures;

/// <summary>The tables of derived outcomes while they grow.</summary>
/// <param name="places">Where the metrics stand, by name.</param>
internal sealed class DerivedTables(IReadOnlyDictionary<string, int> places)
{
    private readonly List<Metric> _metrics = [];
    private readonly List<int> _starts = [];
    private readonly List<int> _integers = [];
    private readonly List<double> _reals = [];

    /// <summary>Appends an outcome.</summary>
    public void Add(DerivedOutcome outcome, Metric metric)
    {
        _metrics.Add(metric);
        _starts.Add(_integers.Count);
        _integers.AddRange(
            outcome.Sum.Count, outcome.Events.Count, outcome.Given.Count, _reals.Count);
        Add(outcome.Sum);
        foreach (OutcomeCondition condition in outcome.Events.Concat(outcome.Given))
        {
            _integers.AddRange(RelationsOf(condition.Kind), condition.Sum.Count);
            _reals.Add(condition.Threshold);
            Add(condition.Sum);
        }
    }

    /// <summary>All of them.</summary>
    public DerivedOutcomes Build() => new(_metrics, [.. _starts], [.. _integers], [.. _reals]);

    private void Add(IReadOnlyList<WeightedMetric> sum)
    {
        _integers.AddRange(sum.Select(part => places[part.Metric]));
        _reals.AddRange(sum.Select(part => part.Weight));
    }

    private static int RelationsOf(ConditionKind kind) => kind switch
    {
        ConditionKind.Above => Derived.Above,
        ConditionKind.AtLeast => Derived.Above | Derived.Equal,
        ConditionKind.Below => Derived.Below,
        ConditionKind.AtMost => Derived.Below | Derived.Equal,
        ConditionKind.Equal => Derived.Equal,
        _ => throw new ArgumentOutOfRangeException(
            nameof(kind), kind, $"There is no condition {kind}."),
    };
}
