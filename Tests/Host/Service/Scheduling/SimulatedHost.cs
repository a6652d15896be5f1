using GpuRisk.Engine.Running;
using GpuRisk.Host.Service.Scheduling;

namespace GpuRisk.Tests.Host.Service.Scheduling;

/// <summary>A host of a simulated cluster: it holds the run, or helps whoever does. What it decides
/// is what the service decides; only its devices, clock and messages are made up.</summary>
internal sealed class SimulatedHost(SimulatedCluster cluster, double rate)
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private const int Attempts = 5;

    private static int _names;

    private RunCoordinator<PathSums>? _held;
    private bool _isWriting;
    private bool _isAsking;
    private long _asked;
    private int _life;
    private TimeSpan _pausedUntil;
    private bool _deviceFails;

    public string Name { get; private set; } = "";

    public bool IsAlive { get; private set; }

    /// <summary>How many times as long as usual its devices take.</summary>
    public double Slowness { get; set; } = 1;

    /// <summary>By how much its clock is off.</summary>
    public TimeSpan ClockError { get; set; }

    private TimeSpan Clock => cluster.Now + ClockError;

    public void Start()
    {
        if (!IsAlive)
        {
            IsAlive = true;
            _life++;
            Name = $"host {Interlocked.Increment(ref _names)}";
            (_held, _isWriting, _isAsking, _deviceFails) = (null, false, false, false);
            After(TimeSpan.Zero, Look);
        }
    }

    public void Die() => IsAlive = false;

    /// <summary>Stops its process for a while; what comes meanwhile waits.</summary>
    public void Pause(TimeSpan time) => _pausedUntil = cluster.Now + time;

    public void FailDevice() => _deviceFails = true;

    /// <summary>Does something as soon as it moves, if it is still there then.</summary>
    public void Do(Action action)
    {
        int life = _life;
        if (!IsAlive)
        {
            return;
        }

        if (cluster.Now < _pausedUntil)
        {
            cluster.After(_pausedUntil - cluster.Now, () =>
            {
                if (life == _life)
                {
                    Do(action);
                }
            });
            return;
        }

        action();
    }

    /// <summary>Takes the run, whoever has it.</summary>
    public void TakeOver()
    {
        SimulatedStore store = cluster.Store;
        if (_held is not null || store.IsAway
            || store.TakeOver(Name, store.Epoch) == WriteAnswer.Refused || store.IsAway
            || store.Holder != Name)
        {
            return;
        }

        PathSums tally = store.Tally with { };
        _held = new RunCoordinator<PathSums>(
            store.Epoch, cluster.Paths, store.Ranges, tally, PathSums.Add);
        Turn(_held);
    }

    private void After(TimeSpan wait, Action action)
    {
        int life = _life;
        cluster.After(wait, () =>
        {
            if (life == _life)
            {
                Do(action);
            }
        });
    }

    // Every second: takes over the run of a host that is no more, or helps the one that has it.
    private void Look()
    {
        After(Beat, Look);
        SimulatedStore store = cluster.Store;
        if (_held is not null || store.IsAway || store.Endings > 0)
        {
            return;
        }

        SimulatedHost? holder = cluster.Named(store.Holder);
        if (holder is not { IsAlive: true } || holder == this)
        {
            TakeOver();
        }
        else if (!_isAsking)
        {
            Ask(holder);
        }
    }

    private void Turn(RunCoordinator<PathSums> held)
    {
        if (_held != held)
        {
            return;
        }

        if (held.IsDone || (cluster.Store.IsCancelRequested && !cluster.Store.IsAway))
        {
            bool isCancelled = !held.IsDone;
            held.Close();
            Write(held, () => cluster.Store.Finish(
                Name, held.Epoch, held.Done, held.Tally, isCancelled));
            return;
        }

        if (held.Take(Name, Slice, Clock) is not { } lease)
        {
            After(Moment, () => Turn(held));
            return;
        }

        Simulate(lease, (count, seconds) =>
        {
            Deliver(held, held.Epoch, lease, count, seconds);
            if (!_isWriting)
            {
                // As it is now, however often it has to be written.
                IReadOnlyList<PathRange> done = held.Done;
                PathSums tally = held.Tally with { };
                _isWriting = true;
                Write(held, () => cluster.Store.Checkpoint(Name, held.Epoch, done, tally));
            }

            Turn(held);
        });
    }

    private DeliveryAnswer Deliver(
        RunCoordinator<PathSums> held, long epoch, NodeLease lease, long count, double seconds)
    {
        if (count == 0)
        {
            held.GiveBack(lease.Id);
            return DeliveryAnswer.Refused;
        }

        return held.Deliver(
            epoch, lease.Id, count, PathSums.Of(lease.Paths with { Count = count }), seconds,
            Clock);
    }

    private void Write(RunCoordinator<PathSums> held, Func<WriteAnswer> write)
    {
        WriteAnswer answer = write();
        if (answer == WriteAnswer.Unknown)
        {
            After(TimeSpan.FromMilliseconds(200), () => Write(held, write));
            return;
        }

        _isWriting = false;
        if (answer == WriteAnswer.Refused || cluster.Store.Endings > 0)
        {
            held.Close();
            _held = _held == held ? null : _held;
        }
    }

    private void Ask(SimulatedHost holder)
    {
        _isAsking = true;
        long asked = ++_asked;
        cluster.Send(this, holder, to => to.Lend(this, asked));
        After(Patience, () =>
        {
            if (_asked == asked)
            {
                _isAsking = false;
            }
        });
    }

    private void Lend(SimulatedHost helper, long asked)
    {
        if (_held is { } held && held.Take(helper.Name, Slice, Clock) is { } lease)
        {
            long epoch = held.Epoch;
            cluster.Send(this, helper, to => to.Help(this, asked, epoch, lease));
        }
    }

    private void Help(SimulatedHost holder, long asked, long epoch, NodeLease lease)
    {
        // What was asked for long ago, by another life or twice, is nobody's business any more.
        if (_asked != asked || _held is not null)
        {
            return;
        }

        _asked++;
        Simulate(lease, (count, seconds) =>
        {
            Send(holder, epoch, lease, count, seconds, Attempts, new Answered());
            _isAsking = false;
            if (_held is null)
            {
                Ask(holder);
            }
        });
    }

    private void Send(
        SimulatedHost holder, long epoch, NodeLease lease, long count, double seconds,
        int attempts, Answered answered)
    {
        if (answered.IsSo || attempts == 0)
        {
            return;
        }

        cluster.Send(this, holder, to =>
        {
            if (to._held is { } held)
            {
                to.Deliver(held, epoch, lease, count, seconds);
            }

            cluster.Send(to, this, _ => answered.IsSo = true);
        });
        After(Patience, () => Send(
            holder, epoch, lease, count, seconds, attempts - 1, answered));
    }

    private void Simulate(NodeLease lease, Action<long, double> then)
    {
        double speed = rate / Slowness;
        double worked = lease.Slice.TotalSeconds * cluster.Between(0.9, 1.2);
        long count = Math.Clamp((long)(speed * worked), 1, lease.Paths.Count);
        if (_deviceFails)
        {
            _deviceFails = false;
            count = 0;
        }

        double seconds = count / speed;
        After(TimeSpan.FromSeconds(seconds), () => then(count, seconds));
    }

    private sealed class Answered
    {
        public bool IsSo { get; set; }
    }
}
