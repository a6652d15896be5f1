using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Turns estimates into processes of scenarios.</summary>
internal static class CalibratedProcess
{
    /// <summary>The largest drift and volatility that a scenario allows, per year.</summary>
    private const double LargestRate = 20;

    /// <summary>The largest mean and standard deviation of jumps that it allows.</summary>
    private const double LargestJump = 5;

    /// <summary>The processes of the estimates, Merton's first.</summary>
    public static List<(string Title, PriceProcess Process)> Of(GbmFit? gbm, MertonFit? merton)
    {
        List<(string Title, PriceProcess Process)> fits = [];
        if (merton is not null)
        {
            fits.Add((
                Title("merton", merton.Aic),
                new MertonProcess(
                    merton.Drift.Value, merton.Volatility.Value, merton.JumpsPerYear.Value,
                    merton.JumpMean.Value, merton.JumpStdDev.Value, Compensated: true)));
        }

        if (gbm is not null)
        {
            fits.Add((
                Title("gbm", gbm.Aic),
                new GbmProcess(gbm.Drift.Value, gbm.Volatility.Value)));
        }

        return fits;
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

    private static string Title(string kind, double aic) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}, AIC {aic:F1}");
}
