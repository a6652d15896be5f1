using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Tests.Models;

/// <summary>Runs scenarios as a user would, from their text to their result.</summary>
internal static class Simulation
{
    public const int Threads = 2;

    public static Plan Plan(string yaml)
    {
        ScenarioResult read = ScenarioReader.Parse(yaml, "test.yaml");
        return read.Scenario is { } scenario
            ? ScenarioPlanner.Plan(scenario)
            : throw new ArgumentException(string.Join('\n', read.Errors));
    }

    /// <summary>The result of a run; the seed is part of the test.</summary>
    public static RunResult Run(
        string yaml, long paths, ulong seed, Precision precision = Precision.Float32) =>
        Run(Plan(yaml), paths, seed, precision);

    /// <summary>The result of a run of a plan.</summary>
    public static RunResult Run(
        Plan plan, long paths, ulong seed, Precision precision = Precision.Float32)
    {
        var options = new RunOptions(paths, seed, precision);
        using var device = new SimdDevice(Threads);
        RunOutcome outcome = new PathRunner([device], TimeProvider.System).Run(plan, options);
        return RunReport.Create(plan, options, outcome);
    }

    /// <summary>One path in double precision: for scenarios without chance.</summary>
    public static RunResult RunOnce(string yaml) => Run(yaml, 1, 1, Precision.Float64);

    /// <summary>One path of a plan in double precision.</summary>
    public static RunResult RunOnce(Plan plan) => Run(plan, 1, 1, Precision.Float64);

    /// <summary>The mean of a metric.</summary>
    public static double Mean(this RunResult result, string metric) =>
        result.Metrics[metric].Mean!.Value;

    /// <summary>A metric's mean and its standard error.</summary>
    public static Estimated Estimate(this RunResult result, string metric)
    {
        MetricResult figures = result.Metrics[metric];
        return new(metric, figures.Mean!.Value, figures.StandardError!.Value);
    }

    /// <summary>A price path without chance: <paramref name="factor"/> times the start after
    /// <paramref name="days"/>.</summary>
    public static string Moves(double factor, double days) =>
        $"{{ kind: gbm, volatility: 0, drift: {Math.Log(factor) * 365 / days:F17} }}";
}
