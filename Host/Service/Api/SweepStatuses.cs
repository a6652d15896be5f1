using System.Text.Json;
using System.Text.Json.Nodes;
using GpuRisk.Client;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using GpuRisk.Host.Sweeps;
using DoneRow = GpuRisk.Host.Sweeps.SweepRow;

namespace GpuRisk.Host.Service.Api;

/// <summary>Tells callers of sweeps.</summary>
internal sealed class SweepStatuses(RunStore store, RunStatuses runs)
{
    /// <summary>A sweep; null where there is none of that name, or it is somebody else's.
    /// </summary>
    public SweepEntry? Find(string id, Caller caller) =>
        store.FindSweep(id) is { } sweep && caller.MaySee(sweep.Owner) ? sweep : null;

    /// <summary>How far a sweep is, and what came out.</summary>
    public SweepStatus Of(SweepEntry sweep)
    {
        IReadOnlyList<string> metrics = Texts(sweep.Metrics);
        RunStatus[] states = [.. store.RunsOfSweep(sweep.Id).Select(runs.Of)];
        IReadOnlyDictionary<string, JsonNode>[] values = [.. ValuesOf(sweep)];
        string?[] keys = [.. store.RunsOfSweep(sweep.Id)
            .Select(row => row.Digest is null ? null : row.ResultKey)];
        return new SweepStatus
        {
            Id = sweep.Id,
            Scenario = sweep.Name,
            State = StateOf(states),
            Keys = Texts(sweep.Keys),
            Combinations = values.Length,
            Done = states.Count(run => run.State == RunState.Succeeded),
            Failed = states.Count(run => run.State is RunState.Failed or RunState.Cancelled),
            Created = DateTimeOffset.FromUnixTimeMilliseconds(sweep.Created),
            Rows = [.. states.Select((run, i) => new Client.SweepRow
            {
                Values = values[i].ToDictionary(pair => pair.Key, pair => (JsonNode?)pair.Value),
                Run = run.Id,
                State = run.State,
                Digest = run.Digest,
                Metrics = FiguresOf(keys[i], metrics),
            })],
        };
    }

    /// <summary>What came out of a sweep's finished runs, as CSV.</summary>
    public string CsvOf(SweepEntry sweep)
    {
        IReadOnlyList<string> metrics = Texts(sweep.Metrics);
        return SweepCsv.Of(Texts(sweep.Keys), metrics, store.RunsOfSweep(sweep.Id)
            .Zip(ValuesOf(sweep), (run, values) => (run, values))
            .Where(row => row.run.IsFinished)
            .Select(row => RowOf(row.run, row.values, metrics)));
    }

    private DoneRow RowOf(
        RunRow run, IReadOnlyDictionary<string, JsonNode> values, IReadOnlyList<string> metrics)
    {
        StoredResult? stored = run.Digest is null ? null : store.Result(run.ResultKey);
        using MemoryStream? json = stored is null ? null : new MemoryStream(stored.Result);
        RunResult? result = json is null ? null : ResultJson.Read(json);
        return new DoneRow(
            values, run.PathsDone, (ulong)run.Seed, run.ScenarioHash, run.Digest,
            metrics.Where(name => result is not null && result.Metrics.ContainsKey(name))
                .ToDictionary(name => name, name => result!.Metrics[name]),
            run.Error);
    }

    private Dictionary<string, MetricFigures> FiguresOf(
        string? resultKey, IReadOnlyList<string> metrics)
    {
        if (resultKey is null || store.Result(resultKey) is not { } stored)
        {
            return [];
        }

        using var json = JsonDocument.Parse(stored.Result);
        JsonElement all = json.RootElement.GetProperty("metrics");
        return metrics
            .Where(name => all.TryGetProperty(name, out _))
            .ToDictionary(
                name => name,
                name => all.GetProperty(name).Deserialize(ClientJson.Default.MetricFigures)!);
    }

    private static RunState StateOf(RunStatus[] runs) =>
        runs.Any(run => run.State == RunState.Running) ? RunState.Running
        : runs.Any(run => run.State == RunState.Queued)
            ? runs.All(run => run.State == RunState.Queued) ? RunState.Queued : RunState.Running
        : runs.Any(run => run.State == RunState.Failed) ? RunState.Failed
        : runs.Any(run => run.State == RunState.Cancelled) ? RunState.Cancelled
        : RunState.Succeeded;

    private static IEnumerable<IReadOnlyDictionary<string, JsonNode>> ValuesOf(SweepEntry sweep)
    {
        IReadOnlyList<string> keys = Texts(sweep.Keys);
        return JsonSerializer
            .Deserialize(sweep.Combinations, StoreJson.Default.IReadOnlyListIReadOnlyListString)!
            .Select(row => new OrderedDictionary<string, JsonNode>(keys.Zip(
                row, (key, text) => KeyValuePair.Create(key, DoneRow.ValueOf(text)))));
    }

    private static IReadOnlyList<string> Texts(string json) =>
        JsonSerializer.Deserialize(json, StoreJson.Default.IReadOnlyListString)!;
}
