using GpuRisk.Engine.Backtesting;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Replaying;

/// <summary>
/// Compares a scenario with what happened. Kernels report a path at its end only; as random
/// numbers are functions of path and step, the same path run to a shorter horizon is that path
/// midway, so that each moment is a run of its own.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="observed">What happened, of metrics that the plan has.</param>
/// <param name="most">How many moments of each metric to compare at most, at least 1.</param>
public sealed class Replayer(Plan plan, IReadOnlyList<ObservedMetric> observed, int most)
{
    // Prices in files are rounded, and paths computed, to about this part of them.
    private const double Resolution = 1e-6;

    private readonly (ObservedMetric Metric, int Place, Dictionary<int, double> Moments)[] _work =
        [.. observed.Select(metric => (
            metric,
            plan.Metrics.Index().First(m => m.Item.Name == metric.Metric).Index,
            metric.Moments(plan.Steps, most).ToDictionary(m => m.Step, m => m.Value)))];

    /// <summary>How many runs there are: the start, and each moment.</summary>
    public int Runs => 1 + Steps.Length;

    private int[] Steps =>
        [.. _work.SelectMany(one => one.Moments.Keys).Distinct().Order()];

    /// <summary>Why a metric cannot be compared; null where it can.</summary>
    public string? Problem => _work
        .Where(one => one.Moments.Count == 0)
        .Select(one => $"found values of {one.Metric.Metric} before the horizon only, of which it "
            + "is a share; allowed is one at the horizon")
        .FirstOrDefault();

    /// <summary>Compares.</summary>
    /// <param name="runner">What runs it.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told the number of runs done, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DeviceException">Every device failed.</exception>
    /// <exception cref="TallyFaultException">An outcome was not a finite number.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ReplayResult Run(
        PathRunner runner, RunOptions options, IProgress<int>? progress,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(options);
        var moments = _work.Select(_ => new List<ReplayMoment>()).ToArray();
        var absent = new int[_work.Length];
        double?[] starts = [];
        var warnings = new List<string>();
        int done = 0;
        foreach (int step in Steps.Prepend(0))
        {
            RunOutcome outcome = runner.Run(plan.Until(step), options, null, cancellation);
            cancellation.ThrowIfCancellationRequested();
            warnings.AddRange(outcome.Warnings);
            if (step == 0)
            {
                starts =
                    [.. _work.Select(one => Start(Sound(outcome.Tally.Metrics[one.Place])))];
            }

            for (int i = 0; i < _work.Length; i++)
            {
                if (!_work[i].Moments.TryGetValue(step, out double value)) continue;
                MetricTally tally = Sound(outcome.Tally.Metrics[_work[i].Place]);
                if (tally.Count == 0) absent[i]++;
                else moments[i].Add(Moment(step, tally, value));
            }

            progress?.Report(++done);
        }

        return Judged(options, moments, absent, starts, warnings);
    }

    // Others, as those that checks use, need not be within bounds before the horizon.
    private static MetricTally Sound(MetricTally tally) =>
        tally.Fault is { } fault ? throw new TallyFaultException(fault) : tally;

    private static double? Start(MetricTally tally) => tally.Count == 0
        ? null
        : tally.Metric.Origin + Forecast.OfDistance(tally).Quantile(0.5);

    private ReplayMoment Moment(int step, MetricTally tally, double value)
    {
        double origin = tally.Metric.Origin;
        var forecast = Forecast.OfDistance(tally);
        double At(double level) => origin + forecast.Quantile(level);
        double near = Resolution * Math.Abs(value);
        return new ReplayMoment(
            step * plan.Scenario.StepSeconds, value,
            At(0.05), At(0.25), At(0.5), At(0.75), At(0.95),
            At(0.05) - near <= value && value <= At(0.95) + near,
            forecast.Below(value - origin, 0.5),
            forecast.RankedScore(value - origin));
    }

    private ReplayResult Judged(
        RunOptions options, List<ReplayMoment>[] moments, int[] absent, double?[] starts,
        List<string> warnings)
    {
        PathRange[] paths = [new(0, options.Paths)];
        warnings.InsertRange(0, [.. plan.Warnings, .. RunReport.UnmetDraws(plan, paths)]);
        var metrics = new List<ReplayMetric>();
        for (int i = 0; i < _work.Length; i++)
        {
            (ObservedMetric of, int place, _) = _work[i];
            if (plan.Metrics[place].Conditional)
            {
                warnings.Add(
                    $"Forecasts of {of.Metric} are those of the paths on which it has a value"
                    + (absent[i] > 0 ? $"; on none it had at {absent[i]} of the moments." : "."));
            }

            metrics.Add(new ReplayMetric(
                of.Metric, plan.Metrics[place].Unit, of.Source, of.Values.Count, starts[i],
                moments[i].Count(moment => moment.Inside),
                Mean(moments[i].Select(moment => moment.RankedScore)),
                starts[i] is { } start
                    ? Mean(moments[i].Select(moment => Math.Abs(moment.Observed - start)))
                    : null,
                moments[i]));
        }

        return new ReplayResult(
            ReplayResult.SchemaName, plan.Name, plan.Hash, options.Seed, options.Paths,
            plan.Scenario.HorizonSeconds, plan.Scenario.StepSeconds,
            metrics.Sum(metric => metric.Held), metrics.Sum(metric => metric.Moments.Count),
            metrics, [.. warnings.Distinct()]);
    }

    private static double? Mean(IEnumerable<double> values) =>
        values.Select(value => (double?)value).Average();
}
