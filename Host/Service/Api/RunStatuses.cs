using System.Text.Json;
using GpuRisk.Client;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Api;

/// <summary>Tells callers of runs.</summary>
internal sealed class RunStatuses(FairQueue queue, RunStore store)
{
    /// <summary>What is to be seen of a run now; null where there is none of that name, or it is
    /// somebody else's.</summary>
    public RunView? Find(string id, Security.Caller caller)
    {
        RunView? view = queue.Find(id) is { } active
            ? active.View
            : store.Find(id) is { } row ? RunView.Of(row) : null;
        return view is not null && caller.MaySee(view.Row.Owner) ? view : null;
    }

    /// <summary>The status of a stored run, which this host may be at work on.</summary>
    public RunStatus Of(RunRow row) =>
        Of(!row.IsFinished && queue.Find(row.Id) is { } active ? active.View : RunView.Of(row));

    /// <summary>The status of a run.</summary>
    public RunStatus Of(RunView view)
    {
        RunRow row = view.Row;
        string self = $"/v1/runs/{row.Id}";
        return new RunStatus
        {
            Id = row.Id,
            State = row.State,
            Scenario = row.Name,
            Kernel = row.Kernel,
            Owner = row.Owner,
            Paths = row.Paths,
            PathsDone = view.PathsDone,
            Steps = (int)row.Steps,
            Seed = (ulong)row.Seed,
            Precision = row.Precision,
            Priority = row.Priority,
            Created = TimeOf(row.Created),
            Started = TimeOf(row.Started),
            Finished = TimeOf(row.Finished),
            Deadline = TimeOf(row.Deadline),
            PathsPerSecond = view.PathsPerSecond,
            SecondsLeft = view.SecondsLeft,
            QueuePosition = row.State == RunState.Queued ? queue.PositionOf(row.Id) : null,
            Estimates = EstimatesOf(row.Estimates),
            FromStore = row.FromStore,
            Digest = row.Digest,
            Reason = row.Reason,
            Error = row.Error,
            Warnings = JsonSerializer.Deserialize(
                row.Warnings, StoreJson.Default.IReadOnlyListString)!,
            Sweep = row.Sweep,
            Links = new RunLinks
            {
                Self = self,
                Events = self + "/events",
                Result = self + "/result",
                Report = self + "/report",
                Cancel = self + "/cancel",
            },
        };
    }

    /// <summary>Estimates as the store keeps them.</summary>
    public static IReadOnlyList<RunEstimate> EstimatesOf(string json) =>
        JsonSerializer.Deserialize(json, StoreJson.Default.IReadOnlyListRunEstimate)!;

    private static DateTimeOffset TimeOf(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset? TimeOf(long? milliseconds) =>
        milliseconds is { } value ? TimeOf(value) : null;
}
