using GpuRisk.Engine.Planning;
using GpuRisk.Host.Commands;
using GpuRisk.Host.Running;

namespace GpuRisk.Host.Sweeps;

/// <summary>What is learnt from the plans of a sweep before the first run.</summary>
internal sealed class SweepChecks(SweepRequest request, IReadOnlyList<string> keys)
{
    /// <summary>The plan of the first combination; null before it was checked.</summary>
    public Plan? First { get; private set; }

    /// <summary>The names of the metrics to show.</summary>
    public IReadOnlyList<string> Metrics { get; private set; } = request.Metrics;

    /// <summary>Paths of all combinations together.</summary>
    public long Paths { get; private set; }

    /// <summary>What is wrong with a plan; null where nothing is.</summary>
    public string? Check(Plan plan)
    {
        First ??= plan;
        if (Metrics.Count == 0)
        {
            Metrics = Headline.Of(plan, keys);
        }

        Paths += SweepRunner.OptionsOf(request, plan).Paths;
        string[] known =
            [.. plan.Metrics.Where(metric => !metric.Internal).Select(metric => metric.Name)];
        string? unknown = Metrics.FirstOrDefault(name => !known.Contains(name));
        return unknown is null
            ? null
            : $"gpurisk: There is no metric '{unknown}'; there are {string.Join(", ", known)}.";
    }
}
