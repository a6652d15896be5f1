using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// GARCH(1,1) (Bollerslev 1986) of mean 0 about a long-run variance that is given: h' = v (1 - a -
/// b) + a r² + b h, with normal shocks or Student's of variance 1.
/// </summary>
/// <param name="variance">The long-run variance of a return.</param>
/// <param name="hasTails">Whether shocks are Student's.</param>
internal sealed class GarchModel(double variance, bool hasTails) : ReturnModel
{
    /// <summary>The most that may be left of a departure of the variance after a period.</summary>
    public const double MostPersistence = 0.999;

    private const double LogRootOfTwoPi = 0.91893853320467274;

    public override IReadOnlyList<ModelParameter> Parameters { get; } =
    [
        new("alpha", 0, 1),
        new("beta", 0, 1),
        .. hasTails
            ? (IEnumerable<ModelParameter>)[new(
                "degreesOfFreedom", StudentTModel.LeastDegrees, StudentTModel.MostDegrees,
                IsScale: true)]
            : [],
    ];

    /// <summary>The variances of the returns, and after them the next one.</summary>
    public double[] Variances(ReadOnlySpan<double> returns, double alpha, double beta)
    {
        var variances = new double[returns.Length + 1];
        variances[0] = variance;
        double pull = variance * (1 - alpha - beta);
        for (int i = 0; i < returns.Length; i++)
        {
            variances[i + 1] = pull + (alpha * returns[i] * returns[i]) + (beta * variances[i]);
        }

        return variances;
    }

    public override IEnumerable<double[]> Starts(double[] returns)
    {
        double[] tails = hasTails ? [6] : [];
        yield return [0.08, 0.88, .. tails];
        yield return [0.15, 0.5, .. tails];
    }

    public override double[] Probabilities(double[] returns, double[] theta)
    {
        double[] variances = Variances(returns, theta[0], theta[1]);
        return [.. returns.Select((value, i) => hasTails
            ? StudentT.CDF(
                0, Math.Sqrt(variances[i] * (theta[2] - 2) / theta[2]), theta[2], value)
            : Normal.CDF(0, Math.Sqrt(variances[i]), value))];
    }

    public override void LogDensities(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> theta, Span<double> densities)
    {
        (double alpha, double beta) = (theta[0], theta[1]);
        if (alpha + beta > MostPersistence)
        {
            densities.Fill(double.NegativeInfinity);
            return;
        }

        (double peak, double square, double power) = hasTails
            ? StudentTModel.Law(theta[2])
            : (-LogRootOfTwoPi, 0, 0);
        double h = variance;
        double pull = variance * (1 - alpha - beta);
        for (int i = 0; i < returns.Length; i++)
        {
            double r2 = returns[i] * returns[i];
            double z2 = r2 / h;
            double tail = hasTails ? power * Math.Log(1 + (z2 * square)) : -0.5 * z2;
            densities[i] = peak + tail - (0.5 * Math.Log(h));
            h = pull + (alpha * r2) + (beta * h);
        }
    }
}
