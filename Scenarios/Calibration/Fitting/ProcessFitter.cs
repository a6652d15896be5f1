using System.Globalization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Estimates one kind of process from log returns.</summary>
internal abstract class ProcessFitter
{
    private const double PartInSample = 0.8;

    /// <summary>The name by which users ask for it.</summary>
    public abstract string Name { get; }

    /// <summary>The fewest returns that it is fitted to.</summary>
    public virtual int LeastReturns => 60;

    /// <summary>Whether it has parameters that a scenario can state; otherwise it is the returns
    /// themselves.</summary>
    public virtual bool IsFitted => true;

    /// <summary>Fits returns that are not all the same.</summary>
    /// <param name="returns">Log returns over equal times, in order.</param>
    /// <param name="years">The time of one, in years of 365 days.</param>
    /// <param name="isWhole">Whether standard errors and out-of-sample likelihood are asked for,
    /// and not the estimates alone.</param>
    /// <param name="cancellation">Stops the search.</param>
    public abstract ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation);

    /// <summary>The root of the mean square.</summary>
    protected static double Deviation(double[] returns) =>
        Math.Sqrt(returns.Sum(value => value * value) / returns.Length);

    /// <summary>How many returns are known where the last fifth is held back.</summary>
    protected static int HeadOf(double[] returns) => (int)(PartInSample * returns.Length);

    /// <summary>What the last fifth of the returns thinks of the estimates of the rest.</summary>
    protected static double OutOfSample(
        double[] returns, Func<double[], ReturnModel> model, CancellationToken cancellation)
    {
        int head = HeadOf(returns);
        double[] known = returns[..head];
        ReturnModel law = model(known);
        double[] theta = MaximumLikelihood.Best(law, known, cancellation);
        var densities = new double[returns.Length];
        law.LogDensities(returns, theta, densities);
        return densities[head..].Sum();
    }

    /// <summary>A sentence for each parameter at a bound.</summary>
    protected static IEnumerable<string> BoundWarnings(ReturnModel model, double[] theta) => model
        .Parameters
        .Where((parameter, i) => parameter.IsAtBound(theta[i]))
        .Select(parameter =>
            $"{parameter.Name} stopped at a bound of what is searched: the returns do not tell "
            + "it.");

    /// <summary>A number as fragments hold it.</summary>
    protected static string Number(double value) =>
        value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A key of a fragment with its standard error as a comment.</summary>
    protected static string Line(string key, FittedParameter parameter) =>
        $"{key}: {Number(parameter.Value)}" + (parameter.StandardError is { } error
            ? string.Create(CultureInfo.InvariantCulture, $"  # s.e. {error:G3}")
            : "");

    /// <summary>The root of a diagonal element; null where there is none.</summary>
    protected static double? Error(double[,]? covariance, int index) =>
        covariance?[index, index] is > 0 and var variance ? Math.Sqrt(variance) : null;

    /// <summary>Rows of a matrix, each parameter multiplied by its scale.</summary>
    protected static IReadOnlyList<IReadOnlyList<double>>? Rows(
        double[,]? covariance, params double[] scales) => covariance is null
            ? null
            : [.. scales.Select((scale, i) => (IReadOnlyList<double>)[.. scales
                .Select((other, j) => covariance[i, j] * scale * other)])];

    /// <summary>Whole seconds of a time in years.</summary>
    protected static double Seconds(double years) =>
        Math.Round(years * AssetMoments.SecondsPerYear);

    /// <summary>The key that tells the time of a return.</summary>
    protected static string Period(double years)
    {
        double seconds = Seconds(years);
        return seconds % 86400 == 0 ? Invariant($"period: {seconds / 86400}d")
            : seconds % 3600 == 0 ? Invariant($"period: {seconds / 3600}h")
            : Invariant($"period: {seconds}s");
    }

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
