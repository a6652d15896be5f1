using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>A process that was estimated and may go into a scenario.</summary>
/// <param name="Kind">Its kind in scenarios.</param>
/// <param name="Aic">Akaike's criterion.</param>
/// <param name="Process">The process; with drift 0 where the fitted one is not offered.</param>
/// <param name="Objection">Why it must not be used; null where it may.</param>
/// <param name="DriftWarning">Why the fitted drift is not offered; null where it is.</param>
internal sealed record CandidateProcess(
    string Kind, double Aic, PriceProcess Process, string? Objection, string? DriftWarning)
{
    /// <summary>The largest drift and volatility that a scenario allows, per year.</summary>
    private const double LargestRate = 20;

    /// <summary>The largest mean and standard deviation of jumps that it allows.</summary>
    private const double LargestJump = 5;

    private const double DaysPerYear = 365;

    /// <summary>
    /// The estimates, those that may be used first, and of them the lowest criterion.
    /// </summary>
    /// <param name="gbm">The fit of geometric Brownian motion, or null.</param>
    /// <param name="merton">The fit of Merton's jump diffusion, or null.</param>
    /// <param name="spanYears">The time that the data span.</param>
    public static List<CandidateProcess> Of(GbmFit? gbm, MertonFit? merton, double spanYears)
    {
        List<CandidateProcess> candidates = [];
        if (merton is not null)
        {
            var process = new MertonProcess(
                Drift(merton.Drift), merton.Volatility.Value, merton.JumpsPerYear.Value,
                merton.JumpMean.Value, merton.JumpStdDev.Value, Compensated: true);
            candidates.Add(new(
                "merton", merton.Aic, process,
                merton.Obstacles.Count > 0 ? merton.Obstacles[0] : Problem(process),
                DriftWarningOf("merton", merton.Drift, spanYears)));
        }

        if (gbm is not null)
        {
            var process = new GbmProcess(Drift(gbm.Drift), gbm.Volatility.Value);
            candidates.Add(new(
                "gbm", gbm.Aic, process, Problem(process),
                DriftWarningOf("gbm", gbm.Drift, spanYears)));
        }

        return [.. candidates
            .OrderBy(candidate => candidate.Objection is null ? 0 : 1)
            .ThenBy(candidate => candidate.Aic)];
    }

    /// <summary>The drift that a scenario is given: 0 where it does not allow the fitted one.
    /// </summary>
    public static double Drift(ParameterEstimate fitted) =>
        Math.Abs(fitted.Value) <= LargestRate ? fitted.Value : 0;

    /// <summary>Whether a scenario may have the fit.</summary>
    public static bool MayBeUsed(GbmFit fit) =>
        Problem(new GbmProcess(Drift(fit.Drift), fit.Volatility.Value)) is null;

    /// <summary>Why a scenario would refuse a process; null where it would not.</summary>
    public static string? Problem(PriceProcess process) => process switch
    {
        GbmProcess gbm => Problem(
            "gbm", LargestRate, "drift", gbm.DriftPerYear, "volatility", gbm.VolatilityPerYear),
        MertonProcess merton => Problem(
                "merton", LargestRate, "drift", merton.DriftPerYear,
                "volatility", merton.VolatilityPerYear)
            ?? Problem(
                "merton", LargestJump, "jumpMean", merton.JumpMean,
                "jumpStdDev", merton.JumpStdDev),
        _ => throw new ArgumentOutOfRangeException(nameof(process), process, "Unknown process."),
    };

    // The drift's error is the volatility over the root of the span: only that of a short span
    // gets so far.
    private static string? DriftWarningOf(
        string kind, ParameterEstimate fitted, double spanYears)
    {
        if (Drift(fitted) == fitted.Value) return null;
        string error = fitted.StandardError is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"standard error {known:G3}")
            : "of unknown standard error";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{kind} is offered with drift 0: the fitted {fitted.Value:G4} a year, {error}, is "
            + $"beyond the -{LargestRate} to {LargestRate} that a scenario allows, and drift over "
            + $"{spanYears * DaysPerYear:G3} days of prices is mostly error. State your own.");
    }

    private static string? Problem(
        string kind, double most, string first, double value, string second, double other) =>
        Math.Abs(value) <= most && other <= most
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{kind} is left out of the fragment: a scenario allows {first} from -{most} to "
                + $"{most} and {second} up to {most}; found {value:G4} and {other:G4}.");
}
