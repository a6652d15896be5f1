namespace GpuRisk.Engine.Backtesting;

/// <summary>Turns forecasts and what came of them into figures.</summary>
internal static class BacktestJudge
{
    private const int PitBars = 10;

    /// <summary>Judges a cell.</summary>
    public static BacktestCell Cell(
        string asset, string process, BacktestPosition position, TimeSpan horizon, int apart,
        IReadOnlyList<BacktestDay> days)
    {
        BacktestDay[] alone = [.. days.Where((_, i) => i % apart == 0)];
        double distance = UniformTest.Distance(alone.Select(day => day.Pit));
        var bars = new int[PitBars];
        foreach (BacktestDay day in days)
            bars[Math.Clamp((int)(day.Pit * PitBars), 0, PitBars - 1)]++;
        return new BacktestCell(
            asset, process, position.Name, horizon.TotalSeconds, days.Count, alone.Length,
            [.. BacktestDay.Levels.Select((_, i) => Level(days, alone, i))],
            bars, distance, UniformTest.PValue(distance, alone.Length),
            days.Average(day => day.RankedScore))
        {
            Days = days,
        };
    }

    /// <summary>Judges a process over its cells.</summary>
    /// <param name="name">The process.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="scores">The scores to compare with, in the order of the cells.</param>
    /// <param name="substituted">Forecasts for which the fit was not to be used.</param>
    public static BacktestProcess Process(
        string name, IReadOnlyList<BacktestCell> cells, IReadOnlyList<double> scores,
        int substituted)
    {
        LevelResult[] levels = [.. cells.SelectMany(cell => cell.Levels)];
        return new BacktestProcess(
            name,
            levels.Length,
            levels.Count(level => IsRejected(level.Kupiec)),
            levels.Count(level => IsRejected(level.KupiecOverlapping)),
            cells.Count(cell => IsRejected(cell.PitPValue)),
            levels.Count(level => IsRejected(level.AcerbiSzekelyPValue)),
            [.. cells
                .GroupBy(cell => (cell.Position, cell.HorizonSeconds))
                .SelectMany(same => BacktestDay.Levels.Select((level, i) => Pooled(
                    same.Key.Position, same.Key.HorizonSeconds, level, i, [.. same])))],
            cells.Zip(scores, (cell, score) => cell.RankedScore / score).Average(),
            substituted);
    }

    /// <summary>Whether a test rejects.</summary>
    public static bool IsRejected(double pValue) => pValue < BacktestResult.Significance;

    private static PooledCoverage Pooled(
        string position, double horizon, double level, int index, BacktestCell[] cells)
    {
        int apart = cells.Sum(cell => cell.Apart);
        int hits = cells.Sum(cell => cell.Levels[index].ApartExceedances);
        return new PooledCoverage(
            position, horizon, level,
            cells.Sum(cell => cell.Starts),
            cells.Sum(cell => cell.Levels[index].Exceedances),
            apart, hits, CoverageTests.Kupiec(hits, apart, 1 - level));
    }

    private static LevelResult Level(
        IReadOnlyList<BacktestDay> days, BacktestDay[] alone, int index)
    {
        double probability = 1 - BacktestDay.Levels[index];
        BacktestDay[] beyond = [.. days.Where(day => day.Exceeds(index))];
        bool[] hits = [.. alone.Select(day => day.Exceeds(index))];
        int apart = hits.Count(hit => hit);
        return new LevelResult(
            BacktestDay.Levels[index],
            beyond.Length,
            (double)beyond.Length / days.Count,
            apart,
            CoverageTests.Kupiec(apart, alone.Length, probability),
            CoverageTests.Kupiec(beyond.Length, days.Count, probability),
            CoverageTests.Independence(hits),
            CoverageTests.Conditional(hits, probability),
            days.Average(day => day.ValueAtRisk[index]),
            beyond.Length == 0
                ? null
                : -beyond.Sum(day => day.Realised) / beyond.Sum(day => day.Shortfall[index]),
            ShortfallTest.Statistic(alone, index),
            ShortfallTest.PValue(alone, index));
    }
}
