using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>A process that was estimated and may go into a scenario.</summary>
/// <param name="Kind">Its kind in scenarios.</param>
/// <param name="Aic">Akaike's criterion.</param>
/// <param name="Process">The process.</param>
/// <param name="Objection">Why it must not be used; null where it may.</param>
internal sealed record CandidateProcess(
    string Kind, double Aic, PriceProcess Process, string? Objection)
{
    /// <summary>The largest drift and volatility that a scenario allows, per year.</summary>
    private const double LargestRate = 20;

    /// <summary>The largest mean and standard deviation of jumps that it allows.</summary>
    private const double LargestJump = 5;

    /// <summary>
    /// The estimates, those that may be used first, and of them the lowest criterion.
    /// </summary>
    public static List<CandidateProcess> Of(GbmFit? gbm, MertonFit? merton)
    {
        List<CandidateProcess> candidates = [];
        if (merton is not null)
        {
            var process = new MertonProcess(
                merton.Drift.Value, merton.Volatility.Value, merton.JumpsPerYear.Value,
                merton.JumpMean.Value, merton.JumpStdDev.Value, Compensated: true);
            candidates.Add(new(
                "merton", merton.Aic, process,
                merton.Obstacles.Count > 0 ? merton.Obstacles[0] : Problem(process)));
        }

        if (gbm is not null)
        {
            var process = new GbmProcess(gbm.Drift.Value, gbm.Volatility.Value);
            candidates.Add(new("gbm", gbm.Aic, process, Problem(process)));
        }

        return [.. candidates
            .OrderBy(candidate => candidate.Objection is null ? 0 : 1)
            .ThenBy(candidate => candidate.Aic)];
    }

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

    private static string? Problem(
        string kind, double most, string first, double value, string second, double other) =>
        Math.Abs(value) <= most && other <= most
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{kind} is left out of the fragment: a scenario allows {first} from -{most} to "
                + $"{most} and {second} up to {most}; found {value:G4} and {other:G4}.");
}
