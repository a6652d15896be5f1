namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>The means of a sweep over two keys as a table.</summary>
internal static class SweepMeans
{
    /// <summary>The means of a metric, a row for each value of the second key and a column for
    /// each of the first; not a number where there is none.</summary>
    public static double[,] Of(SweepGrid grid, SweepResult sweep, string metric)
    {
        int columns = grid.Axes![0].Count;
        int rows = grid.Axes[1].Count;
        var means = new double[rows, columns];
        for (int i = 0; i < rows * columns; i++)
        {
            (int column, int row) = Math.DivRem(i, rows);
            means[row, column] = i < sweep.Rows.Count
                ? sweep.Rows[i].Metrics.GetValueOrDefault(metric)?.Mean ?? double.NaN
                : double.NaN;
        }

        return means;
    }
}
