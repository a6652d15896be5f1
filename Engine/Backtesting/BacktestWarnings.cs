namespace GpuRisk.Engine.Backtesting;

/// <summary>What a reader of a backtest must know.</summary>
internal static class BacktestWarnings
{
    private const double MuchSubstituted = 0.05;
    private const int FewForecasts = 20;

    public static IEnumerable<string> Of(
        BacktestRequest request, IReadOnlyList<BacktestProcess> processes)
    {
        foreach (TimeSpan horizon in request.Horizons)
        {
            int apart = request.Apart(horizon);
            if (apart < 2) continue;
            yield return $"Forecasts {Text(request.Every)} apart overlap at a horizon of "
                + $"{Text(horizon)}: tests rest on one in {apart}, shares and scores on all.";
        }

        foreach (BacktestProcess process in processes)
        {
            int forecasts = process.Pooled
                .GroupBy(pooled => (pooled.Position, pooled.HorizonSeconds))
                .Max(same => same.Max(pooled => pooled.Starts));
            if (process.Substituted <= MuchSubstituted * forecasts) continue;
            yield return $"{process.Name}: for {process.Substituted} of {forecasts} forecasts "
                + "the fit was not to be used, and gbm stood in.";
        }

        int fewest = processes
            .SelectMany(process => process.Pooled)
            .Select(pooled => pooled.Apart)
            .DefaultIfEmpty(0)
            .Min();
        if (fewest < FewForecasts)
        {
            yield return $"Only {fewest} forecasts do not overlap: no test of so few says much.";
        }
    }

    private static string Text(TimeSpan time) => time.TotalDays >= 1
        ? FormattableString.Invariant($"{time.TotalDays:0.##}d")
        : FormattableString.Invariant($"{time.TotalHours:0.##}h");
}
