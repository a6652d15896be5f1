using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Makes reports of finished runs. What a report draws besides the result costs some more
/// simulation, and its page some drawing: both are done in a turn of whoever asks first, and kept.
/// Pages that were kept longest go when there are too many.</summary>
internal sealed class ReportMaker(
    RunStore store, RunPlans plans, RunExecutor executor, RetentionOptions options,
    TimeProvider time)
{
    // Other owners' runs wait meanwhile.
    private const double MostFanSeconds = 3;

    private readonly ConcurrentDictionary<string, Lazy<Making>> _making = [];

    /// <summary>Sees to it that a run's page is in the store.</summary>
    /// <param name="run">The run.</param>
    /// <param name="asker">Whose turn it takes.</param>
    /// <returns>The page, compressed by gzip; or why there is no room to make it.</returns>
    public async Task<(byte[]? Page, Refusal? Refusal)> Make(RunRow run, string asker)
    {
        // Many may ask at once: one of them has it made.
        Making making = _making.GetOrAdd(
            run.Id, _ => new Lazy<Making>(() => Begin(run, asker))).Value;
        try
        {
            return making.Page is { } page
                ? (await page.ConfigureAwait(false), null)
                : (null, making.Refusal);
        }
        finally
        {
            _making.TryRemove(run.Id, out _);
        }
    }

    /// <summary>The data of a run's report, which <see cref="Make"/> has put into the store.
    /// </summary>
    public ReportData DataOf(RunRow run, byte[] stored) => DamagedStoreException.Unless(() =>
    {
        using var drawn = new MemoryStream(stored);
        var data = ReportData.Read(drawn);

        // Texts may differ in what the simulation does not see.
        return run.FromStore
            && plans.Read(store.TextOf(run.TextHash), RunPlans.SettingsOf(run)).Scenario
                is { } scenario
            ? data with { Description = scenario.Description.Trim() }
            : data;
    });

    /// <summary>Why no report of a run can be made; null where it can.</summary>
    public string? Problem(RunRow run)
    {
        string? problem = null;
        return store.ReportOf(run.ResultKey) is null && plans.Of(run, out problem) is null
            ? problem
            : null;
    }

    /// <summary>How a run's result came about.</summary>
    public static Manifest ManifestOf(RunRow run, StoredResult stored) =>
        DamagedStoreException.Unless(() =>
        {
            using var json = new MemoryStream(stored.Manifest);
            return Manifest.Read(json) with { Overrides = RunPlans.SettingsOf(run) };
        });

    private Making Begin(RunRow run, string asker)
    {
        Task<(byte[] Data, byte[] Page)>? made = executor.InTurn(
            asker, (devices, cancellation) => Draw(run, devices, cancellation),
            out Refusal? refusal);
        return new Making(made is null ? null : Keep(run, made), refusal);
    }

    private async Task<byte[]> Keep(RunRow run, Task<(byte[] Data, byte[] Page)> made)
    {
        (byte[] data, byte[] page) = await made.ConfigureAwait(false);
        Faults.Reached(FaultPoint.ReportBeforeWrite);
        await store.AddReport(run, data, page, options.PageBytes).ConfigureAwait(false);
        Faults.Reached(FaultPoint.ReportAfterWrite);
        return page;
    }

    private (byte[] Data, byte[] Page) Draw(
        RunRow run, IReadOnlyList<IPathDevice> devices, CancellationToken cancellation)
    {
        StoredResult stored = store.Result(run.ResultKey)
            ?? throw new DamagedStoreException($"The result of run '{run.Id}' is gone.");
        RunResult result = ResultOf(stored);
        byte[] data = store.ReportOf(run.ResultKey)
            ?? new ReportRecorder(devices, time, MostFanSeconds)
                .Record(Completed(run, stored, result), cancellation).ToBytes();
        string page = ReportPage.Of(new ReportInput(
            result, ManifestOf(run, stored), DataOf(run, data),
            store.TextOf(run.TextHash).Content));
        return (data, Gzip(page));
    }

    private CompletedRun Completed(RunRow run, StoredResult stored, RunResult result)
    {
        Plan plan = plans.Of(run, out string? problem)
            ?? throw new InvalidOperationException(problem);
        Manifest manifest = ManifestOf(run, stored);
        return new CompletedRun(
            plan, RunRecords.OptionsOf(run),
            DamagedStoreException.Unless(() => TallyBytes.Unpack(stored.Tally)),
            result, manifest.StartedUtc, manifest.FinishedUtc);
    }

    private static RunResult ResultOf(StoredResult stored) => DamagedStoreException.Unless(() =>
    {
        using var json = new MemoryStream(stored.Result);
        return ResultJson.Read(json);
    });

    private static byte[] Gzip(string page)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(page));
        }

        return packed.ToArray();
    }

    private sealed record Making(Task<byte[]>? Page, Refusal? Refusal);
}
