using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;

namespace GpuRisk.Engine.Breaches;

/// <summary>Tells what the paths of a run that breach look like: reverse stress.</summary>
public sealed class BreachAnalysis
{
    /// <summary>The most representatives.</summary>
    public const int MostShown = 12;

    private const int Moments = 48;
    private const int FewestFollowed = 256;
    private const int MostFollowed = 4096;
    private const double StepsOfSmallRun = 1e8;
    private const int MostBands = 6;
    private const int MostCandidates = 512;
    private const int MostFeatures = 12;

    private readonly Plan _plan;
    private readonly RunOptions _options;
    private readonly BreachWatch _watch;
    private readonly CancellationToken _cancellation;

    /// <summary>An analysis.</summary>
    /// <param name="plan">The run's plan.</param>
    /// <param name="options">How it was run.</param>
    /// <param name="breach">The place of the event among what is tallied.</param>
    /// <param name="cancellation">Stops it.</param>
    public BreachAnalysis(
        Plan plan, RunOptions options, int breach, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        _plan = plan;
        _options = options;
        _cancellation = cancellation;
        _watch = new BreachWatch(plan, breach);
        Drivers = ToldDriver.Of(plan);
    }

    /// <summary>The drivers that every path tells.</summary>
    public IReadOnlyList<ToldDriver> Drivers { get; }

    /// <summary>The place of paths' weights among what is tallied; null where each counts once.
    /// </summary>
    public int? Weight => _watch.Weight;

    /// <summary>What breaching paths look like; null where none breaches.</summary>
    /// <param name="breaches">1 on each path that breaches, 0 on all others.</param>
    /// <param name="weights">What each path counts; null where each counts once.</param>
    /// <param name="outcomes">Those of <see cref="Drivers"/>, in their order.</param>
    /// <param name="shown">How many representatives, 1 to <see cref="MostShown"/>.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public BreachFindings? Find(
        double[] breaches, double[]? weights, IReadOnlyList<double[]> outcomes, int shown)
    {
        ArgumentNullException.ThrowIfNull(breaches);
        ArgumentNullException.ThrowIfNull(outcomes);
        var sample = new BreachSample(weights ?? [.. breaches.Select(_ => 1.0)], breaches);
        if (sample.Breaching.Length == 0) return null;
        DriverFinding?[] told = [.. Drivers.Zip(
            outcomes, (driver, column) => sample.Of(driver.Driver, column))];
        var some = FollowedSample.Of(sample, Followed());
        var followed = PathMoments.Of(
            _plan, _options, _watch.Places, some.Ranges, Moments, _cancellation);
        BreachSample few = some.Sample;
        double[] seconds = [.. followed.Steps.Select(step => step * StepSeconds)];
        var events = new FollowedEvents(few, _watch.Events(followed), seconds);
        return new(
            sample.Breaching.Length, sample.Effective, few.Weights.Length, few.Breaching.Length,
            seconds,
            Sorted([
                .. told.OfType<DriverFinding>(),
                .. _watch.Drivers(followed, StepSeconds)
                    .Select(one => few.Of(one.Driver, one.Outcomes)).OfType<DriverFinding>(),
            ]),
            events.Told(), events.Orders(), Bands(few, followed),
            Representatives(sample, told, outcomes, shown));
    }

    private double StepSeconds => _plan.Scenario.StepSeconds;

    // Following paths takes no more steps than the run did, or a second or so.
    private int Followed()
    {
        double most = Math.Max(StepsOfSmallRun, (double)_options.Paths * _plan.Steps);
        double perPath = 0.5 * _plan.Steps * Math.Min(Moments, _plan.Steps);
        int paths = MostFollowed;
        while (paths > FewestFollowed && paths * perPath > most) paths /= 2;
        return (int)Math.Min(paths, _options.Paths);
    }

    private static IReadOnlyList<DriverFinding> Sorted(IEnumerable<DriverFinding> drivers) =>
        [.. drivers.OrderByDescending(one => one.IsTold)
            .ThenByDescending(one => one.Information.Value)];

    private IReadOnlyList<BreachBand> Bands(BreachSample sample, PathMoments followed) =>
    [
        .. _watch.Prices.Take(MostBands).Select(price => new BreachBand(
            price.Metric.Name, price.Metric.Unit,
            [.. Enumerable.Range(0, followed.Steps.Count).Select(moment =>
                Point(sample, [.. followed[moment, price.At]]))])),
    ];

    private static BandPoint Point(BreachSample sample, double[] values)
    {
        var always = new WeightedOrder(values, sample.Weights);
        var breached = new WeightedOrder(values, sample.BreachingWeights);
        return new(
            always.Quantile(0.05), always.Quantile(0.5), always.Quantile(0.95),
            breached.Quantile(0.05), breached.Quantile(0.5), breached.Quantile(0.95));
    }

    // Of breaching paths at like distances, and the most telling drivers, each in its standard
    // deviation on breaching paths.
    private IReadOnlyList<RepresentativePath> Representatives(
        BreachSample sample, DriverFinding?[] told, IReadOnlyList<double[]> outcomes, int shown)
    {
        int count = Math.Min(sample.Breaching.Length, MostCandidates);
        int[] candidates = [.. Enumerable.Range(0, count).Select(
            i => sample.Breaching[(long)i * sample.Breaching.Length / count])];
        double[][] features = [.. told.Index()
            .Where(one => one.Item is not null)
            .Where(one => one.Item!.IsTold || !told.Any(other => other?.IsTold == true))
            .OrderByDescending(one => one.Item!.Information.Value)
            .Take(MostFeatures)
            .Select(one => Standardised(outcomes[one.Index], sample))
            .OfType<double[]>()];
        var medoids = Medoids.Of(
            [.. candidates.Select(path => (double[])[.. features.Select(f => f[path])])],
            [.. candidates.Select(path => sample.Weights[path])], shown);
        double whole = medoids.Sum(one => one.Weight);
        return [.. medoids.Select(one => Shown(
            candidates[one.Point], one.Weight / whole, sample.Weights[candidates[one.Point]],
            outcomes))];
    }

    private static double[]? Standardised(double[] outcomes, BreachSample sample)
    {
        var breached = new WeightedOrder(outcomes, sample.BreachingWeights);
        return breached.IsEmpty || !(breached.Deviation > 0)
            ? null
            : [.. outcomes.Select(outcome => double.IsNaN(outcome)
                ? 0
                : (outcome - breached.Mean) / breached.Deviation)];
    }

    private RepresentativePath Shown(
        int path, double share, double weight, IReadOnlyList<double[]> outcomes)
    {
        var followed = PathMoments.Of(
            _plan, _options, _watch.Places, [new(path, 1)], Moments, _cancellation);
        return new(
            path, share, weight,
            Drivers.Zip(outcomes).Where(one => !double.IsNaN(one.Second[path]))
                .ToDictionary(one => one.First.Driver.Name, one => one.Second[path]),
            [.. _watch.Prices.Take(MostBands).Select(price => (double[])[.. Enumerable
                .Range(0, followed.Steps.Count).Select(moment => followed[moment, price.At][0])])]);
    }
}
