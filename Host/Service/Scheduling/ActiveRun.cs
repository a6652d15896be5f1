using System.Diagnostics.CodeAnalysis;
using GpuRisk.Client;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>A run of this host that waits or is at work. Safe for concurrent use, but for what
/// only the executor uses.</summary>
[SuppressMessage(
    "Reliability", "CA1001:Types that own disposable fields should be disposable",
    Justification = "Without a timer or a wait handle the source holds nothing to dispose of.")]
internal sealed class ActiveRun(RunRow row)
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = NewStop(row.CancelRequested);
    private RunRow _row = row;
    private OpenRun? _open;
    private RunView? _view;
    private TaskCompletionSource _changed = NewSignal();
    private long _pathsDone = row.PathsDone;
    private double? _pathsPerSecond;
    private Func<TimeSpan>? _untilDeadline;

    /// <summary>The run's name.</summary>
    public string Id { get; } = row.Id;

    /// <summary>Whose it is.</summary>
    public string Owner { get; } = row.Owner;

    /// <summary>What goes first among an owner's runs.</summary>
    public int Priority { get; } = row.Priority;

    /// <summary>The order in which runs were accepted.</summary>
    public long Sequence { get; } = row.Sequence;

    /// <summary>Time until it must have ended; null where it may take any time. Known once it
    /// waits in a queue.</summary>
    public TimeSpan? UntilDeadline => _untilDeadline?.Invoke();

    /// <summary>Cancelled where the run shall end.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Why it shall end; null where it shall not.</summary>
    public RunReason? StopReason { get; private set; } =
        row.CancelRequested ? RunReason.Cancelled : null;

    /// <summary>The run as stored.</summary>
    public RunRow Row
    {
        get
        {
            lock (_lock)
            {
                return _row;
            }
        }
    }

    /// <summary>The run as far as it is computed, stored or not; used by the executor only.
    /// </summary>
    public RunRow Computed { get; set; } = row;

    /// <summary>The run in memory; null where it is not. Set by the executor only.</summary>
    public OpenRun? Open
    {
        get => Volatile.Read(ref _open);
        set => Volatile.Write(ref _open, value);
    }

    /// <summary>What its chunks were done by; used by the executor only.</summary>
    public ChunkWork Work { get; set; } = ChunkWork.None;

    /// <summary>The last write about it; used by the executor only.</summary>
    public Task LastWrite { get; set; } = Task.CompletedTask;

    /// <summary>What is to be seen of it now.</summary>
    public RunView View
    {
        get
        {
            lock (_lock)
            {
                return _view ??= new RunView(_row, _pathsDone, _pathsPerSecond, _changed.Task);
            }
        }
    }

    /// <summary>Begins to wait for its deadline. What is left until then by the system's clock is
    /// measured by one that nobody sets.</summary>
    public void Watch(TimeProvider time)
    {
        if (Row.Deadline is { } deadline)
        {
            long begun = time.GetTimestamp();
            long left = Math.Min(
                deadline - time.GetUtcNow().ToUnixTimeMilliseconds(), deadline - Row.Created);
            _untilDeadline = () =>
                TimeSpan.FromMilliseconds(left) - time.GetElapsedTime(begun);
        }
    }

    /// <summary>Asks it to end.</summary>
    public void Stop(RunReason reason)
    {
        lock (_lock)
        {
            StopReason ??= reason;
        }

        _stop.Cancel();
    }

    /// <summary>Has it no more in memory: what is delivered from now on does not count.</summary>
    public void Shut()
    {
        Open?.Close();
        Open = null;
    }

    /// <summary>Takes note of how far it is within a chunk.</summary>
    public void Progress(long pathsDone, double? pathsPerSecond) =>
        Change(() => (_pathsDone, _pathsPerSecond) = (pathsDone, pathsPerSecond));

    /// <summary>Takes note of what it is now.</summary>
    public void Update(RunRow row) => Change(() =>
    {
        _row = row;
        _pathsDone = row.PathsDone;
    });

    private void Change(Action change)
    {
        TaskCompletionSource before;
        lock (_lock)
        {
            change();
            _view = null;
            before = _changed;
            _changed = NewSignal();
        }

        before.TrySetResult();
    }

    // Whoever asked for the end was told so, whatever became of the host since.
    private static CancellationTokenSource NewStop(bool isRequested)
    {
        var stop = new CancellationTokenSource();
        if (isRequested)
        {
            stop.Cancel();
        }

        return stop;
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
