namespace GpuRisk.Scenarios;

/// <summary>The full, symmetric correlation matrix of the log returns of all assets.</summary>
public sealed class CorrelationMatrix
{
    private readonly double[,] _values;

    private CorrelationMatrix(double[,] values) => _values = values;

    /// <summary>The number of assets.</summary>
    public int Size => _values.GetLength(0);

    /// <summary>The correlation of two assets, -1 to 1; 1 of an asset with itself.</summary>
    /// <param name="row">An asset's index, from 0.</param>
    /// <param name="column">An asset's index, from 0.</param>
    public double this[int row, int column] => _values[row, column];

    /// <summary>Makes the matrix of assets that move independently.</summary>
    /// <param name="size">The number of assets.</param>
    public static CorrelationMatrix Identity(int size)
    {
        var values = new double[size, size];
        for (int i = 0; i < size; i++) values[i, i] = 1;
        return new CorrelationMatrix(values);
    }

    /// <summary>Makes a copy in which one pair of assets has the given correlation.</summary>
    /// <param name="first">An asset's index, from 0.</param>
    /// <param name="second">Another asset's index, from 0.</param>
    /// <param name="correlation">The correlation, -1 to 1.</param>
    public CorrelationMatrix With(int first, int second, double correlation)
    {
        var values = (double[,])_values.Clone();
        values[first, second] = correlation;
        values[second, first] = correlation;
        return new CorrelationMatrix(values);
    }

    /// <summary>The correlations of some of the assets, in the order given.</summary>
    /// <param name="assets">Their indices.</param>
    public CorrelationMatrix Of(IReadOnlyList<int> assets)
    {
        ArgumentNullException.ThrowIfNull(assets);
        CorrelationMatrix part = Identity(assets.Count);
        for (int i = 0; i < assets.Count; i++)
        {
            for (int j = 0; j < i; j++)
                part._values[i, j] = part._values[j, i] = this[assets[i], assets[j]];
        }

        return part;
    }

    /// <summary>
    /// Makes the lower triangle L with L Lᵀ equal to this matrix. Assets that others determine
    /// leave a zero on the diagonal.
    /// </summary>
    /// <returns>The factor, or null where the matrix is not positive semi-definite.</returns>
    public double[,]? CholeskyFactor()
    {
        // A pivot within this of zero is rounding noise: the asset follows from those before it,
        // and what is left of its column is of the size of the pivot's root.
        const double smallestPivot = 1e-10;
        const double largestRest = 1e-5;
        var factor = new double[Size, Size];
        for (int column = 0; column < Size; column++)
        {
            double pivot = Rest(factor, column, column);
            if (!(pivot >= -smallestPivot)) return null;
            bool isFree = pivot > smallestPivot;
            if (isFree) factor[column, column] = Math.Sqrt(pivot);
            for (int row = column + 1; row < Size; row++)
            {
                double rest = Rest(factor, row, column);
                if (isFree) factor[row, column] = rest / factor[column, column];
                else if (!(Math.Abs(rest) <= largestRest)) return null;
            }
        }

        return factor;
    }

    private double Rest(double[,] factor, int row, int column)
    {
        double rest = _values[row, column];
        for (int k = 0; k < column; k++) rest -= factor[row, k] * factor[column, k];
        return rest;
    }
}
