using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Seeks the most likely parameters of a law, and their covariance from the curvature of
/// the likelihood there.</summary>
internal static class MaximumLikelihood
{
    private const double SimplexTolerance = 1e-9;
    private const int SimplexIterations = 5000;

    // Of a climb along the gradient: in real numbers for parameters, and of likelihood a return.
    private const double GradientStep = 1e-4;
    private const double GradientTolerance = 1e-5;
    private const double Progress = 1e-7;
    private const int GradientIterations = 40;

    /// <summary>The most likely parameters.</summary>
    public static double[] Best(
        ReturnModel model, double[] returns, CancellationToken cancellation)
    {
        double[]? best = null;
        double highest = double.NegativeInfinity;
        foreach (double[] start in model.Starts(returns))
        {
            double[] found = Climb(model, returns, start, cancellation);
            double value = model.LogLikelihood(returns, found);
            if (best is not null && !(value > highest)) continue;
            best = found;
            highest = value;
        }

        return best!;
    }

    /// <summary>The covariance of estimates by the observed information; null where the likelihood
    /// is not curved downwards. Parameters at a bound are taken as known: their rows are 0.
    /// </summary>
    public static double[,]? Covariance(ReturnModel model, double[] returns, double[] theta)
    {
        int[] free = [.. Enumerable.Range(0, theta.Length)
            .Where(i => !model.Parameters[i].IsAtBound(theta[i]))];
        if (free.Length == 0) return null;
        double[] steps = [.. theta.Select((value, i) => Math.Min(
            model.Difference * Math.Max(Math.Abs(value), 0.01),
            0.5 * Math.Min(
                value - model.Parameters[i].Lower, model.Parameters[i].Upper - value)))];
        double At(int i, double by, int j, double otherBy)
        {
            double[] moved = [.. theta];
            moved[i] += by;
            moved[j] += otherBy;
            return model.LogLikelihood(returns, moved);
        }

        var information = Matrix<double>.Build.Dense(free.Length, free.Length);
        for (int a = 0; a < free.Length; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                (int i, int j) = (free[a], free[b]);
                (double h, double k) = (steps[i], steps[j]);
                double curve = (At(i, h, j, k) - At(i, h, j, -k) - At(i, -h, j, k)
                    + At(i, -h, j, -k)) / (4 * h * k);
                information[a, b] = information[b, a] = -curve;
            }
        }

        if (information.Exists(value => !double.IsFinite(value))
            || information.Evd(Symmetricity.Symmetric).EigenValues.Any(v => !(v.Real > 0)))
        {
            return null;
        }

        Matrix<double> inverse = information.Inverse();
        var covariance = new double[theta.Length, theta.Length];
        for (int a = 0; a < free.Length; a++)
        {
            for (int b = 0; b < free.Length; b++) covariance[free[a], free[b]] = inverse[a, b];
        }

        return covariance;
    }

    private static double[] Climb(
        ReturnModel model, double[] returns, double[] start, CancellationToken cancellation)
    {
        IReadOnlyList<ModelParameter> parameters = model.Parameters;
        double Cost(Vector<double> free)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] theta = [.. free.Select((value, i) => parameters[i].Bound(value))];
            double value = -model.LogLikelihood(returns, theta) / returns.Length;
            return double.IsFinite(value) ? value : double.MaxValue;
        }

        Vector<double> Slope(Vector<double> free)
        {
            var costs = new double[2 * free.Count];
            Parallel.For(0, costs.Length, k =>
            {
                Vector<double> moved = free.Clone();
                moved[k / 2] += k % 2 == 0 ? GradientStep : -GradientStep;
                costs[k] = Cost(moved);
            });
            return Vector<double>.Build.Dense(
                free.Count, i => (costs[2 * i] - costs[(2 * i) + 1]) / (2 * GradientStep));
        }

        Vector<double> from = Vector<double>.Build.Dense(
            start.Length, i => parameters[i].Free(start[i]));
        Vector<double> best = from;
        double least = double.PositiveInfinity;
        double Kept(Vector<double> free)
        {
            double cost = Cost(free);
            if (cost < least) (least, best) = (cost, free.Clone());
            return cost;
        }

        try
        {
            if (model.IsSmooth)
            {
                new BfgsMinimizer(
                    GradientTolerance, GradientTolerance, Progress, GradientIterations).FindMinimum(
                    ObjectiveFunction.Gradient(Kept, Slope), from);
            }
            else
            {
                new NelderMeadSimplex(SimplexTolerance, SimplexIterations)
                    .FindMinimum(ObjectiveFunction.Value(Kept), from);
            }
        }
        catch (OptimizationException)
        {
            // What was reached is a start as good as any; the likelihood tells how good.
        }

        return [.. best.Select((value, i) => parameters[i].Bound(value))];
    }
}
