using System.Globalization;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Estimates price processes from prices, by maximum likelihood.</summary>
public static class PriceCalibration
{
    /// <summary>The fewest returns that geometric Brownian motion is fitted to.</summary>
    public const int LeastReturns = 10;

    /// <summary>The fewest returns that Merton's jump diffusion is fitted to.</summary>
    public const int LeastReturnsOfMerton = 100;

    /// <summary>The name of an asset whose name nobody told.</summary>
    public const string DefaultName = "ASSET";

    /// <summary>A price that grows five hundred million times at once is none, and mean growth at
    /// such sizes exceeds what a double holds.</summary>
    private const double LargestReturn = 20;

    /// <summary>Per root year. Moves of 10 % a day make 1.9, of 10 % an hour 9.4.</summary>
    private const double LargestVolatility = 10;

    /// <summary>Logarithms of the same growth differ by less than this, by rounding.</summary>
    private const double LeastSpread = 1e-12;

    /// <summary>Why an asset cannot have a name; null where it can.</summary>
    public static string? NameProblem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NameShape.IsName(name)
            ? null
            : $"found '{name}'; allowed is {new NameShape().Allowed}";
    }

    /// <summary>Reads a time as price files tell it, in UTC; null where it is none.</summary>
    public static DateTime? ReadTime(string text) =>
        PriceTime.Read(text, DateTime.UnixEpoch) is { IsUnambiguous: true } time
            ? time.MonthFirst
            : null;

    /// <summary>A time as people read it: without seconds where there are none.</summary>
    public static string TimeText(DateTime timeUtc) => PriceTime.Text(timeUtc);

    /// <summary>Why a series cannot be used; null where it can.</summary>
    public static string? Problem(PriceSeries series, CalibrationModels models)
    {
        ArgumentNullException.ThrowIfNull(series);
        bool hasMerton = models.HasFlag(CalibrationModels.Merton);
        int least = hasMerton ? LeastReturnsOfMerton : LeastReturns;
        if (series.Returns.Count < least)
        {
            string advice = hasMerton && series.Returns.Count >= LeastReturns
                ? ", or --model gbm"
                : "";
            return $"found {Counted.Of(series.Returns.Count, "return")}; allowed are "
                + $"at least {least}{advice}";
        }

        double largest = series.Returns.MaxBy(Math.Abs);
        if (Math.Abs(largest) > LargestReturn)
        {
            int index = series.Returns.ToList().IndexOf(largest);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"found a log return of {largest:G4} at "
                + $"{TimeText(series.ReturnTimesUtc[index])}; allowed are at most "
                + $"{LargestReturn} in size");
        }

        if (series.Returns.Max() - series.Returns.Min() < LeastSpread)
            return "found that all returns are the same; allowed are prices that move at random";
        return VolatilityProblem(
            series.Returns, series.IntervalSeconds, series.Points[0].TimeUtc);
    }

    /// <summary>Why returns are not those of prices; null where they may be.</summary>
    internal static string? VolatilityProblem(
        IReadOnlyList<double> returns, double seconds, DateTime firstUtc)
    {
        double volatility = ReturnMoments.Of(returns).StandardDeviation
            / Math.Sqrt(AssetMoments.Years(seconds));
        return volatility <= LargestVolatility
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"found a volatility of {volatility:G3} per root year in prices one in "
                + $"{seconds} s from {TimeText(firstUtc)} on; "
                + $"allowed is at most {LargestVolatility}, beyond which times or prices are "
                + $"misread");
    }

    /// <summary>Estimates the models.</summary>
    /// <param name="series">Prices in which <see cref="Problem"/> finds nothing.</param>
    /// <param name="models">What to fit; at least one model.</param>
    /// <param name="name">The asset's name in the fragment, a name that scenarios allow.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="ArgumentException">The series has a problem.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CalibrationReport Estimate(
        PriceSeries series,
        CalibrationModels models,
        string name = DefaultName,
        CancellationToken cancellation = default)
    {
        if (Problem(series, models) is { } problem)
            throw new ArgumentException(problem, nameof(series));
        PriceSample sample = PriceSample.Of(series);
        double years = series.IntervalYears;
        GbmFit? gbm = models.HasFlag(CalibrationModels.Gbm)
            ? GbmFit.Of(sample.Returns, sample.Moments, years)
            : null;
        MertonFit? merton = models.HasFlag(CalibrationModels.Merton)
            ? MertonFit.Of(series.Returns, years, cancellation)
            : null;
        List<CandidateProcess> candidates =
            CandidateProcess.Of(gbm, merton, sample.Returns * years);
        List<string> warnings =
        [
            .. CalibrationWarnings.Of(sample, gbm, merton),
            .. candidates.Select(fit => CandidateProcess.Problem(fit.Process)).OfType<string>(),
            .. candidates.Where(fit => fit.Objection is null)
                .Select(fit => fit.DriftWarning).OfType<string>(),
        ];
        return new CalibrationReport(
            CalibrationReport.SchemaName,
            name,
            sample,
            gbm,
            merton,
            2 * (merton?.LogLikelihood - gbm?.LogLikelihood),
            candidates[0].Objection is null ? candidates[0].Kind : null,
            warnings,
            AssetFragment.Of(name, sample, candidates, warnings));
    }
}
