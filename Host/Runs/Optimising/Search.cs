using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>Looks for the best point of the unit cube: over one key by golden section around the
/// best of some evenly spread values, over several by the simplex of Nelder and Mead (1965) from
/// the best of some start points. On the same random numbers a figure is a function of the keys
/// alone, and its best value the best of the sample (Kleywegt, Shapiro, Homem-de-Mello 2002).
/// </summary>
internal static class Search
{
    private const int Spread = 9;
    private const double Width = 1e-3;
    private const double FirstStep = 0.2;
    private const double Convergence = 1e-9;

    // What is not feasible stands behind all that is; what lies outside, or is no scenario, last.
    private const double Infeasible = 1e3;
    private const double Outside = 1e6;

    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Searches; the evaluator keeps the best.</summary>
    /// <param name="evaluator">Runs what is asked for.</param>
    /// <param name="keys">How many keys vary.</param>
    /// <param name="most">The most runs.</param>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static void Run(Evaluator evaluator, int keys, int most)
    {
        if (keys == 1) OverOne(evaluator, most);
        else OverSeveral(evaluator, keys, most);
    }

    private static void OverOne(Evaluator evaluator, int most)
    {
        double[] places =
            [.. Enumerable.Range(0, Spread).Select(i => (double)i / (Spread - 1))];
        int best = 0;
        for (int i = 0; i < Spread; i++)
            if (At(places[i]).IsBetter(At(places[best]), evaluator.IsMaximised)) best = i;
        double low = places[Math.Max(best - 1, 0)];
        double high = places[Math.Min(best + 1, Spread - 1)];
        double left = high - (Golden * (high - low));
        double right = low + (Golden * (high - low));
        while (high - low > Width && evaluator.All.Count < most)
        {
            if (At(left).IsBetter(At(right), evaluator.IsMaximised))
            {
                (high, right) = (right, left);
                left = high - (Golden * (high - low));
            }
            else
            {
                (low, left) = (left, right);
                right = low + (Golden * (high - low));
            }
        }

        Candidate At(double place) => evaluator.At([place]);
    }

    private static void OverSeveral(Evaluator evaluator, int keys, int most)
    {
        foreach (double[] start in Starts(keys)) evaluator.At(start);
        double[] figures = [.. evaluator.All
            .Where(one => one.IsFeasible).Select(one => one.Figure!.Value)];
        double origin = figures.Length > 0 ? figures[0] : 0;
        double spread = figures.Length > 0 ? figures.Max() - figures.Min() : 0;
        double scale = spread > 0 ? spread : 1;
        double[] from = evaluator.Best!.Value.Point;
        double Score(Vector<double> point)
        {
            double beyond = point.Sum(share => Math.Max(0, Math.Max(-share, share - 1)));
            if (beyond > 0) return Outside * (1 + beyond);
            Candidate candidate = evaluator.At([.. point]);
            double better = candidate.IsFeasible
                ? (candidate.Figure!.Value - origin) / scale * (evaluator.IsMaximised ? -1 : 1)
                : 0;
            return candidate.IsFeasible
                ? better
                : Math.Min(Infeasible * (1 + (candidate.Excess ?? Outside)), Outside);
        }

        var simplex = new NelderMeadSimplex(Convergence, most);
        try
        {
            // Steps lead inside.
            simplex.FindMinimum(
                ObjectiveFunction.Value(Score), Vector<double>.Build.DenseOfArray(from),
                Vector<double>.Build.Dense(keys, i => from[i] > 0.5 ? -FirstStep : FirstStep));
        }
        catch (MaximumIterationsException)
        {
            // The best that was met is the answer.
        }
    }

    // The middle, and halfway to each side of it.
    private static IEnumerable<double[]> Starts(int keys)
    {
        double[] middle = [.. Enumerable.Repeat(0.5, keys)];
        yield return middle;
        for (int i = 0; i < keys; i++)
        {
            foreach (double share in new[] { 0.25, 0.75 })
            {
                double[] start = [.. middle];
                start[i] = share;
                yield return start;
            }
        }
    }
}
