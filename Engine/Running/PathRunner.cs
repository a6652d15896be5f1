using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Sampling;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Running;

/// <summary>
/// Runs plans on devices. Every worker has a thread and a tally of its own and pulls chunks of
/// path indices; tallies are sums of integers, so the merged one does not depend on who
/// simulated what. Memory does not grow with the number of paths.
/// </summary>
public sealed class PathRunner(IReadOnlyList<IPathDevice> devices, TimeProvider time)
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="progress">Told after every delivery, by one thread at a time; or null.</param>
    /// <param name="cancellation">Stops the run within a chunk; what is done until then is the
    /// outcome, marked as partial.</param>
    /// <exception cref="DeviceException">Every device failed.</exception>
    /// <exception cref="SampleException">The samples cannot be written.</exception>
    public RunOutcome Run(
        Plan plan,
        RunOptions options,
        IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Paths, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.FirstPath, nameof(options));
        if (options.Samples is { } samples && samples.FirstPath != options.FirstPath)
        {
            throw new ArgumentException(
                $"Samples begin with path {samples.FirstPath}, the run with {options.FirstPath}.",
                nameof(options));
        }

        plan = TiltPilot.Of(plan);
        var state = new RunState(options, time, progress);
        IEnumerable<RunWorker> WorkersOf(IPathDevice device) => Enumerable
            .Range(0, device.WorkersFor(plan))
            .Select(index => new RunWorker(device, index, plan, state));
        IReadOnlyList<RunWorker> workers = state.Run(
            devices.SelectMany(WorkersOf),
            () => devices.Select(device => device.Standby).OfType<IPathDevice>()
                .SelectMany(WorkersOf),
            cancellation);
        state.ThrowIfSamplesFailed();

        DeviceShare[] shares = Shares(devices, workers);
        double idle = IdleShare(workers, state.LastDelivery);
        RunTally tally = workers[0].Tally;
        foreach (RunWorker worker in workers.Skip(1))
        {
            tally.Merge(worker.Tally);
        }

        string[] problems = [.. devices
            .Select(device => device.Warning)
            .Concat(workers.Select(worker => worker.Problem))
            .OfType<string>().Distinct()];
        bool isPartial = tally.Paths < options.Paths;
        return tally.Paths < state.Paths.Total && !cancellation.IsCancellationRequested
            ? throw new DeviceException(
                string.Join(" ", problems),
                workers.First(worker => worker.Failure is not null).Failure!)
            : new RunOutcome(
                tally, state.LastDelivery, shares, problems, isPartial)
            {
                Ranges = state.Paths.Delivered,
                IdleShare = idle,
            };
    }

    private static DeviceShare[] Shares(
        IReadOnlyList<IPathDevice> devices, IReadOnlyList<RunWorker> workers) =>
        [.. devices.Union(workers.Select(worker => worker.Device)).Select(device =>
            new DeviceShare(device.Id, device.Name, workers
                .Where(worker => worker.Device == device)
                .Sum(worker => worker.Tally.Paths)))];

    private static double IdleShare(IReadOnlyList<RunWorker> workers, TimeSpan end) => workers
        .Where(worker => worker.Tally.Paths > 0 && end > TimeSpan.Zero)
        .Select(worker => (end - worker.LastDelivery) / end)
        .DefaultIfEmpty(0)
        .Average();
}
