namespace GpuRisk.Engine.Results;

/// <summary>Expected shortfall of a loss distribution.</summary>
internal static class TailRisk
{
    private const double SmallestTail = 2.0;

    // A tail has this share of its places filled by losses beyond the quantile, unless many are
    // equal to it.
    private const double FullTail = 0.9;

    // The sketch does not tell losses of two neighbouring bins apart.
    private const double Resolution = 0.002;

    /// <summary>
    /// The mean of the worst (1 - level) share of all losses, a broken share of the boundary one
    /// included (Acerbi, Tasche 2002).
    /// </summary>
    /// <remarks>
    /// It is the least of q + E[(L - q)+] / (1 - level) over q, at the quantile (Rockafellar,
    /// Uryasev 2000). So the ends of its 95% interval are the least of the same expression with
    /// the ends of the mean excess's interval, over the q that the quantile may be: whatever
    /// makes the excess likely bounds the shortfall, as with the empirical likelihood of Baysal
    /// and Staum (2008), be there a gap or many equal losses at the quantile or not.
    /// </remarks>
    /// <param name="losses">The losses.</param>
    /// <param name="level">At least 0, below 1.</param>
    /// <param name="greatest">The greatest loss that the scenario allows, in the metric's unit;
    /// null where no bound is known.</param>
    internal static Estimate ExpectedShortfall(
        Distribution losses, double level, double? greatest)
    {
        if (!(level is >= 0.0 and < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level is in [0, 1).");
        }

        if (losses.Count == 0)
        {
            return Estimate.None;
        }

        double tail = losses.Count * (1.0 - level);
        double shortfall = Mean(losses, tail) * losses.Unit;
        if (losses.IsWeighted)
        {
            double start = Quantile(losses, level);
            tail = losses.EffectiveAbove(start - (Resolution * Math.Abs(start)));
        }

        if (tail < SmallestTail)
        {
            return Estimate.Normal(shortfall, null) with { Untrusted = true };
        }

        Estimate estimate = WithInterval(shortfall, losses, level);
        double beyond = TailHits(losses, level);
        bool isScarce = beyond < RareOutcomes.FewestHits && beyond < FullTail * tail;
        return isScarce
            ? Bound(estimate, losses, level, (long)Math.Round(beyond), greatest)
            : estimate with { Untrusted = tail < RareOutcomes.FewestHits };
    }

    /// <summary>Losses beyond the quantile, by more than the sketch resolves: what a shortfall
    /// rests on.</summary>
    internal static double TailHits(Distribution losses, double level)
    {
        double quantile = Quantile(losses, level);
        double apart = quantile + (Resolution * Math.Abs(quantile));
        return losses.IsWeighted
            ? losses.EffectiveAbove(apart)
            : losses.Count - losses.CountTo(apart, inclusive: true);
    }

    private static double Quantile(Distribution losses, double level) =>
        losses.ValueAt(OrderStatistics.Rank(losses.Count, level));

    // A tail that is mostly one value, with few losses beyond it: those are no more probable than
    // Wilson's interval says, and no larger than the scenario allows.
    private static Estimate Bound(
        Estimate shortfall, Distribution losses, double level, long hits, double? greatest)
    {
        double quantile = Quantile(losses, level);
        double count = losses.IsWeighted ? losses.Effective : losses.Count;
        double share = LossProbability.Wilson(hits / count, count).High!.Value / (1.0 - level);
        double? largest = greatest is { } allowed ? Math.Max(allowed, losses.Maximum) : null;
        double? bound = quantile + (Math.Min(share, 1.0) * (largest - quantile));
        return shortfall with
        {
            StandardError = hits == 0 ? null : shortfall.StandardError,
            Low = Math.Max(shortfall.Low!.Value, quantile),
            High = bound is { } high
                ? Math.Min(Math.Max(shortfall.High!.Value, high), largest!.Value)
                : null,
            Untrusted = true,
        };
    }

    private static Estimate WithInterval(double shortfall, Distribution losses, double level)
    {
        Estimate quantile = losses.Quantile(level);
        double lowest = (quantile.Low ?? losses.Minimum) / losses.Unit;
        double highest = (quantile.High ?? losses.Maximum) / losses.Unit;
        double middle = double.PositiveInfinity;
        double[] ends = [middle, middle, middle, middle];
        foreach (ValueBin bin in losses.Bins)
        {
            if (bin.Upper < lowest || bin.Lower > highest)
            {
                continue;
            }

            Estimate excess = Excess(losses, bin.Mean);
            double reach = Estimate.NormalQuantile * excess.StandardError!.Value;
            middle = Math.Min(middle, Shortfall(excess.Value!.Value));
            ends[0] = Math.Min(ends[0], Shortfall(Math.Max(excess.Low!.Value, 0.0)));
            ends[1] = Math.Min(ends[1], Shortfall(excess.High!.Value));
            ends[2] = Math.Min(ends[2], Shortfall(excess.Value.Value - reach));
            ends[3] = Math.Min(ends[3], Shortfall(excess.Value.Value + reach));
            double Shortfall(double mean) => bin.Mean + (mean / (1.0 - level));
        }

        return new Estimate(
            shortfall,
            (ends[3] - ends[2]) * losses.Unit / (2.0 * Estimate.NormalQuantile),
            shortfall + ((ends[0] - middle) * losses.Unit),
            shortfall + ((ends[1] - middle) * losses.Unit));
    }

    // What paths lose beyond a value in the mean, in fixed-point units.
    private static Estimate Excess(Distribution losses, double start)
    {
        double mean = 0.0;
        foreach (ValueBin bin in losses.Bins)
        {
            mean += bin.Count * Math.Max(bin.Mean - start, 0.0) / losses.Count;
        }

        var influence = new Influence();
        foreach (ValueBin bin in losses.Bins)
        {
            influence.Add(bin, Math.Max(bin.Mean - start, 0.0) - mean);
        }

        return Estimate.Skewed(mean, influence.StandardError, influence.Skewness, losses.Count);
    }

    private static double Mean(Distribution losses, double tail)
    {
        double sum = 0.0;
        double left = tail;
        for (int i = losses.Bins.Length - 1; i >= 0 && left > 0.0; i--)
        {
            ValueBin bin = losses.Bins[i];
            double taken = Math.Min(left, bin.Count);
            sum += taken * (taken == bin.Count ? bin.Mean : bin.TopMean(taken));
            left -= taken;
        }

        return sum / (tail - left);
    }
}
