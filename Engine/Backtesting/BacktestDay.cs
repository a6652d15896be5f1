namespace GpuRisk.Engine.Backtesting;

/// <summary>A forecast of a position and what came of it. Gains are parts of the value at the
/// start.</summary>
/// <param name="StartUtc">When it was made.</param>
/// <param name="Realised">The gain that came.</param>
/// <param name="ValueAtRisk">The loss that was not to be exceeded, by level.</param>
/// <param name="Shortfall">The mean loss beyond it, by level.</param>
/// <param name="Pit">The forecast's probability of less than what came.</param>
/// <param name="RankedScore">The continuous ranked probability score.</param>
public sealed record BacktestDay(
    DateTime StartUtc,
    double Realised,
    IReadOnlyList<double> ValueAtRisk,
    IReadOnlyList<double> Shortfall,
    double Pit,
    double RankedScore)
{
    /// <summary>The levels of value at risk.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.95, 0.99];

    /// <summary>By level, losses beyond value at risk in units of the shortfall as forecast: means
    /// of equal parts of the tail, the worst first.</summary>
    internal IReadOnlyList<double[]> Tails { get; init; } = [];

    /// <summary>Whether the loss exceeded the value at risk of a level, by its number.</summary>
    public bool Exceeds(int level) => -Realised > ValueAtRisk[level];

    /// <summary>Compares a forecast with what came.</summary>
    internal static BacktestDay Of(
        DateTime startUtc, Forecast forecast, double realised, double part)
    {
        var tails = new double[Levels.Count][];
        var shortfall = new double[Levels.Count];
        for (int i = 0; i < Levels.Count; i++)
        {
            (double mean, double[] parts) = forecast.Tail(1 - Levels[i]);
            shortfall[i] = -mean;
            tails[i] = [.. parts.Select(value => mean == 0 ? 1 : value / mean)];
        }

        return new BacktestDay(
            startUtc, realised, [.. Levels.Select(level => -forecast.Quantile(1 - level))],
            shortfall, forecast.Below(realised, part), forecast.RankedScore(realised))
        {
            Tails = tails,
        };
    }
}
