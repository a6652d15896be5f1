using GpuRisk.Scenarios.Calibration;

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
    /// <summary>Finds the starts of an asset.</summary>
    public static BacktestSeries Of(string name, PriceSeries series, BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(request);
        DateTime anchor = request.FromUtc
            ?? Midnight(series.Points[0].TimeUtc + request.LeastHistory);
        SampledPrices prices = SampledPrices.Of(series, anchor, request.Sampling);
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
                horizon => double.IsFinite(prices[start + Steps(horizon, request)]));
            if (isWhole) starts.Add(start);
            else dropped++;
        }

        return new BacktestSeries(name, prices, starts, dropped);
    }

    /// <summary>The returns that a forecast may know of.</summary>
    public double[] History(int start, BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Prices.Returns(start - Steps(request.Window, request), start);
    }

    /// <summary>What the price was over that at the start, at a horizon or at its lowest until
    /// then.</summary>
    public double Realised(
        int start, TimeSpan horizon, BacktestPosition position, BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(position);
        int end = start + Steps(horizon, request);
        double price = position.OfLowest ? Prices.Lowest(start, end) : Prices[end];
        return price / Prices[start];
    }

    internal static int Steps(TimeSpan time, BacktestRequest request) =>
        (int)(time.Ticks / request.Sampling.Ticks);

    private static DateTime Midnight(DateTime time) =>
        time.Date == time ? time : time.Date.AddDays(1);
}
