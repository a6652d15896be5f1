using MathNet.Numerics.Random;

namespace GpuRisk.Engine.Backtesting;

/// <summary>The second test of expected shortfall by Acerbi and Szekely (2014): Z = 1 - sum of
/// losses beyond value at risk, each over its shortfall / (forecasts x probability). It is 0 in the
/// mean where forecasts are right, and negative where losses are larger or more frequent.</summary>
internal static class ShortfallTest
{
    private const int Draws = 4000;
    private const int Seed = 20140101;

    /// <summary>The statistic.</summary>
    /// <param name="days">Forecasts and what came of them; at least one.</param>
    /// <param name="level">The number of the level.</param>
    public static double Statistic(IReadOnlyList<BacktestDay> days, int level)
    {
        double expected = days.Count * (1 - BacktestDay.Levels[level]);
        return 1 - (days.Where(day => day.Exceeds(level))
            .Sum(day => -day.Realised / day.Shortfall[level]) / expected);
    }

    /// <summary>The p-value against losses that are too large: how often forecasts that are right
    /// give less, by drawing from their tails.</summary>
    public static double PValue(IReadOnlyList<BacktestDay> days, int level)
    {
        double probability = 1 - BacktestDay.Levels[level];
        double statistic = Statistic(days, level);
        double rate = Math.Log(1 - probability);
        var random = new MersenneTwister(Seed);
        int fewer = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            // Forecasts that nothing exceeds are leapt over.
            double sum = 0;
            double at = Leap(random, rate);
            while (at < days.Count)
            {
                double[] tail = days[(int)at].Tails[level];
                sum += tail[random.Next(tail.Length)];
                at += 1 + Leap(random, rate);
            }

            if (1 - (sum / (days.Count * probability)) <= statistic) fewer++;
        }

        return (fewer + 1.0) / (Draws + 1);
    }

    private static double Leap(MersenneTwister random, double rate) =>
        Math.Floor(Math.Log(1 - random.NextDouble()) / rate);
}
