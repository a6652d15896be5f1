using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpuRisk.Client;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Sweeps;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using DoneRow = GpuRisk.Host.Runs.Sweeps.SweepRow;

namespace GpuRisk.Host.Service.Api;

/// <summary>Tells callers of sweeps.</summary>
internal sealed class SweepStatuses(RunStore store, RunStatuses runs)
{
    private const int MostFigures = 20_000;

    private readonly ConcurrentDictionary<string, Dictionary<string, MetricFigures>> _figures = [];

    /// <summary>A sweep; null where there is none of that name, or it is somebody else's.
    /// </summary>
    public SweepEntry? Find(string id, Caller caller) =>
        store.FindSweep(id) is { } sweep && caller.MaySee(sweep.Owner) ? sweep : null;

    /// <summary>How far a sweep is, and what came out.</summary>
    public SweepStatus Of(SweepEntry sweep)
    {
        IReadOnlyList<string> metrics = Texts(sweep.Metrics);
        IReadOnlyDictionary<string, JsonNode>[] values = [.. ValuesOf(sweep)];
        IReadOnlyList<RunRow> rows = store.RunsOfSweep(sweep.Id);
        RunStatus[] states = [.. rows.Select(runs.Of)];
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
            Rows = [.. states.Zip(rows, (run, row) => new Client.SweepRow
            {
                Values = values[row.SweepIndex!.Value]
                    .ToDictionary(pair => pair.Key, pair => (JsonNode?)pair.Value),
                Run = run.Id,
                State = run.State,
                Digest = run.Digest,
                Metrics = row.Digest is null ? [] : FiguresOf(row.ResultKey, metrics),
            })],
        };
    }

    /// <summary>What came out of a sweep's finished runs, as CSV.</summary>
    public string CsvOf(SweepEntry sweep)
    {
        IReadOnlyList<string> metrics = Texts(sweep.Metrics);
        IReadOnlyDictionary<string, JsonNode>[] values = [.. ValuesOf(sweep)];
        return SweepCsv.Of(Texts(sweep.Keys), metrics, store.RunsOfSweep(sweep.Id)
            .Where(run => run.IsFinished)
            .Select(run => RowOf(run, values[run.SweepIndex!.Value], metrics)));
    }

    private DoneRow RowOf(
        RunRow run, IReadOnlyDictionary<string, JsonNode> values, IReadOnlyList<string> metrics)
    {
        byte[]? stored = run.Digest is null ? null : ResultJsonOf(run.ResultKey);
        using MemoryStream? json = stored is null ? null : new MemoryStream(stored);
        RunResult? result = json is null ? null : ResultJson.Read(json);
        return new DoneRow(
            values, run.PathsDone, (ulong)run.Seed, run.ScenarioHash, run.Digest,
            metrics.Where(name => result is not null && result.Metrics.ContainsKey(name))
                .ToDictionary(name => name, name => result!.Metrics[name]),
            run.Error);
    }

    // Results never change, and whoever watches a sweep asks for the same ones again and again.
    private Dictionary<string, MetricFigures> FiguresOf(
        string resultKey, IReadOnlyList<string> metrics)
    {
        string key = string.Join('\n', [resultKey, .. metrics]);
        if (_figures.TryGetValue(key, out Dictionary<string, MetricFigures>? known))
        {
            return known;
        }

        if (ResultJsonOf(resultKey) is not { } stored)
        {
            return [];
        }

        using var json = JsonDocument.Parse(stored);
        JsonElement all = json.RootElement.GetProperty("metrics");
        var figures = metrics
            .Where(name => all.TryGetProperty(name, out _))
            .ToDictionary(
                name => name,
                name => all.GetProperty(name).Deserialize(ClientJson.Default.MetricFigures)!);
        if (_figures.Count >= MostFigures)
        {
            _figures.Clear();
        }

        _figures[key] = figures;
        return figures;
    }

    // One damaged result does not hide the others.
    private byte[]? ResultJsonOf(string resultKey)
    {
        try
        {
            return store.ResultJsonOf(resultKey);
        }
        catch (DamagedStoreException)
        {
            return null;
        }
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
