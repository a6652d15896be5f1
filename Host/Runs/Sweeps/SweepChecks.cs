using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>What is learnt from the plans of a sweep before the first run.</summary>
internal sealed class SweepChecks(SweepRequest request, IReadOnlyList<string> keys)
{
    private readonly HashSet<string> _warnings = [];

    /// <summary>The plan of the first combination; null before it was checked.</summary>
    public Plan? First { get; private set; }

    /// <summary>The names of the metrics to show.</summary>
    public IReadOnlyList<string> Metrics { get; private set; } = request.Metrics;

    /// <summary>Paths of all combinations together.</summary>
    public long Paths { get; private set; }

    /// <summary>The precision of all runs: that which was asked for, or float64 where any of them
    /// needs it, so that rows differ by what varies alone.</summary>
    public Precision Precision { get; private set; } = request.Precision ?? Precision.Float32;

    /// <summary>What a reader should know of any of the runs, each sentence once.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings;

    /// <summary>What is wrong with a plan; null where nothing is.</summary>
    public string? Check(Plan plan)
    {
        if (PrecisionRule.Problem(plan, request.Precision) is { } coarse)
        {
            return $"{request.File}: {coarse}";
        }

        if (PrecisionRule.Of(plan, request.Precision) == Precision.Float64)
        {
            Precision = Precision.Float64;
        }

        foreach (string warning in plan.Warnings)
        {
            _warnings.Add(warning);
        }

        First ??= plan;
        if (Metrics.Count == 0)
        {
            Metrics = Headline.Of(plan, keys);
        }

        Paths += request.Paths ?? plan.Scenario.Paths;
        string[] known =
            [.. plan.Metrics.Where(metric => !metric.Internal).Select(metric => metric.Name)];
        string? unknown = Metrics.FirstOrDefault(name => !known.Contains(name));
        return unknown is null
            ? null
            : $"--metric: There is no metric '{unknown}'; there are {string.Join(", ", known)}.";
    }
}
