using System.Numerics;
using MathNet.Numerics.Integration;

namespace GpuRisk.Tests.Models;

/// <summary>What is known of Heston's process without simulation.</summary>
/// <param name="Drift">The drift of the price, per year, which is the rate too.</param>
/// <param name="Start">Variance at the start.</param>
/// <param name="LongRun">The variance that it reverts to.</param>
/// <param name="Reversion">How fast.</param>
/// <param name="Xi">Volatility of the variance.</param>
/// <param name="Rho">Correlation of price and variance.</param>
internal sealed record HestonFormula(
    double Drift, double Start, double LongRun, double Reversion, double Xi, double Rho)
{
    /// <summary>The process as a scenario states it.</summary>
    public string Yaml => FormattableString.Invariant(
        $"{{ kind: heston, drift: {Drift:R}, initialVolatility: {Math.Sqrt(Start):R}, ")
        + FormattableString.Invariant(
            $"longRunVolatility: {Math.Sqrt(LongRun):R}, meanReversion: {Reversion:R}, ")
        + FormattableString.Invariant(
            $"volatilityOfVariance: {Xi:R}, priceVarianceCorrelation: {Rho:R} }}");

    /// <summary>E exp(i u ln(S(T) / S(0))), in the form that stays on one branch of the logarithm
    /// (Albrecher, Mayer, Schoutens, Tistaert 2007).</summary>
    public Complex Characteristic(Complex u, double years)
    {
        Complex i = Complex.ImaginaryOne;
        Complex beta = Reversion - (Rho * Xi * i * u);
        Complex d = Complex.Sqrt((beta * beta) + (Xi * Xi * ((i * u) + (u * u))));
        Complex g = (beta - d) / (beta + d);
        Complex decay = Complex.Exp(-d * years);
        Complex log = Complex.Log((1 - (g * decay)) / (1 - g));
        return Complex.Exp(
            (i * u * Drift * years)
            + (Reversion * LongRun / (Xi * Xi) * (((beta - d) * years) - (2 * log)))
            + (Start / (Xi * Xi) * (beta - d) * (1 - decay) / (1 - (g * decay))));
    }

    /// <summary>A European call (Lewis 2001), discounted at a rate.</summary>
    public double Call(double price, double strike, double years, double? rate = null)
    {
        double moneyness = Math.Log(price / strike);
        double Integrand(double u) => (Complex.Exp(new Complex(0, u * moneyness))
            * Characteristic(new Complex(u, -0.5), years)).Real / ((u * u) + 0.25);
        double integral = 0;
        double from = 0;
        for (double width = 0.5; from < 1e6; from += width, width *= 1.5)
        {
            double part = GaussLegendreRule.Integrate(Integrand, from, from + width, 64);
            integral += part;
            if (Math.Abs(part) < 1e-14 && from > 20) break;
        }

        double discount = Math.Exp(-(rate ?? Drift) * years);
        return discount * ((price * Math.Exp(Drift * years))
            - (Math.Sqrt(price * strike) / Math.PI * integral));
    }

    /// <summary>Mean of the log return.</summary>
    public double Mean(double years) => (Drift * years) - (0.5 * MeanIntegral(years));

    /// <summary>Mean of the integral of the variance.</summary>
    public double MeanIntegral(double years) => Reversion == 0
        ? Start * years
        : (LongRun * years) + ((Start - LongRun) * (1 - Math.Exp(-Reversion * years)) / Reversion);

    /// <summary>Variance of the log return. With f(s) = (1 - exp(-k (T - s))) / k the integral of
    /// the variance is its mean and xi times the integral of f sqrt(V) dW', so that it is the
    /// integral of E V (1 - rho xi f + xi^2 f^2 / 4).</summary>
    public double Variance(double years) => GaussLegendreRule.Integrate(
        time =>
        {
            double left = years - time;
            double f = Reversion == 0 ? left : (1 - Math.Exp(-Reversion * left)) / Reversion;
            return MeanVariance(time) * (1 - (Rho * Xi * f) + (0.25 * Xi * Xi * f * f));
        },
        0, years, 64);

    /// <summary>Mean of the variance (Cox, Ingersoll, Ross 1985).</summary>
    public double MeanVariance(double years) =>
        LongRun + ((Start - LongRun) * Math.Exp(-Reversion * years));

    /// <summary>Variance of the variance.</summary>
    public double VarianceOfVariance(double years)
    {
        double decay = Math.Exp(-Reversion * years);
        return (Start * Xi * Xi * decay * (1 - decay) / Reversion)
            + (LongRun * Xi * Xi * (1 - decay) * (1 - decay) / (2 * Reversion));
    }
}
