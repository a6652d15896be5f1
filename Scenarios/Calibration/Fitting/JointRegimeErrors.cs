using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>The parameters of regimes that assets share, with the covariance that the outer
/// products of the scores give (Berndt, Hall, Hall, Hausman 1974): volatilities and correlations of
/// each state, and the chances of leaving it.</summary>
internal static class JointRegimeErrors
{
    private const double Step = 1e-5;

    /// <summary>The parameters and their covariance; null where the returns do not tell them.
    /// </summary>
    /// <param name="fit">The regimes.</param>
    /// <param name="states">The states' names.</param>
    /// <param name="assets">The assets' names.</param>
    /// <param name="years">The time of a return.</param>
    public static (FittedParameter[] Parameters, Matrix<double>? Covariance) Of(
        JointRegimes fit, IReadOnlyList<string> states, IReadOnlyList<string> assets,
        double years)
    {
        (string Name, double Value)[] named = [.. Named(fit, states, assets)];
        double[] theta = [.. named.Select(one => one.Value)];
        double[][] scores = [.. theta.Select((value, k) =>
        {
            double step = Step * Math.Max(Math.Abs(value), 1e-3);
            double[] At(double by)
            {
                double[] moved = [.. theta];
                moved[k] += by;
                (double[,] chain, Matrix<double>[] covariances) =
                    Whole(moved, states.Count, assets.Count);
                return fit.LogDensities(chain, covariances);
            }

            return At(step).Zip(At(-step), (above, below) => (above - below) / (2 * step))
                .ToArray();
        })];
        Matrix<double> matrix = Matrix<double>.Build.DenseOfRowArrays(scores);
        Matrix<double> information = matrix.TransposeAndMultiply(matrix);
        bool isKnown = !information.Exists(value => !double.IsFinite(value))
            && information.Evd(Symmetricity.Symmetric).EigenValues.All(v => v.Real > 0);

        // Deviations of a return are told as volatilities of a year.
        Matrix<double> scale = Matrix<double>.Build.DenseDiagonal(
            theta.Length, theta.Length,
            k => named[k].Name.EndsWith(".volatility", StringComparison.Ordinal)
                ? 1 / Math.Sqrt(years) : 1);
        Matrix<double>? covariance = isKnown ? scale * information.Inverse() * scale : null;
        return ([.. named.Select((one, k) => new FittedParameter(
            one.Name, one.Value * scale[k, k],
            covariance is null ? null : Math.Sqrt(covariance[k, k])))], covariance);
    }

    // The order in which Whole reads them.
    private static IEnumerable<(string Name, double Value)> Named(
        JointRegimes fit, IReadOnlyList<string> states, IReadOnlyList<string> assets)
    {
        for (int s = 0; s < states.Count; s++)
        {
            Matrix<double> own = fit.Covariances[s];
            for (int i = 0; i < assets.Count; i++)
            {
                yield return (
                    $"assets.{assets[i]}.process.states.{states[s]}.volatility",
                    Math.Sqrt(own[i, i]));
            }

            for (int i = 0; i < assets.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    yield return (
                        $"regimes.states.{states[s]}.correlations.{assets[j]}-{assets[i]}",
                        own[i, j] / Math.Sqrt(own[i, i] * own[j, j]));
                }
            }

            for (int to = 0; to < states.Count; to++)
            {
                if (to == s) continue;
                yield return (
                    $"regimes.states.{states[s]}.next.{states[to]}", fit.Chain[s, to]);
            }
        }
    }

    private static (double[,] Chain, Matrix<double>[] Covariances) Whole(
        double[] theta, int states, int assets)
    {
        var chain = new double[states, states];
        var covariances = new Matrix<double>[states];
        int at = 0;
        for (int s = 0; s < states; s++)
        {
            double[] deviations = theta[at..(at + assets)];
            at += assets;
            Matrix<double> own = Matrix<double>.Build.DenseDiagonal(
                assets, assets, i => deviations[i] * deviations[i]);
            for (int i = 0; i < assets; i++)
            {
                for (int j = 0; j < i; j++)
                    own[i, j] = own[j, i] = theta[at++] * deviations[i] * deviations[j];
            }

            covariances[s] = own;
            chain[s, s] = 1;
            for (int to = 0; to < states; to++)
            {
                if (to == s) continue;
                chain[s, to] = theta[at++];
                chain[s, s] -= chain[s, to];
            }
        }

        return (chain, covariances);
    }
}
