namespace GpuRisk.Scenarios.Calibration;

/// <summary>Geometric Brownian motion as the data make it most likely.</summary>
/// <param name="Drift">The drift of the price per year: E[S(T)] = S(0) exp(drift T).</param>
/// <param name="Volatility">The volatility of the log price, per square root of a year.</param>
/// <param name="VolatilityErrorOfKurtosis">
/// The standard error of the volatility at the kurtosis of the sample, not that of a normal.
/// </param>
/// <param name="LogLikelihood">The log likelihood of the log returns.</param>
/// <param name="Aic">Akaike's criterion, 2 parameters.</param>
/// <param name="Implied">What the model says of the return over one interval.</param>
public sealed record GbmFit(
    ParameterEstimate Drift,
    ParameterEstimate Volatility,
    double VolatilityErrorOfKurtosis,
    double LogLikelihood,
    double Aic,
    ReturnMoments Implied)
{
    private const int Parameters = 2;

    /// <summary>Fits returns over equal intervals in closed form.</summary>
    /// <param name="count">The number of returns.</param>
    /// <param name="sample">Their moments.</param>
    /// <param name="intervalYears">The interval in years of 365 days.</param>
    internal static GbmFit Of(int count, ReturnMoments sample, double intervalYears)
    {
        double variance = sample.StandardDeviation * sample.StandardDeviation;
        double perYear = variance / intervalYears;
        double volatility = Math.Sqrt(perYear);

        // Mean and variance of a normal sample are independent, with variances v/n and 2v²/n; the
        // drift is the mean plus half the variance.
        double driftVariance = (perYear / (count * intervalYears))
            + (perYear * perYear / (2 * count));
        double logLikelihood = -0.5 * count * (Math.Log(2 * Math.PI * variance) + 1);
        return new GbmFit(
            new((sample.Mean / intervalYears) + (perYear / 2), Math.Sqrt(driftVariance)),
            new(volatility, volatility / Math.Sqrt(2.0 * count)),
            volatility * Math.Sqrt(Math.Max(sample.Kurtosis - 1, 0) / (4.0 * count)),
            logLikelihood,
            2 * (Parameters - logLikelihood),
            ReturnMoments.OfCumulants(sample.Mean, variance, 0, 0));
    }
}
