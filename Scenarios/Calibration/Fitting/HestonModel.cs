using System.Runtime.Intrinsics;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// Heston's returns of mean 0, with Bates's jumps or without: the variance is hidden and filtered
/// on a grid (Kitagawa 1987, "Non-Gaussian state-space modeling of nonstationary time series";
/// compare Bégin, Boudreault 2021). A period is one step of <see cref="HestonProcess"/>.
/// </summary>
/// <param name="deviation">The standard deviation of the returns at hand.</param>
/// <param name="years">The time of a return.</param>
/// <param name="hasJumps">Whether jumps come on top.</param>
internal sealed class HestonModel(double deviation, double years, bool hasJumps) : ReturnModel
{
    // What a period may leave of a departure of the variance: reversion times its time.
    private const double LeastReversion = 0.003;
    private const double MostReversion = 2.5;

    // Beyond, jumps are the returns and not what is rare among them.
    private const double MostJumps = 0.2;

    // The chance of more jumps in a period is about 0.001 where they are most frequent.
    private const int MostTogether = 2;

    private const double MostCorrelation = 0.98;

    // Less than this part of the likeliest place adds nothing.
    private const double Least = 1e-10;

    private const double RootOfTwoPi = 2.5066282746310002;

    public override IReadOnlyList<ModelParameter> Parameters { get; } =
    [
        new(
            "longRunVolatility", deviation / Math.Sqrt(years) / 20,
            deviation / Math.Sqrt(years) * 20, IsScale: true),
        new("meanReversion", LeastReversion / years, MostReversion / years, IsScale: true),
        new("volatilityOfVariance", 0.01, 100, IsScale: true),
        new("priceVarianceCorrelation", -MostCorrelation, MostCorrelation),
        .. hasJumps
            ? (IEnumerable<ModelParameter>)
            [
                new("jumpsPerYear", 1e-4 / years, MostJumps / years, IsScale: true),
                new("jumpMean", -10 * deviation, 10 * deviation),
                new("jumpStdDev", deviation / 10, 20 * deviation, IsScale: true),
            ]
            : [],
    ];

    // A simplex of seven crawls where a gradient walks.
    public override bool IsSmooth => true;

    // Where the grid's rows end, the likelihood has small steps.
    public override double Difference => 0.03;

    /// <summary>What the variance of GARCH(1,1) tells.</summary>
    public override IEnumerable<double[]> Starts(double[] returns)
    {
        HestonProcess first = HestonFitter.ByMoments(returns, years, default).Process;
        double noise = first.VolatilityOfVariance * (hasJumps ? 0.7 : 1);
        yield return
        [
            first.LongRunVolatility, first.MeanReversion, Math.Clamp(noise, 0.02, 50),
            first.PriceVarianceCorrelation,
            .. hasJumps ? (double[])[0.03 / years, 0, 3 * deviation] : [],
        ];
    }

    public override void LogDensities(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> theta, Span<double> densities) =>
        Filter(returns, theta, densities);

    /// <summary>The mean variance after the last return, given all of them, per year.</summary>
    public double Filtered(ReadOnlySpan<double> returns, ReadOnlySpan<double> theta) =>
        Filter(returns, theta, new double[returns.Length]);

    public override double[] Probabilities(double[] returns, double[] theta)
    {
        var probabilities = new double[returns.Length];
        Filter(returns, theta, new double[returns.Length], probabilities);
        return probabilities;
    }

    private double Filter(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> theta, Span<double> densities,
        double[]? probabilities = null)
    {
        var chain = new VarianceChain(theta[0] * theta[0], theta[1], theta[2], years);
        Law law = LawOf(chain, theta);
        (double number, double jump, double spread) = hasJumps
            ? (theta[4] * years, theta[5], theta[6]) : (0, 0, 0);
        double[] now = [.. chain.Stationary];
        var next = new double[chain.Variances.Length];
        for (int t = 0; t < returns.Length; t++)
        {
            Array.Clear(next);
            double cut = Least * now.Max();
            for (int i = 0; i < VarianceChain.Places; i++)
            {
                if (now[i] <= cut) continue;
                double rare = hasJumps
                    ? Rare(returns[t], chain.Variances[i] * years, number, jump, spread) : 0;
                double still = returns[t] + (number * jump);
                Spread(chain, law, i, now[i], still, rare, next);
                if (probabilities is null) continue;
                double below = law.Below(chain, i, still) + (hasJumps
                    ? RareBelow(returns[t], chain.Variances[i] * years, number, jump, spread) : 0);
                probabilities[t] += now[i] * below;
            }

            double sum = 0;
            for (int i = 0; i < VarianceChain.Places; i++) sum += next[i];
            densities[t] = Math.Log(sum);
            if (!(sum > 0))
            {
                densities[t..].Fill(double.NegativeInfinity);
                return theta[0] * theta[0];
            }

            for (int i = 0; i < VarianceChain.Places; i++) now[i] = next[i] / sum;
        }

        double mean = 0;
        for (int i = 0; i < VarianceChain.Places; i++) mean += now[i] * chain.Variances[i];
        return mean;
    }

