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
    /// <param name="progress">Told after every chunk, by one thread at a time; or null.</param>
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
        long start = time.GetTimestamp();
        var state = new RunState(options, time, start, progress);
        List<Thread> threads = [];
        List<WorkerState> workers = [];
        foreach (IPathDevice device in devices)
        {
            for (int i = 0; i < device.Workers; i++)
            {
                var worker = new WorkerState(device, plan, options);
                workers.Add(worker);
                threads.Add(new Thread(() => Work(plan, worker, state, cancellation))
                {
                    IsBackground = true,
                    Name = $"gpurisk {device.Id} {i}",
                });
            }
        }

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        state.ThrowIfSamplesFailed();
        return Gather(plan, workers, state, time.GetElapsedTime(start), cancellation);
    }

    private static void Work(
        Plan plan, WorkerState worker, RunState state, CancellationToken cancellation)
    {
        long first = 0;
        int count = 0;
        try
        {
            using IPathWorker simulator =
                worker.Device.CreateWorker(plan, state.Options.Precision);
            int wanted = Math.Min(
                state.Options.ChunkPaths ?? simulator.PreferredPaths,
                state.Options.Samples?.Window ?? int.MaxValue);
            while (!cancellation.IsCancellationRequested)
            {
                (first, count) = state.Paths.Take(wanted);
                if (count == 0)
                {
                    return;
                }

                worker.Device.Start.Measure(StartPhase.FirstChunk, () =>
                    simulator.Simulate(state.Options.Seed, first, count, worker.Sink));
                worker.Paths += count;
                state.Report(count);
                count = 0;
            }
        }
        catch (SampleException error)
        {
            state.Stop(error);
        }
        catch (Exception error)
        {
            // Whatever a driver throws must not end the run while another device can go on.
            worker.Failure = error;
            if (count > 0)
            {
                state.Paths.Return(first, count);
            }
        }
    }

    private RunOutcome Gather(
        Plan plan, List<WorkerState> workers, RunState state, TimeSpan elapsed,
        CancellationToken cancellation)
    {
        List<WorkerState> failed = [.. workers.Where(worker => worker.Failure is not null)];
        long done = workers.Sum(worker => worker.Paths);
        if (done < state.Options.Paths && !cancellation.IsCancellationRequested)
        {
            // Chunks that were given back after the last healthy worker had left.
            List<IPathDevice> healthy = [.. devices.Where(
                device => failed.TrueForAll(worker => worker.Device != device))];
            if (healthy.Count == 0)
            {
                throw new DeviceException(
                    string.Join(" ", failed.Select(Describe).Distinct()),
                    failed[0].Failure!);
            }

            WorkerState rest = new(healthy[0], plan, state.Options);
            Work(plan, rest, state, cancellation);
            state.ThrowIfSamplesFailed();
            workers.Add(rest);
            if (rest.Failure is not null)
            {
                throw new DeviceException(Describe(rest), rest.Failure);
            }
        }

        var tally = new RunTally(plan.Metrics);
        workers.ForEach(worker => tally.Merge(worker.Tally));
        DeviceShare[] shares = [.. devices.Select(device => new DeviceShare(
            device.Id, device.Name,
            workers.Where(worker => worker.Device == device).Sum(worker => worker.Paths)))];
        return new RunOutcome(
            tally, elapsed, shares, [.. failed.Select(Describe).Distinct()],
            tally.Paths < state.Options.Paths);
    }

    private static string Describe(WorkerState worker) =>
        $"Device {worker.Device.Id} ({worker.Device.Name}) failed: {worker.Failure!.Message}";

    private sealed class WorkerState
    {
        public WorkerState(IPathDevice device, Plan plan, RunOptions options)
        {
            Device = device;
            Tally = new RunTally(plan.Metrics);
            Sink = plan.SinkTo(
                options.Samples is { } samples ? new OutcomePair(samples, Tally) : Tally);
        }

        public IPathDevice Device { get; }

        public RunTally Tally { get; }

        public IOutcomeSink Sink { get; }

        public long Paths { get; set; }

        public Exception? Failure { get; set; }
    }

    private sealed class RunState(
        RunOptions options, TimeProvider time, long start, IProgress<RunProgress>? progress)
    {
        private readonly Lock _lock = new();
        private long _done;
        private SampleException? _failure;

        public RunOptions Options { get; } = options;

        public PathAllocator Paths { get; } =
            new(options.Paths, options.Samples?.Window ?? long.MaxValue);

        public void Stop(SampleException failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            Paths.Close();
        }

        public void ThrowIfSamplesFailed()
        {
            if (_failure is not null)
            {
                throw new SampleException(_failure.Message, _failure);
            }
        }

        public void Report(int paths)
        {
            if (Options.Samples is { } samples)
            {
                Paths.Release(samples.Written);
            }

            lock (_lock)
            {
                _done += paths;
                progress?.Report(new(_done, Options.Paths, time.GetElapsedTime(start)));
            }
        }
    }
}
