using MathNet.Numerics.Statistics;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Estimates the law of a pool's volume, and its elasticity to the volatility of the
/// price.</summary>
public static class VolumeCalibration
{
    private const int LeastPeriods = 60;

    // Returns before one that tell its volatility.
    private const int Instruments = 5;

    // So many standard errors a volume must follow the volatility for it to be worth stating.
    private const double Telling = 2;

    /// <summary>Estimates it from the latest periods.</summary>
    /// <param name="pool">The pool's name.</param>
    /// <param name="prices">The pool's price.</param>
    /// <param name="volumes">Of each time, what was swapped in the interval that ends there.
    /// </param>
    /// <param name="values">The pool's value, in the unit of volumes.</param>
    /// <param name="window">How far back to look, whole samplings.</param>
    /// <param name="sampling">The length of a period; volumes are one in each.</param>
    /// <param name="fee">The pool's fee, to estimate the concentration from; null for none.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    /// <returns>The estimates; null where something is wrong.</returns>
    public static LawReport? Estimate(
        string pool, PriceSeries prices, PriceSeries volumes, PriceSeries values, TimeSpan window,
        TimeSpan sampling, double? fee, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(prices);
        ArgumentNullException.ThrowIfNull(volumes);
        ArgumentNullException.ThrowIfNull(values);
        if (volumes.IntervalSeconds != sampling.TotalSeconds)
        {
            problem = FormattableString.Invariant(
                $"found volumes one in {volumes.IntervalSeconds} s; allowed is --sampling, ")
                + FormattableString.Invariant($"{sampling.TotalSeconds} s");
            return null;
        }

        DateTime end = prices.Points[^1].TimeUtc;
        SampledPrices priced = SampledPrices.Of(prices, end, sampling);
        SampledPrices swapped = SampledPrices.Of(volumes, end, sampling);
        SampledPrices held = SampledPrices.Of(values, end, sampling);
        int last = priced.IndexOf(end)!.Value;
        int first = Math.Max(last - (int)(window.Ticks / sampling.Ticks), 0);
        double At(SampledPrices sampled, int i) =>
            sampled.IndexOf(priced.TimeAt(i)) is { } at ? sampled[at] : double.NaN;
        (double Return, double Turnover)[] periods = [.. Enumerable
            .Range(first + 1, last - first)
            .Select(i => (
                Math.Log(priced[i]) - Math.Log(priced[i - 1]),
                At(swapped, i) / At(held, i - 1)))
            .Where(period => double.IsFinite(period.Item1) && period.Item2 > 0)];
        problem = periods.Length < LeastPeriods
            ? $"found {Counted.Of(periods.Length, "period")} with price, volume and value in the "
                + $"window; allowed are at least {LeastPeriods}"
            : periods.Count(period => period.Return != 0) < LeastPeriods
                ? "found prices that stand still; allowed are prices that move" : null;
        if (problem is not null) return null;
        VolumeFit fit = VolumeFit.Of(
            [.. periods.Select(period => period.Turnover)], sampling.TotalDays)!;
        (double elasticity, double? error) = Elasticity(periods);
        return Report(
            pool, fit, new("noiseVolumeProcess.elasticity", elasticity, error),
            fee is { } part ? BreakEven(periods, part) : null, periods.Length,
            (priced.TimeAt(first), end), sampling, prices.File);
    }

    // The log of a return is that of its volatility and noise, which those before it do not share:
    // they are the instrument. Volume and volatility persist: the error is summed over blocks.
    private static (double Value, double? Error) Elasticity(
        (double Return, double Turnover)[] periods)
    {
        (double Return, double Turnover)[] moved = [.. periods.Where(one => one.Return != 0)];
        double[] logs = [.. moved.Select(one => Math.Log(Math.Abs(one.Return)))];
        double[] x = logs[Instruments..];
        double[] y = [.. moved.Skip(Instruments).Select(one => Math.Log(one.Turnover))];
        double[] before = [.. x.Select((_, i) => logs[i..(i + Instruments)].Average())];
        double[] z = [.. before.Select(value => value - before.Mean())];
        (double meanX, double meanY) = (x.Mean(), y.Mean());
        double cross = z.Zip(x, (own, value) => own * (value - meanX)).Sum();
        double slope = z.Zip(y, (own, value) => own * (value - meanY)).Sum() / cross;
        return (slope, BlockErrors.Of([.. z.Select((own, i) =>
            own * (y[i] - meanY - (slope * (x[i] - meanX))) / cross)]));
    }

