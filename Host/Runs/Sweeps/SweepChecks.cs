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
    public Precision Precision { get; private set; } = request.Asked.Precision ?? Precision.Float32;

    /// <summary>What a reader should know of any of the runs, each sentence once.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings;

    /// <summary>What is wrong with a plan; null where nothing is.</summary>
    public string? Check(Plan plan)
    {
        if (request.Asked.Problem(plan) is { } coarse)
        {
            return $"{request.File}: {coarse}";
        }

        RunOptions options = request.Asked.OptionsOf(plan);
        if (options.Precision == Precision.Float64)
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

        Paths += options.Paths;
        return MetricNames.Problem(plan, Metrics) is { } unknown ? $"--metric: {unknown}" : null;
    }
}
