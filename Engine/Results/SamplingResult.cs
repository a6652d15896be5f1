using System.Text.Json.Serialization;

namespace GpuRisk.Engine.Results;

/// <summary>How a run was sampled so that fewer paths have the same error.</summary>
/// <param name="Kind">The way, as a scenario states it.</param>
/// <param name="Metrics">What it did to the means, by metric.</param>
public sealed record SamplingResult(
    string Kind, IReadOnlyDictionary<string, SampledMean> Metrics)
{
    /// <summary>The controls; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ControlResult>? Controls { get; init; }
}

/// <summary>A mean as independent paths that count once would have it.</summary>
/// <param name="PlainMean">The mean of all paths, of which each counts once; null where there are
/// none.</param>
/// <param name="PlainError">The standard error that as many independent paths would have.</param>
/// <param name="VarianceRatio">How many times as many independent paths would have the error that
/// is told; null where the method does nothing to the metric.</param>
public sealed record SampledMean(double? PlainMean, double? PlainError, double? VarianceRatio);

/// <summary>An outcome whose mean is known.</summary>
/// <param name="Name">Of what: asset and quantity.</param>
/// <param name="Mean">Its mean over the paths, as a part of the known one, less 1; 0 but for
/// chance.</param>
/// <param name="StandardError">Its standard error.</param>
public sealed record ControlResult(string Name, double? Mean, double? StandardError);
