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

    /// <summary>
    /// Makes the lower triangle L with L Lᵀ equal to this matrix.
    /// </summary>
    /// <returns>The factor, or null where the matrix is not positive definite.</returns>
    public double[,]? CholeskyFactor()
    {
        // A pivot below this is rounding noise: the assets are linearly dependent.
        const double smallestPivot = 1e-12;
        var factor = new double[Size, Size];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double rest = _values[row, column];
                for (int k = 0; k < column; k++) rest -= factor[row, k] * factor[column, k];
                if (row == column && !(rest > smallestPivot)) return null;
                factor[row, column] = row == column
                    ? Math.Sqrt(rest)
                    : rest / factor[column, column];
            }
        }

        return factor;
    }
}
