namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>The law of what is no price of an asset: a pool's volume or liquidity, or the price of
/// gas.</summary>
/// <param name="Schema">The format's name and version: <see cref="SchemaName"/>.</param>
/// <param name="Kind">What it is: volume, liquidity or gas.</param>
/// <param name="Name">The pool, or the asset that pays for gas.</param>
/// <param name="Periods">The number of periods that it was estimated from.</param>
/// <param name="SamplingSeconds">The length of one.</param>
/// <param name="FirstUtc">Where they begin.</param>
/// <param name="LastUtc">Where they end.</param>
/// <param name="Parameters">What was estimated.</param>
/// <param name="Covariance">The covariance of the estimates, row by row; null where it is not
/// known.</param>
/// <param name="Warnings">What a user must know before he relies on it, in sentences.</param>
/// <param name="Fragment">A part of a scenario in YAML.</param>
public sealed record LawReport(
    string Schema,
    string Kind,
    string Name,
    int Periods,
    double SamplingSeconds,
    DateTime FirstUtc,
    DateTime LastUtc,
    IReadOnlyList<FittedParameter> Parameters,
    IReadOnlyList<IReadOnlyList<double>>? Covariance,
    IReadOnlyList<string> Warnings,
    string Fragment)
{
    /// <summary>The format's name and version.</summary>
    public const string SchemaName = "gpurisk.calibration.law/1";

    /// <summary>A line of a fragment.</summary>
    internal static string Line(FittedParameter parameter) => FormattableString.Invariant(
        $"{parameter.Name}: {parameter.Value:G5}") + (parameter.StandardError is { } error
            ? FormattableString.Invariant($"  # s.e. {error:G3}") : "");
}
