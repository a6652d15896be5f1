using MathNet.Numerics.Statistics;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// Heston's variance, and with Bates's jumps. A whole fit is the most likely one. Otherwise
/// Heston's variance has the mean, the memory and the variance of that of GARCH(1,1), which is
/// fitted to the returns (compare Nelson 1990), and the correlation of GARCH's shocks of price and
/// variance.
/// </summary>
internal sealed class HestonFitter(bool hasJumps) : ProcessFitter
{
    // A GARCH whose variance has no variance gives no figure: the spread of a variance that is
    // seldom far from its mean.
    private const double MostSpread = 2;

    private const double MostCorrelation = 0.9;

    // With less, meanReversion of daily returns is more than a scenario allows.
    private const double LeastPersistence = 0.07;

    public override string Name => hasJumps ? "bates" : "heston";

    public override ProcessFit Fit(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        if (hasJumps || isWhole) return MostLikely(returns, years, isWhole, cancellation);
        (HestonProcess process, IEnumerable<string> warnings) =
            ByMoments(returns, years, cancellation);
        return new ProcessFit
        {
            Name = Name,
            Parameters =
            [
                new("longRunVolatility", process.LongRunVolatility, null),
                new("meanReversion", process.MeanReversion, null),
                new("volatilityOfVariance", process.VolatilityOfVariance, null),
                new("priceVarianceCorrelation", process.PriceVarianceCorrelation, null),
            ],
            Returns = returns.Length,
            Warnings = [.. warnings],
            Market = new FittedMarket(process),
        };
    }

    /// <summary>The process with the moments of GARCH's variance.</summary>
    public static (HestonProcess Process, IEnumerable<string> Warnings) ByMoments(
        double[] returns, double years, CancellationToken cancellation)
    {
        double variance = Math.Pow(Deviation(returns), 2);
        var model = new GarchModel(variance, hasTails: false);
        double[] theta = MaximumLikelihood.Best(model, returns, cancellation);
        double[] variances = model.Variances(returns, theta[0], theta[1]);
        double[] shocks = [.. returns.Select((value, i) => value / Math.Sqrt(variances[i]))];
        double persistence = Math.Clamp(
            theta[0] + theta[1], LeastPersistence, GarchModel.MostPersistence);
        double kurtosis = shocks.PopulationKurtosis() + 3;
        double noise = theta[0] * theta[0] * (kurtosis - 1);
        double rest = 1 - (persistence * persistence) - noise;
        double spread = rest > 0 ? Math.Min(noise / rest, MostSpread) : MostSpread;
        double reversion = -Math.Log(persistence) / years;
        double longRun = variance / years;
        double correlation = Math.Clamp(
            shocks.PopulationSkewness() / Math.Sqrt(Math.Max(kurtosis - 1, 0.1)),
            -MostCorrelation, MostCorrelation);
        var process = new HestonProcess(
            0, Math.Sqrt(variances[^1] / years), Math.Sqrt(longRun), reversion,
            Math.Sqrt(2 * reversion * longRun * spread), correlation);
        return (process, BoundWarnings(model, theta));
    }

    private ProcessFit MostLikely(
        double[] returns, double years, bool isWhole, CancellationToken cancellation)
    {
        HestonModel Law(double[] known) => new(Deviation(known), years, hasJumps);
        HestonModel model = Law(returns);
        double[] theta = MaximumLikelihood.Best(model, returns, cancellation);
        double[,]? covariance = isWhole
            ? MaximumLikelihood.Covariance(model, returns, theta) : null;
        double initial = Math.Sqrt(model.Filtered(returns, theta));
        FittedParameter[] parameters = [.. model.Parameters.Select((one, i) =>
            new FittedParameter(one.Name, theta[i], Error(covariance, i)))];
        var diffusion = new HestonProcess(0, initial, theta[0], theta[1], theta[2], theta[3]);
        return new ProcessFit
        {
            Name = Name,
            Parameters = parameters,
            Covariance = Rows(covariance, [.. Enumerable.Repeat(1.0, theta.Length)]),
            Returns = returns.Length,
            LogLikelihood = model.LogLikelihood(returns, theta),
            Probabilities = isWhole ? model.Probabilities(returns, theta) : null,
            OutOfSampleLogLikelihood =
                isWhole ? OutOfSample(returns, Law, cancellation) : null,
            Warnings = [.. BoundWarnings(model, theta)],
            ProcessLines =
            [
                $"kind: {Name}",
                "drift: 0",
                $"initialVolatility: {Number(initial)}",
                .. parameters.Select(parameter => Line(parameter.Name, parameter)),
            ],
            Market = new FittedMarket(hasJumps
                ? new BatesProcess(diffusion, new(theta[4], theta[5], theta[6]), default)
                : diffusion),
        };
    }
}
