using System.Text.Json.Nodes;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>Runs the combinations of a sweep one after the other.</summary>
internal sealed class SweepRunner(
    SweptScenario scenario,
    SweepGrid grid,
    SweepRequest request,
    IReadOnlyList<string> metrics,
    Simulation simulation)
{
    private readonly Dictionary<string, DeviceShare> _devices = [];
    private readonly List<SweepRow> _rows = [];

    /// <summary>The combinations that are done, in order.</summary>
    public IReadOnlyList<SweepRow> Rows => _rows;

    /// <summary>How many paths each device simulated for them.</summary>
    public IReadOnlyList<DeviceShare> Devices => [.. _devices.Values];

    /// <summary>Why the sweep could not go on; null where it could.</summary>
    public string? Failure { get; private set; }

    /// <summary>Runs them all, or those until it is stopped; a run that is cut short is no row.
    /// </summary>
    /// <param name="paths">Paths of all combinations together.</param>
    /// <param name="progress">Told after every chunk, or null.</param>
    /// <param name="cancellation">Stops the sweep within a chunk.</param>
    public void Run(
        long paths, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        long before = 0;
        for (int i = 0; i < grid.Combinations.Count && Failure is null; i++)
        {
            IProgress<RunProgress>? part =
                progress is null ? null : new PartOfMany(progress, before, paths);
            SweepRow? row = RunOne(i, part, cancellation);
            if (row is null)
            {
                return;
            }

            before += row.Paths;
            _rows.Add(row);
        }
    }

    private SweepRow? RunOne(
        int index, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        // The text was checked before the first run, so only a book can have become bad since.
        if (scenario.PlanOf(grid, index, out IReadOnlyList<string> problems) is not { } plan)
        {
            Failure = string.Join(' ', problems);
            return null;
        }

        RunOptions options = request.Asked.OptionsOf(plan);
        try
        {
            RunResult result =
                simulation.Run(plan, options, null, progress, cancellation).Result;
            if (result.Partial)
            {
                return null;
            }

            foreach (DeviceShare share in result.Devices)
            {
                long done = _devices.GetValueOrDefault(share.Id)?.Paths ?? 0;
                _devices[share.Id] = share with { Paths = done + share.Paths };
            }

            return RowOf(index, plan, options, result, null);
        }
        catch (TallyFaultException error)
        {
            // One combination outside of what the numbers hold does not spoil the others.
            return RowOf(index, plan, options, null, error.Message);
        }
        catch (DeviceException error)
        {
            Failure = error.Message;
            return null;
        }
    }

    private SweepRow RowOf(
        int index, Plan plan, RunOptions options, RunResult? result, string? failure)
    {
        var values = new OrderedDictionary<string, JsonNode>();
        for (int i = 0; i < grid.Keys.Count; i++)
        {
            values.Add(
                grid.Keys[i], SweepRow.ValueOf(grid.Combinations[index][i].Text));
        }

        var figures = new OrderedDictionary<string, MetricResult>();
        foreach (string name in result is null ? [] : metrics)
        {
            figures.Add(name, result!.Metrics[name]);
        }

        return new SweepRow(
            values, result?.Paths ?? 0, options.Seed, plan.Hash, result?.Digest, figures,
            failure);
    }
}
