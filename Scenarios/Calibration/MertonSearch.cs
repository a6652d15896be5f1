using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Seeks the most likely jump diffusion for returns whose standard deviation is 1.
/// </summary>
internal sealed class MertonSearch(
    MertonLikelihood likelihood, MertonBounds bounds, CancellationToken cancellation)
{
    private const double GradientTolerance = 1e-8;
    private const double ParameterTolerance = 1e-10;
    private const double ProgressTolerance = 1e-13;
    private const int MaximumIterations = 300;
    private const double SimplexTolerance = 1e-9;
    private const int SimplexIterations = 4000;

    /// <summary>The step of the numerical second derivatives.</summary>
    private const double Difference = 1e-4;

    /// <summary>
    /// Robust standard deviations beyond which a first guess takes a return for a jump. The
    /// likelihood may have several peaks: each guess climbs its own and the highest is kept.
    /// </summary>
    private static readonly double[] Thresholds = [2, 3, 4];

    /// <summary>The most likely parameters: mean, ln deviation, ln jumps, jump mean, ln jump
    /// deviation.</summary>
    public Vector<double> Best(double[] returns)
    {
        Vector<double>? best = null;
        double least = double.PositiveInfinity;
        foreach (double threshold in Thresholds)
        {
            MertonStep start = MertonStart.Of(returns, threshold);
            Vector<double> found = Climb(bounds.Nearest(ThetaOf(start)));

            // The searches take an exception for a place where there is no value.
            cancellation.ThrowIfCancellationRequested();
            double value = Cost(found);
            if (best is not null && value >= least) continue;
            best = found;
            least = value;
        }

        return best!;
    }

    /// <summary>The second derivatives of the log likelihood, with their sign turned.</summary>
    public Matrix<double> Information(Vector<double> theta)
    {
        var information = Matrix<double>.Build.Dense(theta.Count, theta.Count);
        for (int i = 0; i < theta.Count; i++)
        {
            Vector<double> up = theta.Clone();
            Vector<double> down = theta.Clone();
            up[i] += Difference;
            down[i] -= Difference;
            Vector<double> change = CostAndGradient(up).Gradient
                - CostAndGradient(down).Gradient;
            information.SetRow(i, change * (likelihood.Count / (2 * Difference)));
        }

        return (information + information.Transpose()) / 2;
    }

    public static MertonStep StepOf(Vector<double> theta) => new(
        theta[0], Math.Exp(theta[1]), Math.Exp(theta[2]), theta[3], Math.Exp(theta[4]));

    /// <summary>A step with one of the parameters of the search moved.</summary>
    public static MertonStep Moved(MertonStep step, int parameter, double by)
    {
        Vector<double> theta = ThetaOf(step);
        theta[parameter] += by;
        return StepOf(theta);
    }

    /// <summary>For each parameter of the search, what each return contributes to its error.
    /// </summary>
    /// <param name="returns">Returns whose standard deviation is 1.</param>
    /// <param name="fit">The most likely step for them.</param>
    /// <param name="cancellation">Stops it.</param>
    public static double[][] Influences(
        double[] returns, MertonStep fit, CancellationToken cancellation)
    {
        var likelihood = new MertonLikelihood(returns);
        var search = new MertonSearch(
            likelihood, new MertonBounds(returns.Length, 1, 1), cancellation);
        Matrix<double> inverse = search.Information(ThetaOf(fit)).Inverse();
        double[][] scores = likelihood.Scores(fit);
        return [.. Enumerable.Range(0, MertonLikelihood.Parameters).Select(k => scores
            .Select(score => Enumerable.Range(0, score.Length).Sum(m => inverse[k, m] * score[m]))
            .ToArray())];
    }

    private static Vector<double> ThetaOf(MertonStep step) => Vector<double>.Build.DenseOfArray(
    [
        step.Mean, Math.Log(step.Deviation), Math.Log(step.Jumps), step.JumpMean,
        Math.Log(step.JumpDeviation),
    ]);

    private Vector<double> Climb(Vector<double> start)
    {
        if (Quickly(start) is { } found) return found;

        // Where the surface is too rough for a line search, a simplex goes first.
        Vector<double> rough = Slowly(start);
        return Quickly(rough) ?? rough;
    }

    private Vector<double>? Quickly(Vector<double> start)
    {
        try
        {
            var search = new BfgsBMinimizer(
                GradientTolerance, ParameterTolerance, ProgressTolerance, MaximumIterations);
            return bounds.Nearest(search.FindMinimum(
                ObjectiveFunction.Gradient(CostAndGradient), bounds.Lower, bounds.Upper, start)
                .MinimizingPoint);
        }
        catch (OptimizationException)
        {
            return null;
        }
    }

    private Vector<double> Slowly(Vector<double> start)
    {
        // Outside of the bounds the cost rises with the distance to them.
        double Walled(Vector<double> theta)
        {
            Vector<double> nearest = bounds.Nearest(theta);
            return Cost(nearest) + (theta - nearest).L1Norm();
        }

        try
        {
            var search = new NelderMeadSimplex(SimplexTolerance, SimplexIterations);
            return bounds.Nearest(
                search.FindMinimum(ObjectiveFunction.Value(Walled), start).MinimizingPoint);
        }
        catch (OptimizationException)
        {
            return start;
        }
    }

    private double Cost(Vector<double> theta) => CostAndGradient(theta).Cost;

    private (double Cost, Vector<double> Gradient) CostAndGradient(Vector<double> theta)
    {
        cancellation.ThrowIfCancellationRequested();
        var gradient = new double[MertonLikelihood.Parameters];
        double value = likelihood.Evaluate(StepOf(theta), gradient);
        Vector<double> slope = Vector<double>.Build.DenseOfArray(gradient);
        return (-value / likelihood.Count, slope / -likelihood.Count);
    }
}
