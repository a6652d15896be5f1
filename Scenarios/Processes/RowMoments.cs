namespace GpuRisk.Scenarios;

/// <summary>Moments of numbers of which each is as probable as any other.</summary>
internal static class RowMoments
{
    /// <summary>The numbers with mean 0 and variance 1; null where they are all alike.</summary>
    public static IReadOnlyList<double>? Standardised(IReadOnlyList<double> rows)
    {
        double mean = rows.Average();
        double deviation = Deviation(rows);
        return deviation > 1e-12 * Math.Abs(mean)
            ? [.. rows.Select(row => (row - mean) / deviation)]
            : null;
    }

    /// <summary>The root of their variance.</summary>
    public static double Deviation(IReadOnlyList<double> rows) =>
        Math.Sqrt(Covariance(rows, rows));

    /// <summary>Of numbers of mean 0 and variance 1, the part of the variance that falls make.
    /// </summary>
    public static double Falls(IReadOnlyList<double> rows) =>
        rows.Sum(row => row < 0 ? row * row : 0) / rows.Count;

    /// <summary>The correlation of two columns; 0 where one does not move.</summary>
    public static double Correlation(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double scale = Deviation(first) * Deviation(second);
        return scale > 0 ? Math.Clamp(Covariance(first, second) / scale, -1, 1) : 0;
    }

    private static double Covariance(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        (double mean, double other) = (first.Average(), second.Average());
        return first.Zip(second, (x, y) => (x - mean) * (y - other)).Sum() / first.Count;
    }
}
