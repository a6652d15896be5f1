using System.Text.Json.Serialization;

namespace GpuRisk.Engine.Results;

/// <summary>How paths were drawn so that they show what is rare.</summary>
/// <param name="Expression">What is rare, as it is stated.</param>
/// <param name="Metric">The metric that it is.</param>
/// <param name="VarianceRatio">How many times as many paths of the true law alone would have the
/// error of its mean; null where there is no error.</param>
/// <param name="Hits">How many independent paths that show it would tell as much.</param>
/// <param name="EffectivePaths">How many paths of the true law alone the weights leave for what is
/// not rare (Kish 1965).</param>
/// <param name="MeanWeight">The mean of the paths' weights; 1 but for chance.</param>
/// <param name="MeanWeightError">Its standard error; null where it cannot be told.</param>
/// <param name="PilotSeed">The seed of the pilot that found the laws.</param>
/// <param name="PilotPaths">How many paths it had.</param>
/// <param name="Laws">The laws, the true one first.</param>
public sealed record RareResult(
    string Expression, string Metric, double? VarianceRatio, double? Hits, double? EffectivePaths,
    double? MeanWeight, double? MeanWeightError, ulong PilotSeed, long PilotPaths,
    IReadOnlyList<RareLaw> Laws);

/// <summary>A law by which paths were drawn.</summary>
/// <param name="Share">The share of paths that were.</param>
/// <param name="Tilts">In what it differs from the true law; empty of that one.</param>
public sealed record RareLaw(double Share, IReadOnlyList<RareTilt> Tilts);

/// <summary>How the law of some random numbers differs from the true one.</summary>
/// <param name="Driver">What they drive.</param>
/// <param name="FirstStep">The first step in which it does, from 0.</param>
/// <param name="EndStep">The step after the last.</param>
public sealed record RareTilt(string Driver, int FirstStep, int EndStep)
{
    /// <summary>What is added to the sum of normals, in its standard deviations; null where they
    /// are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Shift { get; init; }

    /// <summary>How many times as often something happens; null of normals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Ratio { get; init; }
}
