using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// Normal returns of mean 0 whose standard deviation is that of a hidden state of a Markov chain
/// (Hamilton 1989). Parameters: the deviations, then row by row the chances of going to each other
/// state.
/// </summary>
/// <param name="states">The number of states, at least 2.</param>
/// <param name="deviation">The standard deviation of the returns at hand.</param>
internal sealed class RegimeModel(int states, double deviation) : ReturnModel
{
    private const double LogRootOfTwoPi = 0.91893853320467274;

    /// <summary>Less than this part of the whole spread is no state but a handful of equal
    /// prices.</summary>
    private const double LeastSpread = 0.05;

    private const double LeastChance = 1e-4;

    /// <summary>The number of states.</summary>
    public int States => states;

    public override IReadOnlyList<ModelParameter> Parameters { get; } =
    [
        .. Enumerable.Range(0, states).Select(i => new ModelParameter(
            $"deviation{i}", LeastSpread * deviation, 20 * deviation, IsScale: true)),
        .. Enumerable.Range(0, states * (states - 1)).Select(i => new ModelParameter(
            $"chance{i}", LeastChance, 1 - LeastChance)),
    ];

    /// <summary>Expectation and maximisation (Baum, Welch) from two places.</summary>
    public override IEnumerable<double[]> Starts(double[] returns)
    {
        var climb = new RegimeClimb(states, LeastSpread * deviation, LeastChance);
        yield return climb.From(returns, deviation, stay: 0.95, ratio: 2.5);
        yield return climb.From(returns, deviation, stay: 0.8, ratio: 5);
    }

    public override void LogDensities(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> theta, Span<double> densities) =>
        Filter(returns, theta, densities);

    /// <summary>The chances of the states after the last return, given all of them.</summary>
    public double[] Filtered(ReadOnlySpan<double> returns, ReadOnlySpan<double> theta) =>
        Filter(returns, theta, new double[returns.Length]);

    public override double[] Probabilities(double[] returns, double[] theta)
    {
        var probabilities = new double[returns.Length];
        Filter(returns, theta, new double[returns.Length], probabilities);
        return probabilities;
    }

    /// <summary>The chances of going from each state to each.</summary>
    public double[,] Chain(ReadOnlySpan<double> theta)
    {
        var chain = new double[states, states];
        int at = states;
        for (int i = 0; i < states; i++)
        {
            chain[i, i] = 1;
            for (int j = 0; j < states; j++)
            {
                if (j == i) continue;
                chain[i, j] = theta[at++];
                chain[i, i] -= chain[i, j];
            }
        }

        return chain;
    }

    /// <summary>The law of the state in the long run.</summary>
    public static double[] Stationary(double[,] chain)
    {
        int count = chain.GetLength(0);
        var system = Matrix<double>.Build.Dense(
            count, count, (i, j) => i == 0 ? 1 : (i == j ? 1 : 0) - chain[j, i]);
        Vector<double> one = Vector<double>.Build.Dense(count, i => i == 0 ? 1 : 0);
        return [.. system.Solve(one)];
    }

    private double[] Filter(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> theta, Span<double> densities,
        double[]? probabilities = null)
    {
        double[,] chain = Chain(theta);
        for (int i = 0; i < states; i++)
        {
            if (chain[i, i] > 0) continue;
            densities.Fill(double.NegativeInfinity);
            return new double[states];
        }

        double[] chances = Stationary(chain);
        var inverse = new double[states];
        var peak = new double[states];
        for (int s = 0; s < states; s++)
        {
            inverse[s] = 0.5 / (theta[s] * theta[s]);
            peak[s] = -LogRootOfTwoPi - Math.Log(theta[s]);
        }

        var joint = new double[states];
        for (int i = 0; i < returns.Length; i++)
        {
            double r2 = returns[i] * returns[i];
            for (int s = 0; probabilities is not null && s < states; s++)
                probabilities[i] += chances[s] * Normal.CDF(0, theta[s], returns[i]);
            double highest = double.NegativeInfinity;
            for (int s = 0; s < states; s++)
            {
                joint[s] = peak[s] - (inverse[s] * r2);
                highest = Math.Max(highest, joint[s]);
            }

            double sum = 0;
            for (int s = 0; s < states; s++)
            {
                joint[s] = chances[s] * Math.Exp(joint[s] - highest);
                sum += joint[s];
            }

            densities[i] = Math.Log(sum) + highest;
            for (int s = 0; s < states; s++)
            {
                double next = 0;
                for (int from = 0; from < states; from++) next += joint[from] * chain[from, s];
                chances[s] = next / sum;
            }
        }

        return chances;
    }
}
