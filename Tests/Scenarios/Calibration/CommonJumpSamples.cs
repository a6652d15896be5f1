using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>
/// Prices of two assets whose jumps come together in part, drawn by MathNet's own generators:
/// another implementation than the one that runs scenarios.
/// </summary>
/// <param name="Volatilities">Of the diffusions, per root year.</param>
/// <param name="JumpsPerYear">All jumps of each asset, the common ones among them.</param>
/// <param name="JumpMeans">The means of the jumps.</param>
/// <param name="JumpStdDevs">Their deviations.</param>
/// <param name="CommonPerYear">The jumps that come to both at once.</param>
/// <param name="SizeCorrelation">The correlation of their sizes.</param>
/// <param name="DiffusionCorrelation">The correlation without jumps.</param>
internal sealed record CommonJumpSamples(
    (double, double) Volatilities,
    (double, double) JumpsPerYear,
    (double, double) JumpMeans,
    (double, double) JumpStdDevs,
    double CommonPerYear,
    double SizeCorrelation,
    double DiffusionCorrelation)
{
    private const double IntervalYears = 1 / 8760.0;

    /// <summary>Log returns over hours.</summary>
    public (double First, double Second)[] Returns(int count, int seed)
    {
        var random = new MersenneTwister(seed);
        var returns = new (double, double)[count];
        for (int i = 0; i < count; i++)
        {
            (double x, double y) = Pair(random, DiffusionCorrelation);
            double first = x * Volatilities.Item1 * Math.Sqrt(IntervalYears);
            double second = y * Volatilities.Item2 * Math.Sqrt(IntervalYears);
            for (int n = Count(random, JumpsPerYear.Item1 - CommonPerYear); n > 0; n--)
                first += JumpMeans.Item1 + (JumpStdDevs.Item1 * Normal.Sample(random, 0, 1));
            for (int n = Count(random, JumpsPerYear.Item2 - CommonPerYear); n > 0; n--)
                second += JumpMeans.Item2 + (JumpStdDevs.Item2 * Normal.Sample(random, 0, 1));
            for (int n = Count(random, CommonPerYear); n > 0; n--)
            {
                (double a, double b) = Pair(random, SizeCorrelation);
                first += JumpMeans.Item1 + (JumpStdDevs.Item1 * a);
                second += JumpMeans.Item2 + (JumpStdDevs.Item2 * b);
            }

            returns[i] = (first, second);
        }

        return returns;
    }

    /// <summary>The two assets' files of hourly prices from 2023 on, with the epoch in s.</summary>
    public static (string First, string Second) Files((double First, double Second)[] returns) => (
        Text(returns.Select(both => both.First)), Text(returns.Select(both => both.Second)));

    /// <summary>A file of hourly prices.</summary>
    public static string Text(IEnumerable<double> returns)
    {
        double logPrice = Math.Log(2000);
        var lines = new List<string> { "unix,close", Line(0, logPrice) };
        foreach (double change in returns)
        {
            logPrice += change;
            lines.Add(Line(lines.Count - 1, logPrice));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Line(int hour, double logPrice) =>
        FormattableString.Invariant($"{1672531200 + (3600L * hour)},{Math.Exp(logPrice):R}");

    private static int Count(MersenneTwister random, double perYear) =>
        perYear > 0 ? Poisson.Sample(random, perYear * IntervalYears) : 0;

    private static (double, double) Pair(MersenneTwister random, double correlation)
    {
        double first = Normal.Sample(random, 0, 1);
        double other = Normal.Sample(random, 0, 1);
        return (
            first,
            (correlation * first) + (Math.Sqrt(1 - (correlation * correlation)) * other));
    }
}
