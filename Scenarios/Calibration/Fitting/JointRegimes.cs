using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// Regimes that several assets share: in each their returns have mean 0 and a covariance matrix of
/// its own. Expectation and maximisation (Baum, Welch; Hamilton 1990).
/// </summary>
internal sealed class JointRegimes
{
    private const int Rounds = 200;
    private const double Progress = 1e-7;
    private const double LeastChance = 1e-4;

    // Less than this part of the whole covariance is no state but a handful of equal prices.
    private const double LeastSpread = 0.0025;

    private readonly Vector<double>[] _returns;
    private readonly Matrix<double> _whole;

    /// <summary>Climbs from states whose spreads are a ratio apart.</summary>
    /// <param name="returns">Returns of all assets, by time.</param>
    /// <param name="states">The number of states.</param>
    public JointRegimes(IReadOnlyList<double[]> returns, int states)
    {
        _returns = [.. returns.Select(row => Vector<double>.Build.DenseOfArray(row))];
        _whole = _returns.Aggregate(
            Matrix<double>.Build.Dense(_returns[0].Count, _returns[0].Count),
            (sum, row) => sum + row.OuterProduct(row)) / _returns.Length;
        Chain = new double[states, states];
        for (int i = 0; i < states; i++)
        {
            for (int j = 0; j < states; j++) Chain[i, j] = i == j ? 0.95 : 0.05 / (states - 1);
        }

        Covariances = [.. Enumerable.Range(0, states).Select(
            i => _whole * Math.Pow(4, (2.0 * i / (states - 1)) - 1.2))];
        double before = double.NegativeInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            double likelihood = Improve();
            if (likelihood - before < Progress * _returns.Length) break;
            before = likelihood;
        }

        int[] order = [.. Enumerable.Range(0, states).OrderBy(s => Covariances[s].Trace())];
        double[,] chain = Chain;
        Chain = new double[states, states];
        for (int i = 0; i < states; i++)
        {
            for (int j = 0; j < states; j++) Chain[i, j] = chain[order[i], order[j]];
        }

        Covariances = [.. order.Select(s => Covariances[s])];
        Start = Last();
    }

    /// <summary>The chances of going from each state to each.</summary>
    public double[,] Chain { get; }

    /// <summary>The covariance matrix of a period's returns in each state, the calmest first.
    /// </summary>
    public Matrix<double>[] Covariances { get; private set; }

    /// <summary>The chances of the states after the last return.</summary>
    public double[] Start { get; }

    /// <summary>The log density of each return given those before it, up to a constant.</summary>
    /// <param name="chain">The chances of going from each state to each.</param>
    /// <param name="covariances">The covariance matrix in each state.</param>
    public double[] LogDensities(double[,] chain, Matrix<double>[] covariances) =>
        Filter(chain, covariances).Logs;

    private double Improve()
    {
        int states = Covariances.Length;
        (double[][] forward, double[] scale, double[][] density, double[] logs) =
            Filter(Chain, Covariances);
        var moves = new double[states, states];
        var weight = new double[states];
        Matrix<double>[] squares =
            [.. Covariances.Select(one => Matrix<double>.Build.Dense(one.RowCount, one.RowCount))];
        double[] backward = [.. Enumerable.Repeat(1.0, states)];
        for (int t = _returns.Length - 1; t >= 0; t--)
        {
            Matrix<double> square = _returns[t].OuterProduct(_returns[t]);
            var earlier = new double[states];
            for (int s = 0; s < states; s++)
            {
                double chance = forward[t][s] * backward[s];
                weight[s] += chance;
                squares[s] += square * chance;
                for (int from = 0; t > 0 && from < states; from++)
                {
                    double step = Chain[from, s] * density[t][s] * backward[s] / scale[t];
                    earlier[from] += step;
                    moves[from, s] += forward[t - 1][from] * step;
                }
            }

            backward = earlier;
        }

        for (int i = 0; i < states; i++)
        {
            Covariances[i] = (squares[i] / Math.Max(weight[i], 1e-12)) + (_whole * LeastSpread);
            double sum = Enumerable.Range(0, states).Sum(j => moves[i, j]);
            double left = 1;
            for (int j = 0; j < states; j++)
            {
                if (j == i) continue;
                Chain[i, j] = Math.Clamp(
                    moves[i, j] / Math.Max(sum, 1e-12), LeastChance, (1 - LeastChance) / states);
                left -= Chain[i, j];
            }

            Chain[i, i] = left;
        }

        return logs.Sum();
    }

    private (double[][] Forward, double[] Scale, double[][] Density, double[] Logs) Filter(
        double[,] chain, Matrix<double>[] covariances)
    {
        int states = covariances.Length;
        Cholesky<double>[] factors = [.. covariances.Select(one => one.Cholesky())];
        double[] chances = RegimeModel.Stationary(chain);
        var forward = new double[_returns.Length][];
        var density = new double[_returns.Length][];
        var scale = new double[_returns.Length];
        var densities = new double[_returns.Length];
        for (int t = 0; t < _returns.Length; t++)
        {
            double[] logs = [.. factors.Select(factor => -0.5 * (factor.DeterminantLn
                + _returns[t].DotProduct(factor.Solve(_returns[t]))))];
            double highest = logs.Max();
            density[t] = [.. logs.Select(log => Math.Exp(log - highest))];
            forward[t] = [.. density[t].Select((value, s) => value * chances[s])];
            scale[t] = forward[t].Sum();
            densities[t] = Math.Log(scale[t]) + highest;
            for (int s = 0; s < states; s++) forward[t][s] /= scale[t];
            double[] now = forward[t];
            chances = [.. Enumerable.Range(0, states).Select(
                s => Enumerable.Range(0, states).Sum(from => now[from] * chain[from, s]))];
        }

        return (forward, scale, density, densities);
    }

    private double[] Last()
    {
        double[] end = Filter(Chain, Covariances).Forward[^1];
        return [.. end.Select(
            (_, s) => end.Select((chance, from) => chance * Chain[from, s]).Sum())];
    }
}
