using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Service.Store;
using ChunkProgress = GpuRisk.Engine.Running.RunProgress;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Does the paths of a lease on this host's devices, whosever run it is. Used by the
/// executor only.</summary>
internal sealed class LeaseWork(DevicePool devices, Telemetry telemetry, TimeProvider time)
{
    /// <summary>Does the first paths of a lease.</summary>
    /// <param name="plan">The run's plan.</param>
    /// <param name="run">The run.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="progress">Told how far it is; or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What came out, without gaps; null where it was cut short.</returns>
    /// <exception cref="DeviceException">Every device failed.</exception>
    public RunOutcome? Do(
        Plan plan, RunRow run, NodeLease lease, IProgress<ChunkProgress>? progress,
        CancellationToken cancellation)
    {
        RunOptions part = RunRecords.OptionsOf(run) with
        {
            Paths = lease.Paths.Count,
            FirstPath = lease.Paths.First,
            Slice = lease.Slice,
        };
        RunOutcome outcome;
        try
        {
            outcome = new PathRunner(devices.Devices, time).Run(
                plan, part, progress, cancellation);
        }
        catch (DeviceException)
        {
            telemetry.DeviceFailures.Add(1);
            throw;
        }

        // What was cut short has gaps.
        if (cancellation.IsCancellationRequested && outcome.Tally.Paths < part.Paths)
        {
            return null;
        }

        Measure(outcome);
        return outcome;
    }

    private void Measure(RunOutcome outcome)
    {
        devices.Record(outcome);
        telemetry.ChunkSeconds.Record(outcome.Elapsed.TotalSeconds);
        telemetry.DeviceFailures.Add(outcome.Warnings.Count);
        foreach (DeviceShare share in outcome.Devices)
        {
            telemetry.Paths.Add(share.Paths, new KeyValuePair<string, object?>("device", share.Id));
        }
    }
}
