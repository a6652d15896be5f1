namespace GpuRisk.Engine.Counterfactuals;

/// <summary>What features of a market contribute to its measures.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Paths">The paths, the same with and without each feature.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Measures">The market's measures as it is.</param>
/// <param name="Features">The features, in the order in which they were asked for.</param>
public sealed record Explanation(
    string Scenario,
    long Paths,
    ulong Seed,
    IReadOnlyList<ExplainedMeasure> Measures,
    IReadOnlyList<ExplainedFeature> Features);

/// <summary>A measure with its mean.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Mean">The mean, or of a feature what it adds to the mean.</param>
/// <param name="StandardError">The standard error, of a feature over paired paths.</param>
public sealed record ExplainedMeasure(
    string Metric, string Unit, double? Mean, double? StandardError);

/// <summary>What a feature contributes: measures with it less measures without it.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Without">What a market without it is.</param>
/// <param name="Contributions">The contributions, measure by measure.</param>
public sealed record ExplainedFeature(
    string Feature, string Without, IReadOnlyList<ExplainedMeasure> Contributions);