    // A return beside jumps tells nothing of where the variance goes.
    private static double Rare(
        double value, double variance, double number, double jump, double spread)
    {
        double density = 0;
        double chance = Math.Exp(-number);
        for (int n = 1; n <= MostTogether; n++)
        {
            chance *= number / n;
            double whole = variance + (n * spread * spread);
            double z = value - ((n - number) * jump);
            density += chance / (RootOfTwoPi * Math.Sqrt(whole)) * Math.Exp(-0.5 * z * z / whole);
        }

        return density;
    }

    private static void Spread(
        VarianceChain chain, Law law, int from, double chance, double value, double rare,
        double[] next)
    {
        int start = chain.Starts[from];
        int count = chain.Starts[from + 1] - start;
        Span<double> row = next.AsSpan(chain.First[from], count);
        Vector512<double> shifted = Vector512.Create(value);
        Vector512<double> weight = Vector512.Create(chance);
        Vector512<double> jumps = Vector512.Create(rare);
        for (int j = 0; j < count; j += Vector512<double>.Count)
        {
            int at = start + j;
            Vector512<double> z = shifted - Vector512.Create(law.Mean, at);
            Vector512<double> density = Vector512.Create(law.Peak, at)
                * Vector512.Exp(Vector512.Create(law.Curve, at) * z * z);
            density += jumps * Vector512.Create(chain.Weights, at);
            Vector512<double> sum = Vector512.Create<double>(row[j..]) + (weight * density);
            sum.CopyTo(row[j..]);
        }
    }

    // Without a jump: normal densities for all ways of the variance in a period.
    private Law LawOf(VarianceChain chain, ReadOnlySpan<double> theta)
    {
        double correlation = theta[3];
        double pull = correlation * (1 + (0.5 * theta[1] * years)) / theta[2];
        double own = 0.5 * years * (1 - (correlation * correlation));
        double chance = hasJumps ? Math.Exp(-theta[4] * years) : 1;
        int size = chain.Weights.Length;
        var law = new Law(new double[size], new double[size], new double[size]);
        for (int i = 0; i < VarianceChain.Places; i++)
        {
            (int start, int end) = (chain.Starts[i], chain.Starts[i + 1]);
            double mean = 0;
            for (int at = start; at < end; at++)
            {
                mean += chain.Weights[at] * chain.Variances[chain.First[i] + at - start];
            }

            for (int at = start; at < end; at++)
            {
                double to = chain.Variances[chain.First[i] + at - start];
                double variance = own * (chain.Variances[i] + to);
                law.Mean[at] = pull * (to - mean);
                law.Curve[at] = -0.5 / variance;
                law.Peak[at] = chance * chain.Weights[at] / (RootOfTwoPi * Math.Sqrt(variance));
            }
        }

        return law;
    }

    private static double RareBelow(
        double value, double variance, double number, double jump, double spread)
    {
        double below = 0;
        for (int n = 1; n <= MostTogether; n++)
        {
            below += Poisson.PMF(number, n) * Normal.CDF(
                (n - number) * jump, Math.Sqrt(variance + (n * spread * spread)), value);
        }

        return below;
    }

    private sealed record Law(double[] Mean, double[] Curve, double[] Peak)
    {
        /// <summary>The chance of a lower return without a jump from a place.</summary>
        public double Below(VarianceChain chain, int from, double value)
        {
            double below = 0;
            for (int at = chain.Starts[from]; at < chain.Starts[from + 1]; at++)
            {
                double deviation = Math.Sqrt(-0.5 / Curve[at]);
                below += Peak[at] * RootOfTwoPi * deviation
                    * Normal.CDF(Mean[at], deviation, value);
            }

            return below;
        }
    }
}
