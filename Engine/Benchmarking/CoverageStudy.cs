using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>
/// How often the stated 95% intervals of a plan's figures hold the truth: many runs of few paths
/// against one of many, with another seed.
/// </summary>
public sealed class CoverageStudy
{
    private const double Binning = 0.001;

    private readonly Plan plan;
    private readonly CoverageOptions options;
    private int scarce;
    private int unresolved;

    private CoverageStudy(Plan plan, CoverageOptions options)
    {
        this.plan = plan;
        this.options = options;
    }

    /// <summary>The coverage of every published metric that a run can be expected to tell of.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How much is run.</param>
    /// <param name="device">What runs it; stays the caller's.</param>
    public static CoverageResult Of(
        Plan plan, CoverageOptions options, IPathDevice device)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        return new CoverageStudy(plan, options).Measure(device);
    }

    private CoverageResult Measure(IPathDevice device)
    {
        var runner = new PathRunner([device], TimeProvider.System);
        RunTally truth = Run(runner, options.TruthPaths, options.TruthSeed);
        List<Counter> counters = [.. truth.Metrics
            .Select((tally, i) => (tally, i))
            .Where(metric => !metric.tally.Metric.Internal)
            .SelectMany(metric => Counters(metric.tally, metric.i))];
        for (int run = 0; run < options.Seeds; run++)
        {
            RunTally sample = Run(runner, options.Paths, options.FirstSeed + (ulong)run);
            foreach (IGrouping<int, Counter> metric in counters.GroupBy(c => c.Metric))
            {
                var estimates = new MetricEstimates(sample.Metrics[metric.Key]);
                foreach (Counter counter in metric)
                {
                    counter.Add(counter.Figure(estimates));
                }
            }
        }

        FigureCoverage[] figures = [.. counters.Where(c => !c.IsPoint).Select(c => c.Coverage)];
        return new CoverageResult(
            figures, scarce, unresolved + counters.Count - figures.Length);
    }

    private RunTally Run(PathRunner runner, long paths, ulong seed) =>
        runner.Run(plan, new RunOptions(paths, seed, options.Precision)).Tally;

    // What a sample of so few paths is expected to hold fewer than 30 hits of, it only bounds.
    private IEnumerable<Counter> Counters(MetricTally truth, int index)
    {
        var estimates = new MetricEstimates(truth);
        double share = (double)options.Paths / options.TruthPaths;
        if (estimates.IsExact || estimates.Hits * share < MetricResult.FewestHits)
        {
            yield break;
        }

        string name = truth.Metric.Name;
        yield return new(name, "mean", index, e => e.Mean, estimates.Mean);
        if (truth.Metric.Sense == MetricSense.Level)
        {
            yield break;
        }

        (string, double, Func<MetricEstimates, Estimate>)[] figures =
        [
            ("VaR95", double.PositiveInfinity, e => e.ValueAtRisk(0.95)),
            ("ES95", estimates.TailHits(0.95), e => e.ExpectedShortfall(0.95)),
            ("ES99", estimates.TailHits(0.99), e => e.ExpectedShortfall(0.99)),
        ];
        foreach ((string figure, double hits, Func<MetricEstimates, Estimate> of) in figures)
        {
            if (hits * share < MetricResult.FewestHits)
            {
                scarce++;
            }
            else if (!IsResolved(of(estimates)))
            {
                unresolved++;
            }
            else
            {
                yield return new(name, figure, index, of, of(estimates));
            }
        }
    }

    // Bins of the sketch may put a quantile off by 0.1%, which no sampling error tells of.
    private bool IsResolved(Estimate truth)
    {
        double root = Math.Sqrt((double)options.TruthPaths / options.Paths);
        return Math.Abs(truth.Value ?? 0) * Binning < (truth.StandardError ?? 0) * root;
    }

    private sealed class Counter(
        string name, string figure, int metric, Func<MetricEstimates, Estimate> estimate,
        Estimate truth)
    {
        private int _runs;
        private int _points;
        private int _held;

        public int Metric => metric;

        public Func<MetricEstimates, Estimate> Figure => estimate;

        // A quantile among equal outcomes has no interval to speak of.
        public bool IsPoint => 2 * _points >= _runs;

        public FigureCoverage Coverage => new(name, figure, _runs, (double)_held / _runs);

        public void Add(Estimate sample)
        {
            if (sample.Value is null)
            {
                return;
            }

            double value = truth.Value!.Value;
            _runs++;
            _points += sample.Low is { } end && end == sample.High ? 1 : 0;
            _held += !(sample.Low > value) && !(sample.High < value) ? 1 : 0;
        }
    }
}