    // Arbitrage costs providers volatility^2 / 8 of a full-range pool's value in a year, times
    // the concentration (Milionis, Moallemi, Roughgarden, Zhang 2022).
    private static FittedParameter BreakEven(
        (double Return, double Turnover)[] periods, double fee)
    {
        const double costs = 8;
        double turnover = periods.Average(period => period.Turnover);
        double variance = periods.Average(period => period.Return * period.Return);
        double concentration = costs * fee * turnover / variance;
        double? error = BlockErrors.Of([.. periods.Select(period =>
            ((period.Turnover / turnover) - (period.Return * period.Return / variance))
            / periods.Length)]);
        return new("concentration", concentration, concentration * error);
    }

    private static LawReport Report(
        string pool, VolumeFit fit, FittedParameter elasticity, FittedParameter? concentration,
        int count, (DateTime First, DateTime Last) times, TimeSpan sampling, string? file)
    {
        double[,] covariance = VolumeErrors.Covariance(fit, count);
        double[] estimates = VolumeErrors.Estimates(fit);
        string[] names =
        [
            "noiseVolumePerDay", "noiseVolumeStdDev", "noiseVolumeProcess.meanReversionPerDay",
            "noiseVolumeProcess.volatilityPerDay",
        ];
        FittedParameter[] parameters =
        [
            .. names.Select((name, i) => new FittedParameter(
                name, estimates[i], Math.Sqrt(covariance[i, i]))),
            elasticity,
            .. concentration is null ? [] : (FittedParameter[])[concentration],
        ];
        string Below(int i) => LawReport.Line(
            parameters[i] with { Name = parameters[i].Name.Split('.')[^1] });
        bool isTelling =
            Math.Abs(elasticity.Value) > Telling * elasticity.StandardError;
        string period = FormattableString.Invariant($"{sampling.TotalSeconds} s");
        string[] lines =
        [
            .. AssetFragment.Comment(
                "",
                $"Estimated from {Counted.Of(count, "period")} of {period}, "
                + $"{PriceTime.Text(times.First)} to {PriceTime.Text(times.Last)} UTC; "
                + $"noiseVolumeStdDev is that of steps of {period}."),
            "pools:",
            $"  {pool}:",
            $"    {Below(0)}",
            $"    {Below(1)}",
            "    noiseVolumeProcess:",
            $"      {Below(2)}",
            $"      {Below(3)}",
            FormattableString.Invariant($"      start: {fit.Start:G5}"),
            isTelling
                ? $"      # {Below(4)}; where the volatility of the price changes"
                : $"      # {Below(4)}: not told from 0",
            .. concentration is null ? [] : Concentration(
                concentration, FragmentSource.Line(
                    file, "period", count, sampling.TotalSeconds, times.First, times.Last)),
        ];
        int size = parameters.Length;
        return new LawReport(
            LawReport.SchemaName, "volume", pool, count, sampling.TotalSeconds, times.First,
            times.Last, parameters,
            [.. Enumerable.Range(0, size).Select(i => (IReadOnlyList<double>)[.. Enumerable
                .Range(0, size).Select(j => i < names.Length && j < names.Length
                    ? covariance[i, j]
                    : i == j ? Math.Pow(parameters[i].StandardError ?? 0, 2) : 0)])],
            [], string.Join('\n', lines) + "\n");
    }

    private static string[] Concentration(FittedParameter concentration, string source) =>
        concentration.Value < 1
            ? [$"    # {LawReport.Line(concentration)}: fees do not pay for arbitrage at any"]
            :
            [
                "    # Where fees pay for arbitrage: an estimate of what providers live by.",
                $"    {LawReport.Line(concentration)}",
                source,
            ];
}
