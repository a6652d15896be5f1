using System.Globalization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Tells what a user must know before he relies on an estimate.</summary>
internal static class CalibrationWarnings
{
    private const double SecondsPerDay = 86400;
    private const double DaysPerYear = 365;

    /// <summary>A correlation of sizes from which on returns are plainly not independent.
    /// </summary>
    private const double MuchClustering = 0.1;

    /// <summary>A difference of spreads that matters for a risk figure.</summary>
    private const double MuchSpread = 0.1;

    /// <summary>A part of equal prices that shows that they are rounded coarsely.</summary>
    private const double ManyUnchanged = 0.2;

    /// <summary>Steps longer than this are rare in scenarios.</summary>
    private const double LongStepDays = 7;

    public static IEnumerable<string> Of(PriceSample sample, GbmFit? gbm, MertonFit? merton)
    {
        if (sample.IsClosedAtWeekends)
        {
            yield return
                "The market is closed at weekends: returns over them are left out, and a year is "
                + "taken to have 365 days of trade. With about 261, drift and variance are "
                + "overstated by about 365/261.";
        }

        if (sample.ClusteringOfMoves > MuchClustering)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Large moves come together (correlation {sample.ClusteringOfMoves:F2} of ")
                + "neighbouring sizes), which neither model knows: standard errors of "
                + "volatility and jumps are too small.";
        }

        double unchanged = (double)sample.Unchanged / sample.Returns;
        if (unchanged > ManyUnchanged)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * unchanged:F0} % of the returns are 0: prices are rounded coarsely or ")
                + "rarely traded, which neither model knows.";
        }

        if (gbm is not null && merton is not null && merton.Aic >= gbm.Aic)
        {
            yield return "By Akaike's criterion the data do not call for jumps; use gbm.";
        }

        if (merton is null) yield break;
        if (merton.Obstacles.Count > 0)
        {
            foreach (string obstacle in merton.Obstacles) yield return obstacle;
            yield break;
        }

        foreach (string warning in merton.Warnings) yield return warning;
        double spread = merton.Implied.StandardDeviation / sample.Moments.StandardDeviation;
        if (Math.Abs(spread - 1) > MuchSpread)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Returns of merton spread {100 * spread:F0}% as wide as the realised ones: most ")
                + "likely jumps are milder or harsher than the largest moves of these data.";
        }

        double longestDays =
            MertonBounds.MostJumpsInStep / merton.JumpsPerYear.Value * DaysPerYear;
        if (longestDays >= LongStepDays) yield break;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"With so many jumps a scenario's step may be at most "
            + $"{Math.Floor(longestDays * SecondsPerDay):F0}s, for 5 jumps in a step.");
    }
}
