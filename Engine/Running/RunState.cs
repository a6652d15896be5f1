using GpuRisk.Engine.Sampling;

namespace GpuRisk.Engine.Running;

/// <summary>What the workers of a run share.</summary>
internal sealed class RunState
{
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly IProgress<RunProgress>? _progress;
    private readonly HashSet<RunWorker> _working = [];
    private readonly List<RunWorker> _started = [];
    private Func<IEnumerable<RunWorker>>? _standby;
    private SampleException? _failure;
    private long _done;
    private bool _isOver;

    public RunState(
        RunOptions options, TimeProvider time, IProgress<RunProgress>? progress)
    {
        Options = options;
        _time = time;
        _start = time.GetTimestamp();
        _progress = progress;
        Paths = new PathAllocator(
            options.FirstPath, options.Paths, () => Elapsed,
            options.Samples?.Window ?? long.MaxValue,
            options.Slice);
    }

    public RunOptions Options { get; }

    public PathAllocator Paths { get; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>When the last path was delivered.</summary>
    public TimeSpan LastDelivery { get; private set; }

    /// <summary>Starts workers and waits until no path is left, none of them works or somebody
    /// cancels.</summary>
    /// <param name="workers">The workers.</param>
    /// <param name="standby">Makes those that are started should none of them work any more
    /// before the end.</param>
    /// <param name="cancellation">Stops all.</param>
    /// <returns>Those that were started.</returns>
    public IReadOnlyList<RunWorker> Run(
        IEnumerable<RunWorker> workers, Func<IEnumerable<RunWorker>> standby,
        CancellationToken cancellation)
    {
        using CancellationTokenRegistration stop = cancellation.Register(Close);
        lock (_lock)
        {
            _standby = standby;
            Start(workers);
            while (!_isOver)
            {
                Monitor.Wait(_lock);
            }
        }

        Paths.Close();
        foreach (RunWorker worker in _started)
        {
            worker.Join();
        }

        return _started;
    }

    /// <summary>Says that a worker has ended.</summary>
    public void Ended(RunWorker worker)
    {
        lock (_lock)
        {
            _working.Remove(worker);
            if (_working.Count == 0 && !_isOver && !Paths.IsFinished)
            {
                Start(_standby?.Invoke() ?? []);
                _standby = null;
            }

            if (_working.Count == 0 || Paths.IsFinished)
            {
                End();
            }
        }
    }

    /// <summary>Ends the run because samples cannot be written.</summary>
    public void Stop(SampleException failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        Close();
    }

    public void ThrowIfSamplesFailed()
    {
        if (_failure is not null)
        {
            throw new SampleException(_failure.Message, _failure);
        }
    }

    /// <summary>Counts paths that were delivered.</summary>
    public void Report(int paths)
    {
        if (Options.Samples is { } samples)
        {
            Paths.Release(samples.Written);
        }

        lock (_lock)
        {
            _done += paths;
            LastDelivery = Elapsed;
            _progress?.Report(new(_done, Options.Paths, LastDelivery));
            if (_done == Paths.Total)
            {
                End();
            }
        }
    }

    private void Start(IEnumerable<RunWorker> workers)
    {
        int before = _started.Count;
        _started.AddRange(workers);
        foreach (RunWorker worker in _started.Skip(before))
        {
            _working.Add(worker);
            worker.Start();
        }
    }

    private void Close()
    {
        Paths.Close();
        lock (_lock)
        {
            End();
        }
    }

    private void End()
    {
        _isOver = true;
        Monitor.PulseAll(_lock);
    }
}
