namespace GpuRisk.Engine.Results;

/// <summary>Solves normal equations.</summary>
internal static class LeastSquares
{
    // Less of its square is left of what the others tell already.
    private const double Least = 1e-9;

    /// <summary>Solves a symmetric positive semi-definite system by Cholesky's factor; what depends
    /// on those before it has coefficient 0.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="right">The right side.</param>
    internal static double[] Solve(double[,] matrix, double[] right)
    {
        int count = right.Length;
        var factor = new double[count, count];
        var solved = new double[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i, j];
                for (int k = 0; k < j; k++) rest -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j
                    ? rest > Least * matrix[i, i] ? Math.Sqrt(rest) : 0
                    : factor[j, j] > 0 ? rest / factor[j, j] : 0;
            }
        }

        for (int i = 0; i < count; i++)
        {
            double rest = right[i];
            for (int k = 0; k < i; k++) rest -= factor[i, k] * solved[k];
            solved[i] = factor[i, i] > 0 ? rest / factor[i, i] : 0;
        }

        for (int i = count - 1; i >= 0; i--)
        {
            double rest = solved[i];
            for (int k = i + 1; k < count; k++) rest -= factor[k, i] * solved[k];
            solved[i] = factor[i, i] > 0 ? rest / factor[i, i] : 0;
        }

        return solved;
    }
}
