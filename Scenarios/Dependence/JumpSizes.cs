using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios;

/// <summary>
/// Common jumps of all assets that are correlated, directly or through others: the same part of
/// their jumps comes together, with sizes that are correlated pair by pair. Both the sizes' and
/// the diffusions' correlations must be those of some assets; projections, in turn onto such
/// matrices and onto what makes the covariances the stated ones, find them.
/// </summary>
internal static class JumpSizes
{
    private const int Iterations = 500;

    // A matrix whose least eigenvalue is not below this is one of correlations.
    private const double Tolerance = 1e-12;

    // Projections aim this far inside, so that they arrive.
    private const double Margin = 1e-7;

    /// <summary>The layers; null where none are found.</summary>
    /// <param name="moments">The assets' moments.</param>
    /// <param name="stated">The correlations of log returns.</param>
    /// <param name="shares">Each pair's part of the possible correlation, with its sign.</param>
    /// <param name="part">The part of the jumps that comes together, above 0 and at most 1.
    /// </param>
    public static JumpLayer[]? Layers(
        IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated, double[,] shares,
        double part)
    {
        int[] group = Groups(moments, shares);
        Matrix<double> diffusion = Start(moments.Count, shares);
        Matrix<double> sizes = diffusion.Clone();
        for (int i = 0; i < Iterations; i++)
        {
            if (!Fit(moments, stated, group, part, diffusion, sizes)) return null;
            if (IsDefinite(diffusion) && IsDefinite(sizes))
                return Layers(moments, group, part, sizes);
            diffusion = Definite(diffusion);
            sizes = Definite(sizes);
        }

        return null;
    }

    private static JumpLayer[]? Layers(
        IReadOnlyList<AssetMoments> moments, int[] group, double part, Matrix<double> sizes)
    {
        var layers = new List<JumpLayer>();
        foreach (IGrouping<int, int> members in Enumerable.Range(0, group.Length).GroupBy(
            i => group[i]))
        {
            int[] assets = [.. members];
            if (assets.Length < 2) continue;
            CorrelationMatrix correlations = CorrelationMatrix.Identity(assets.Length);
            for (int i = 0; i < assets.Length; i++)
            {
                for (int j = 0; j < i; j++)
                    correlations = correlations.With(i, j, sizes[assets[i], assets[j]]);
            }

            if (correlations.CholeskyFactor() is not { } factor) return null;
            layers.AddRange(NestedJumps.Layers(
                moments, assets, part, assets.Length,
                i => StatedJumps.Loadings(
                    factor, Array.IndexOf(assets, i), moments[i].Own.StdDev)));
        }

        return [.. layers];
    }

    // Assets that jump and are correlated through assets that do have the same number.
    private static int[] Groups(IReadOnlyList<AssetMoments> moments, double[,] shares)
    {
        int[] group = [.. Enumerable.Range(0, moments.Count)];
        for (int i = 0; i < moments.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool isShared = shares[i, j] != 0
                    && moments[i].Own.PerYear > 0 && moments[j].Own.PerYear > 0;
                if (!isShared) continue;
                (int from, int to) = (group[i], group[j]);
                for (int k = 0; k < group.Length; k++)
                    group[k] = group[k] == from ? to : group[k];
            }
        }

        return group;
    }

    private static Matrix<double> Start(int count, double[,] shares) =>
        Matrix<double>.Build.Dense(count, count, (i, j) => i == j ? 1 : shares[i, j]);

    // The nearest matrices whose covariances are the stated ones; false where there are none.
    private static bool Fit(
        IReadOnlyList<AssetMoments> moments, CorrelationMatrix stated, int[] group, double part,
        Matrix<double> diffusion, Matrix<double> sizes)
    {
        for (int i = 0; i < moments.Count; i++)
        {
            diffusion[i, i] = sizes[i, i] = 1;
            for (int j = 0; j < i; j++)
            {
                (JumpLaw one, JumpLaw other) = (moments[i].Own, moments[j].Own);
                double common = group[i] == group[j]
                    ? part * Math.Min(one.PerYear, other.PerYear)
                    : 0;
                double byDiffusion = DiffusionCovariance.Most(moments[i], moments[j]);
                double bySizes = common * one.StdDev * other.StdDev;
                double scale = moments[i].Deviation * moments[j].Deviation;
                double rest = (stated[i, j] * scale) - (common * one.Mean * other.Mean)
                    - (byDiffusion * diffusion[i, j]) - (bySizes * sizes[i, j]);
                double length = (byDiffusion * byDiffusion) + (bySizes * bySizes);
                if (length == 0 && Math.Abs(rest) > Tolerance * scale) return false;
                double step = length == 0 ? 0 : rest / length;
                diffusion[i, j] = diffusion[j, i] = diffusion[i, j] + (step * byDiffusion);
                sizes[i, j] = sizes[j, i] = bySizes == 0 ? 0 : sizes[i, j] + (step * bySizes);
            }
        }

        return true;
    }

    private static bool IsDefinite(Matrix<double> matrix) =>
        matrix.Evd(Symmetricity.Symmetric).EigenValues.All(value => value.Real >= -Tolerance);

    // The nearest positive semi-definite matrix.
    private static Matrix<double> Definite(Matrix<double> matrix)
    {
        var evd = matrix.Evd(Symmetricity.Symmetric);
        Vector<double> values = evd.EigenValues.Map(value => Math.Max(value.Real, Margin));
        return evd.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(values)
            * evd.EigenVectors.Transpose();
    }
}
