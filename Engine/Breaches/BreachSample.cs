namespace GpuRisk.Engine.Breaches;

/// <summary>Paths with what each counts, and which of them breach.</summary>
internal sealed class BreachSample
{
    private const int MostBins = 10;
    private const int FewestInBin = 5;

    // 95 % quantiles of chi-squared with 1 to 9 degrees of freedom.
    private static readonly double[] ChiSquared =
        [3.841, 5.991, 7.815, 9.488, 11.07, 12.59, 14.07, 15.51, 16.92];

    private readonly double[] _weights;
    private readonly double[] _breaching;
    private readonly double _all;
    private readonly double _breached;

    /// <summary>A sample.</summary>
    /// <param name="weights">What each path counts.</param>
    /// <param name="breaches">1 of those that breach, 0 of all others.</param>
    public BreachSample(double[] weights, double[] breaches)
    {
        _weights = weights;
        _breaching = [.. weights.Zip(breaches, (weight, breach) => weight * breach)];
        _all = weights.Sum();
        _breached = _breaching.Sum();
        Breaching = [.. Enumerable.Range(0, weights.Length).Where(i => _breaching[i] > 0)];
        double squares = _breaching.Sum(weight => weight * weight);
        Effective = squares > 0 ? _breached * _breached / squares : 0;
    }

    /// <summary>The paths that breach.</summary>
    public int[] Breaching { get; }

    /// <summary>How many breaching paths that count alike would tell as much.</summary>
    public double Effective { get; }

    /// <summary>What each path counts.</summary>
    public double[] Weights => _weights;

    /// <summary>What each path counts among those that breach; 0 of all others.</summary>
    public double[] BreachingWeights => _breaching;

    /// <summary>The share of breaching paths, or of all, on which something holds.</summary>
    /// <param name="holds">Whether it does on a path.</param>
    /// <param name="isOfAll">Whether it is the share of all.</param>
    public BreachFigure Share(Func<int, bool> holds, bool isOfAll)
    {
        double[] weights = isOfAll ? _weights : _breaching;
        double whole = isOfAll ? _all : _breached;
        double share = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0 && holds(i)) share += weights[i];
        }

        share /= whole;
        double square = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;
            double influence = weights[i] * ((holds(i) ? 1 : 0) - share) / whole;
            square += influence * influence;
        }

        return new(share, Math.Sqrt(square));
    }

    /// <summary>What a driver is where paths breach; null where it is the same on all paths.
    /// </summary>
    /// <param name="driver">The driver.</param>
    /// <param name="outcomes">What it is on each path; NaN where it is nothing.</param>
    public DriverFinding? Of(BreachDriver driver, double[] outcomes)
    {
        var always = new WeightedOrder(outcomes, _weights);
        var breached = new WeightedOrder(outcomes, _breaching);
        if (always.IsEmpty || breached.IsEmpty || !(always.Deviation > 0)) return null;
        (BreachFigure information, bool isTold) = InformationOf(outcomes, always, breached);
        return new(
            driver.Name, driver.Unit, driver.Start, driver.IsFollowed, breached.Spread(),
            always.Spread(), ShiftOf(outcomes, always, breached), information, isTold);
    }

    private BreachFigure ShiftOf(double[] outcomes, WeightedOrder always, WeightedOrder breached)
    {
        double shift = (breached.Mean - always.Mean) / always.Deviation;
        double square = 0;
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (double.IsNaN(outcomes[i])) continue;
            double away = (outcomes[i] - always.Mean) / always.Deviation;
            double own = (outcomes[i] - breached.Mean) / always.Deviation;

            // The standard deviation is estimated too.
            double influence = (_breaching[i] / breached.Whole * own)
                - (_weights[i] / always.Whole * (away + (0.5 * shift * ((away * away) - 1))));
            square += influence * influence;
        }

        return new(shift, Math.Sqrt(square));
    }

    // Relative entropy over bins that hold like shares of breaching paths. It cannot exceed that of
    // the breach itself, -log P: what any bin holds of breaches it holds of all paths.
    private (BreachFigure Share, bool IsTold) InformationOf(
        double[] outcomes, WeightedOrder always, WeightedOrder breached)
    {
        int wanted = Math.Clamp((int)(Effective / FewestInBin), 2, MostBins);
        double[] edges = [.. Enumerable.Range(1, wanted)
            .Select(i => breached.Quantile((double)i / wanted)).Distinct()];
        var ofBreaches = new double[edges.Length];
        var ofAll = new double[edges.Length];
        int[] bins = [.. outcomes.Select(outcome => BinOf(edges, breached.Least, outcome))];
        for (int i = 0; i < bins.Length; i++)
        {
            if (bins[i] < 0) continue;
            ofBreaches[bins[i]] += _breaching[i] / breached.Whole;
            ofAll[bins[i]] += _weights[i] / always.Whole;
        }

        double entropy = 0;
        for (int bin = 0; bin < edges.Length; bin++)
            entropy += ofBreaches[bin] * Math.Log(ofBreaches[bin] / ofAll[bin]);
        double square = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            if (double.IsNaN(outcomes[i])) continue;
            double ratio = bins[i] < 0 ? 0 : ofBreaches[bins[i]] / ofAll[bins[i]];
            double own = ratio > 0
                ? _breaching[i] / breached.Whole * (Math.Log(ratio) - entropy)
                : 0;
            double influence = own - (_weights[i] / always.Whole * (ratio - 1));
            square += influence * influence;
        }

        // Of a driver that tells nothing, 2 n times it is distributed as chi-squared.
        double chance = edges.Length > 1 ? ChiSquared[edges.Length - 2] / (2 * Effective) : 0;
        double error = Math.Sqrt(square);
        double most = Math.Log(_all / _breached);
        return most > 0
            ? (
                new(Math.Min(entropy / most, 1), error / most),
                entropy > chance + (1.96 * error))
            : (new(0, null), false);
    }

    private static int BinOf(double[] edges, double least, double outcome)
    {
        if (!(outcome >= least && outcome <= edges[^1])) return -1;
        int place = Array.BinarySearch(edges, outcome);
        return place < 0 ? ~place : place;
    }
}
