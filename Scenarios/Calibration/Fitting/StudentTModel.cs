using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Independent returns with Student's law of mean 0, told by the standard deviation of
/// the returns and the degrees of freedom.</summary>
/// <param name="deviation">The standard deviation of the returns at hand.</param>
internal sealed class StudentTModel(double deviation) : ReturnModel
{
    /// <summary>Where the variance is all but infinite.</summary>
    public const double LeastDegrees = 2.05;

    /// <summary>Where the law is all but normal.</summary>
    public const double MostDegrees = 100;

    public override IReadOnlyList<ModelParameter> Parameters { get; } =
    [
        new("volatility", deviation / 20, deviation * 20, IsScale: true),
        new("degreesOfFreedom", LeastDegrees, MostDegrees, IsScale: true),
    ];

    /// <summary>The log density of a return of variance 1 at the squared distance 0, and the
    /// factor of that square.</summary>
    public static (double Peak, double Square, double Power) Law(double degrees) => (
        SpecialFunctions.GammaLn((degrees + 1) / 2) - SpecialFunctions.GammaLn(degrees / 2)
            - (0.5 * Math.Log(Math.PI * (degrees - 2))),
        1 / (degrees - 2),
        -0.5 * (degrees + 1));

    public override IEnumerable<double[]> Starts(double[] returns)
    {
        yield return [deviation, 5];
    }

    public override double[] Probabilities(double[] returns, double[] theta)
    {
        double scale = theta[0] * Math.Sqrt((theta[1] - 2) / theta[1]);
        return [.. returns.Select(value => StudentT.CDF(0, scale, theta[1], value))];
    }

    public override void LogDensities(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> theta, Span<double> densities)
    {
        (double peak, double square, double power) = Law(theta[1]);
        double inverse = 1 / theta[0];
        double base0 = peak + Math.Log(inverse);
        for (int i = 0; i < returns.Length; i++)
        {
            double z = returns[i] * inverse;
            densities[i] = base0 + (power * Math.Log(1 + (z * z * square)));
        }
    }
}
