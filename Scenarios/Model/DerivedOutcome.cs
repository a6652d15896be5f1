namespace GpuRisk.Scenarios;

/// <summary>
/// An outcome that is computed from a path's other outcomes and tallied like them: a sum of
/// metrics with constant weights, or whether something happens; and nothing on paths where what is
/// given does not hold.
/// </summary>
/// <param name="Name">Its name as a metric.</param>
/// <param name="Sum">What is summed; empty for an event.</param>
/// <param name="Events">What must hold for the event to happen; empty for a sum.</param>
/// <param name="Given">What must hold for the path to count; empty where all do.</param>
/// <param name="IsHidden">Whether it only serves a figure, and no result shows it.</param>
public sealed record DerivedOutcome(
    string Name,
    IReadOnlyList<WeightedMetric> Sum,
    IReadOnlyList<OutcomeCondition> Events,
    IReadOnlyList<OutcomeCondition> Given,
    bool IsHidden);

/// <summary>A part of a sum.</summary>
/// <param name="Metric">The metric's name in results.</param>
/// <param name="Weight">What its outcomes are multiplied by; not 0.</param>
public sealed record WeightedMetric(string Metric, double Weight);

/// <summary>Something that holds on a path or not. Where one of the metrics has no value on the
/// path, it does not.</summary>
/// <param name="Sum">What is compared.</param>
/// <param name="Kind">How.</param>
/// <param name="Threshold">With what.</param>
public sealed record OutcomeCondition(
    IReadOnlyList<WeightedMetric> Sum, ConditionKind Kind, double Threshold);

/// <summary>How a sum compares with a threshold.</summary>
public enum ConditionKind
{
    /// <summary>It is above.</summary>
    Above,

    /// <summary>It is above or equal.</summary>
    AtLeast,

    /// <summary>It is below.</summary>
    Below,

    /// <summary>It is below or equal.</summary>
    AtMost,

    /// <summary>It is equal.</summary>
    Equal,
}
