using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>A property of the simulated prices beside what the scenario implies.</summary>
/// <param name="Name">The asset, or the pair of assets, and the property.</param>
/// <param name="Expected">What the scenario implies.</param>
/// <param name="Realised">What the run's own paths show, or null where there are none.</param>
/// <param name="StandardError">Of the realised figure, or null where it cannot be told.</param>
/// <param name="ZScore">
/// Realised less expected, in standard errors; null where there is no error to measure it by.
/// </param>
public sealed record Check(
    string Name,
    double Expected,
    double? Realised,
    double? StandardError,
    double? ZScore)
{
    /// <summary>Checks beyond this score fail: chance alone does it 6 times in 10^7.</summary>
    public const double LargestScore = 5.0;

    /// <summary>
    /// Whether theory and run agree; null where nothing can be said. Without a spread they must
    /// be equal to six digits, as single precision has no more.
    /// </summary>
    public bool? Agrees =>
        ZScore is { } score ? Math.Abs(score) <= LargestScore
        : Realised is not { } realised || StandardError is null ? null
        : Math.Abs(realised - Expected) <= 1e-6 * Math.Abs(Expected);

    /// <summary>Checks one property of a run's prices.</summary>
    internal static Check Of(PriceCheck check, RunTally tally)
    {
        if (check.Pair is { } pair)
        {
            return CorrelationCheck.Of(check, pair, tally);
        }

        var estimates = new MetricEstimates(tally.Metrics[check.Metric]);
        double? realised = (estimates.Mean.Value * check.Scale) + check.Offset;

        // A price without chance is the same on every path; where there is chance, it may only
        // not have come.
        double? sampled = estimates.Mean.StandardError
            ?? (estimates is { Count: > 0, Hits: 0 } ? 0 : null);
        double theory = check.Deviation / Math.Sqrt(Math.Max(estimates.Count, 1));
        double? error = (theory > 0 ? Math.Max(sampled ?? 0, theory) : sampled) * check.Scale;
        if (check.Kind == PriceCheckKind.Volatility)
        {
            // The metric's mean is a variance; the error follows by the delta method.
            realised = realised is { } variance ? Math.Sqrt(variance) : null;
            error /= 2 * Math.Max(realised ?? 0, check.Expected);
        }

        double? beyond = realised - check.Expected is { } missed
            ? Math.CopySign(Math.Max(Math.Abs(missed) - check.Allowance, 0), missed)
            : null;
        double? score = error > 0 ? beyond / error : null;
        return new Check(
            $"{check.Subject} {Describe(check.Kind)}", check.Expected, realised, error, score);
    }

    internal static string Describe(PriceCheckKind kind) => kind switch
    {
        PriceCheckKind.MeanLogReturn => "mean log return",
        PriceCheckKind.Volatility => "volatility per year",
        PriceCheckKind.Correlation => "correlation",
        PriceCheckKind.Jumps => "jumps",
        _ => throw new ArgumentOutOfRangeException(
            nameof(kind), kind, $"There is no check {kind}."),
    };
}
