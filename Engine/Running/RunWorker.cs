using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Sampling;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Running;

/// <summary>One worker of a device: its thread, its tally and what became of it.</summary>
internal sealed class RunWorker
{
    // How long the end of a run waits for a worker that compiles its kernel, simulates its first
    // chunk or any other.
    private const double CompilationGraceSeconds = 120;
    private const double FirstGraceSeconds = 5;
    private const double LeastGraceSeconds = 2;
    private const double GraceOverExpected = 10;

    private readonly Plan _plan;
    private readonly RunState _state;
    private readonly LeasedSink _sink;
    private readonly Thread _thread;
    private WorkerPace? _pace;

    /// <summary>A worker that does not work yet.</summary>
    public RunWorker(IPathDevice device, int index, Plan plan, RunState state)
    {
        Device = device;
        _plan = plan;
        _state = state;
        Tally = new RunTally(plan.Metrics, plan.Draws);
        IOutcomeSink tally = state.Options.Samples is { } samples
            ? new OutcomePair(samples, Tally)
            : Tally;
        _sink = new LeasedSink(state.Paths, plan.SinkTo(tally), Report);
        _thread = new Thread(Work)
        {
            IsBackground = true,
            Name = $"gpurisk {device.Id} {index}",
        };
    }

    /// <summary>The device.</summary>
    public IPathDevice Device { get; }

    /// <summary>What it has tallied.</summary>
    public RunTally Tally { get; }

    /// <summary>Why it ended before the run; null where it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>The exception behind the problem, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>When it last delivered paths.</summary>
    public TimeSpan LastDelivery { get; private set; }

    /// <summary>Starts its thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Waits for its thread once the run is over; a thread that hangs is left
    /// alone.</summary>
    public void Join()
    {
        if (_thread.Join(Grace()))
        {
            return;
        }

        _state.Paths.Revoke(_sink.Lease);
        Problem = $"Device {Device.Id} ({Device.Name}) does not answer; nothing that it had not "
            + "delivered counts.";
    }

    private TimeSpan Grace()
    {
        double seconds = _pace is not { } pace
            ? CompilationGraceSeconds
            : pace.SecondsFor(_sink.Lease?.Size ?? 0) is { } expected
                ? Math.Clamp(
                    GraceOverExpected * expected, LeastGraceSeconds, CompilationGraceSeconds)
                : FirstGraceSeconds;
        return TimeSpan.FromSeconds(seconds);
    }

    private void Work()
    {
        try
        {
            using IPathWorker worker = Device.CreateWorker(_plan, _state.Options.Precision);
            try
            {
                TakeAndSimulate(worker);
            }
            catch (Exception error) when (error is not SampleException)
            {
                // Before the worker is disposed of, which may fail too on a device that has failed.
                Fail(error);
            }
        }
        catch (SampleException error)
        {
            _state.Stop(error);
        }
        catch (Exception error)
        {
            Fail(error);
        }
        finally
        {
            if (_pace is not null)
            {
                _state.Paths.Leave(_pace, _sink.Lease);
            }

            _state.Ended(this);
        }
    }

    private void TakeAndSimulate(IPathWorker worker)
    {
        _pace = Pace(worker, _state.Options);
        _state.Paths.Join(_pace);
        while (_state.Paths.Take(_pace) is { } lease)
        {
            Simulate(worker, lease);
        }
    }

    // Whatever a driver throws must not end the run while another device can go on.
    private void Fail(Exception error)
    {
        Failure ??= error;
        Problem ??= $"Device {Device.Id} ({Device.Name}) failed: {error.Message}";
    }

    private void Simulate(IPathWorker worker, PathLease lease)
    {
        _sink.Lease = lease;
        try
        {
            Device.Start.Measure(StartPhase.FirstChunk, () => worker.Simulate(
                _state.Options.Seed, lease.First, lease.Count, _sink));
        }
        catch (LeaseRevokedException)
        {
            // Its time still tells how fast it is.
            lease.Pace.Record(lease.Size, (_state.Elapsed - lease.Taken).TotalSeconds);
        }

        _sink.Lease = null;
    }

    private static WorkerPace Pace(IPathWorker worker, RunOptions options)
    {
        int window = options.Samples?.Window ?? int.MaxValue;
        return options.ChunkPaths is { } chunk
            ? new WorkerPace(chunk, Math.Min(chunk, window), isFixed: true)
            : new WorkerPace(
                worker.LeastPaths, Math.Min(worker.MostPaths, window),
                fixedSeconds: () => worker.FixedSeconds);
    }

    private void Report(int paths)
    {
        LastDelivery = _state.Elapsed;
        _state.Report(paths);
    }
}
