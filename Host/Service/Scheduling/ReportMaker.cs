using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Reports;
using GpuRisk.Host.Running;
using GpuRisk.Host.Service.Store;
using GpuRisk.Host.Storage;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Makes reports of finished runs. What a report draws besides the result costs some more
/// simulation, so it is done when somebody first asks, and kept.</summary>
internal sealed class ReportMaker(
    RunStore store, RunPlans plans, RunExecutor executor, TimeProvider time)
{
    /// <summary>All that a run's report is made of; null where the run has no result any more.
    /// </summary>
    public async Task<ReportInput?> Of(RunRow run)
    {
        if (store.Result(run.ResultKey) is not { } stored)
        {
            return null;
        }

        byte[] data = store.ReportOf(run.ResultKey)
            ?? await Make(run, stored).ConfigureAwait(false);
        using var json = new MemoryStream(stored.Result);
        using var drawn = new MemoryStream(data);
        var text = store.TextOf(run.TextHash).Content;
        return new ReportInput(
            ResultJson.Read(json), ManifestOf(run, stored), ReportData.Read(drawn), text);
    }

    /// <summary>Why no report of a run can be made; null where it can.</summary>
    public string? Problem(RunRow run)
    {
        string? problem = null;
        return store.ReportOf(run.ResultKey) is null && plans.Of(run, out problem) is null
            ? problem
            : null;
    }

    /// <summary>How a run's result came about.</summary>
    public static Manifest ManifestOf(RunRow run, StoredResult stored)
    {
        using var json = new MemoryStream(stored.Manifest);
        return Manifest.Read(json) with { Overrides = RunPlans.SettingsOf(run) };
    }

    private async Task<byte[]> Make(RunRow run, StoredResult stored)
    {
        byte[] data = await executor.Between((devices, cancellation) =>
        {
            // Several may have asked at once.
            if (store.ReportOf(run.ResultKey) is { } known)
            {
                return known;
            }

            CompletedRun completed = Completed(run, stored);
            return new ReportRecorder(devices, time).Record(completed, cancellation).ToBytes();
        }).ConfigureAwait(false);
        Faults.Reached(FaultPoint.ReportBeforeWrite);
        await store.AddReport(run.ResultKey, data).ConfigureAwait(false);
        Faults.Reached(FaultPoint.ReportAfterWrite);
        return store.ReportOf(run.ResultKey) ?? data;
    }

    private CompletedRun Completed(RunRow run, StoredResult stored)
    {
        Plan plan = plans.Of(run, out string? problem)
            ?? throw new InvalidOperationException(problem);
        using var json = new MemoryStream(stored.Result);
        Manifest manifest = ManifestOf(run, stored);
        return new CompletedRun(
            plan, RunRecords.OptionsOf(run), TallyBytes.Unpack(stored.Tally),
            ResultJson.Read(json), manifest.StartedUtc, manifest.FinishedUtc);
    }
}
