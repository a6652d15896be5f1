using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;

namespace GpuRisk.Engine.Backtesting;

/// <summary>The prices of an asset and the times at which they are forecast.</summary>
/// <param name="Name">The asset's name.</param>
/// <param name="Prices">Its prices at equal times.</param>
/// <param name="Starts">Numbers of the times at which a forecast is made, in order.</param>
/// <param name="Dropped">Starts left out because a price is missing at them or at a horizon.
/// </param>
public sealed record BacktestSeries(
    string Name, SampledPrices Prices, IReadOnlyList<int> Starts, int Dropped)
{
    /// <summary>What was swapped in a pool of the asset; null where no position asks for it.
    /// </summary>
    public PoolHistory? Pool { get; init; }

    /// <summary>Finds the starts of an asset.</summary>
    /// <param name="name">The asset's name.</param>
    /// <param name="series">Its prices.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="poolOf">Brings a pool's volume to the times of prices; null without a pool.
    /// </param>
    public static BacktestSeries Of(
        string name, PriceSeries series, BacktestRequest request,
        Func<SampledPrices, PoolHistory>? poolOf = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(request);
        DateTime anchor = request.FromUtc
            ?? Midnight(series.Points[0].TimeUtc + request.LeastHistory);
        SampledPrices prices = SampledPrices.Of(series, anchor, request.Sampling);
        PoolHistory? pool = poolOf?.Invoke(prices);
        int every = Steps(request.Every, request);
        int longest = Steps(request.Horizons[^1], request);
        int first = (int)((anchor - prices.FirstUtc).Ticks / request.Sampling.Ticks);
        int least = Steps(request.LeastHistory, request);
        List<int> starts = [];
        int dropped = 0;
        for (int start = first; start + longest < prices.Count; start += every)
        {
            if (start < least || !double.IsFinite(prices[start])) continue;
            bool isWhole = request.Horizons.All(
                    horizon => double.IsFinite(prices[start + Steps(horizon, request)]))
                && (pool is null || IsWhole(pool, prices, start, longest, request));
            if (isWhole) starts.Add(start);
            else dropped++;
        }

        return new BacktestSeries(name, prices, starts, dropped) { Pool = pool };
    }

    /// <summary>The returns that a forecast may know of.</summary>
    public double[] History(int start, BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Prices.Returns(start - Steps(request.Window, request), start);
    }

    /// <summary>What a pool's volume is fitted to at a start; null without a pool.</summary>
    public VolumeFit? Volume(int start, BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Pool?.Fit(start - Steps(request.Window, request), start);
    }

    /// <summary>What a position has gained at a horizon, as a part of the start.</summary>
    public double Realised(
        int start, TimeSpan horizon, BacktestPosition position, BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(position);
        int end = start + Steps(horizon, request);
        return position.Metric switch
        {
            "price" => position.Gain(Prices[end] / Prices[start]),
            "minimum" => position.Gain(Prices.Lowest(start, end) / Prices[start]),
            "netVersusHold" => Pool!.NetVersusHold(Prices, start, end),
            _ => throw new ArgumentException(
                $"Unknown quantity {position.Metric}.", nameof(position)),
        };
    }

    internal static int Steps(TimeSpan time, BacktestRequest request) =>
        (int)(time.Ticks / request.Sampling.Ticks);

    private static bool IsWhole(
        PoolHistory pool, SampledPrices prices, int start, int steps, BacktestRequest request) =>
        double.IsFinite(pool.NetVersusHold(prices, start, start + steps))
        && pool.Fit(start - Steps(request.Window, request), start) is not null;

    private static DateTime Midnight(DateTime time) =>
        time.Date == time ? time : time.Date.AddDays(1);
}
