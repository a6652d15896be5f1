using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;

namespace GpuRisk.Engine.Backtesting;

/// <summary>What a pool's traders have swapped.</summary>
/// <param name="fee">The fee, as a fraction.</param>
/// <param name="turnovers">For each time of the prices, what was swapped in the interval that ends
/// there, over the pool's value at its start; NaN where that is not known.</param>
/// <param name="periodDays">The interval, in days.</param>
public sealed class PoolHistory(double fee, IReadOnlyList<double> turnovers, double periodDays)
{
    /// <summary>The fee, as a fraction.</summary>
    public double Fee => fee;

    /// <summary>Brings volumes and values to the times of prices.</summary>
    /// <param name="prices">The prices.</param>
    /// <param name="volumes">Of each time, what was swapped in the interval that ends there.
    /// </param>
    /// <param name="values">The pool's value.</param>
    /// <param name="fee">The fee, as a fraction.</param>
    public static PoolHistory Of(
        SampledPrices prices, PriceSeries volumes, PriceSeries values, double fee)
    {
        ArgumentNullException.ThrowIfNull(prices);
        SampledPrices swapped = SampledPrices.Of(volumes, prices.FirstUtc, prices.Interval);
        SampledPrices held = SampledPrices.Of(values, prices.FirstUtc, prices.Interval);
        double At(SampledPrices sampled, int i) =>
            sampled.IndexOf(prices.TimeAt(i)) is { } at ? sampled[at] : double.NaN;
        return new PoolHistory(
            fee,
            [.. Enumerable.Range(0, prices.Count).Select(i =>
                i == 0 ? double.NaN : At(swapped, i) / At(held, i - 1))],
            prices.Interval.TotalDays);
    }

    /// <summary>The law of the volume, from what was known at a time.</summary>
    /// <param name="from">The time after which it is looked at.</param>
    /// <param name="to">The time until which it is known.</param>
    public VolumeFit? Fit(int from, int to) => VolumeFit.Of(
        [.. turnovers.Skip(Math.Max(from, 0) + 1).Take(to - Math.Max(from, 0))], periodDays);

    /// <summary>Fees less what holding would have gained more, as a part of the value at the start,
    /// of a share of the whole range.</summary>
    public double NetVersusHold(SampledPrices prices, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(prices);
        double fees = 0;
        for (int i = start + 1; i <= end; i++)
            fees += fee * turnovers[i] * Math.Sqrt(prices[i - 1] / prices[start]);
        double ratio = prices[end] / prices[start];
        return fees + Math.Sqrt(ratio) - (0.5 * (1 + ratio));
    }
}
