using GpuRisk.Client;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// The runs of this host. Whose turn it is: the owner's that has had the least time of late, and
/// among an owner's runs the one of the highest priority, then the oldest. A turn is a chunk, so
/// that no run waits for another's end. Safe for concurrent use.
/// </summary>
internal sealed class FairQueue(TimeProvider time, LimitOptions limits)
{
    private const int MostErrands = 64;
    private const int MostErrandsOfOwner = 16;

    private readonly object _lock = new();
    private readonly Owners _owners = new(time);
    private readonly QueuePlaces _places = new(time);
    private readonly Dictionary<string, ActiveRun> _runs = [];
    private readonly Queue<ActiveRun> _urgent = new();
    private bool _isClosed;

    /// <summary>How many runs wait or are at work.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _runs.Count;
            }
        }
    }

    /// <summary>All runs at this moment.</summary>
    public IReadOnlyList<ActiveRun> Runs
    {
        get
        {
            lock (_lock)
            {
                return [.. _runs.Values];
            }
        }
    }

    /// <summary>Makes room for runs that are about to be accepted.</summary>
    /// <param name="owner">Whose they are.</param>
    /// <param name="count">How many.</param>
    /// <param name="quota">How many the owner may have where that is fewer than usual.</param>
    /// <returns>Why there is none; null where there is.</returns>
    public Refusal? Reserve(string owner, int count, int? quota = null)
    {
        if (count == 0)
        {
            return null;
        }

        lock (_lock)
        {
            OwnerTurns of = _owners.Of(owner);
            int all = _runs.Count + _owners.All.Sum(other => other.Reserved);
            if (of.Total + count > Math.Min(quota ?? int.MaxValue, limits.QueuedPerOwner))
            {
                return Refusal.OfOwner;
            }

            if (all + count > limits.Queued)
            {
                return Refusal.OfService;
            }

            of.Reserved += count;
            return null;
        }
    }

    /// <summary>Gives back room that was made.</summary>
    public void Release(string owner, int count)
    {
        lock (_lock)
        {
            _owners.Of(owner).Reserved -= count;
        }
    }

    /// <summary>Adds runs that wait. One that it has already stays as it is, unless this host has
    /// lost it and got it again.</summary>
    public void Add(IEnumerable<ActiveRun> runs)
    {
        lock (_lock)
        {
            foreach (ActiveRun run in runs.Where(IsNews))
            {
                OwnerTurns owner = _owners.Of(run.Owner);
                if (_runs.TryGetValue(run.Id, out ActiveRun? stale))
                {
                    owner.Working.Remove(stale);
                    owner.Waiting.Remove(stale);
                }

                _runs[run.Id] = run;
                run.Watch(time);
                owner.Waiting.Add(run);
                if (run.StopReason is not null)
                {
                    _urgent.Enqueue(run);
                }
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A run, or null where it is not among these.</summary>
    public ActiveRun? Find(string id)
    {
        lock (_lock)
        {
            return _runs.GetValueOrDefault(id);
        }
    }

    /// <summary>Adds something else that takes a turn of its owner.</summary>
    /// <returns>Why there is no room for it; null where there is.</returns>
    public Refusal? Add(Errand errand)
    {
        lock (_lock)
        {
            OwnerTurns owner = _owners.Of(errand.Owner);
            if (owner.Errands.Count >= MostErrandsOfOwner)
            {
                return Refusal.OfOwner;
            }

            if (_owners.All.Sum(other => other.Errands.Count) >= MostErrands)
            {
                return Refusal.OfService;
            }

            owner.Errands.Enqueue(errand);
            Monitor.PulseAll(_lock);
            return null;
        }
    }

    /// <summary>Takes the run or the errand whose turn it is; waits a moment while there is none.
    /// </summary>
    /// <param name="patience">The longest wait.</param>
    /// <param name="errand">The errand, or null.</param>
    /// <returns>The run, or null.</returns>
    public ActiveRun? Take(TimeSpan patience, out Errand? errand)
    {
        errand = null;
        lock (_lock)
        {
            if (_isClosed)
            {
                return null;
            }

            if (_urgent.Count == 0 && _owners.Next() is null)
            {
                Monitor.Wait(_lock, patience);
            }

            return _isClosed ? null : TakeUrgent() ?? TakeNext(out errand);
        }
    }

    /// <summary>Takes note of what an errand took.</summary>
    public void Charge(Errand errand, double seconds)
    {
        lock (_lock)
        {
            _owners.Of(errand.Owner).Charge(seconds);
        }
    }

    /// <summary>Lets a run have the next turn, because it shall end.</summary>
    public void Hurry(ActiveRun run)
    {
        lock (_lock)
        {
            _urgent.Enqueue(run);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Puts a run back after a turn.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seconds">What the turn took.</param>
    public void Return(ActiveRun run, double seconds)
    {
        lock (_lock)
        {
            OwnerTurns owner = _owners.Of(run.Owner);
            owner.Charge(seconds);
            owner.Working.Remove(run);
            if (IsCurrent(run))
            {
                owner.Waiting.Add(run);
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Forgets a run that has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seconds">What its last turn took.</param>
    public void Remove(ActiveRun run, double seconds)
    {
        lock (_lock)
        {
            OwnerTurns owner = _owners.Of(run.Owner);
            owner.Charge(seconds);
            owner.Working.Remove(run);
            if (IsCurrent(run))
            {
                owner.Waiting.Remove(run);
                _runs.Remove(run.Id);
            }
        }
    }

    /// <summary>Gives out no run any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A waiting run's place, from 1, as of a moment ago; null where it does not wait.
    /// </summary>
    public int? PositionOf(string id)
    {
        lock (_lock)
        {
            return _places.Of(id, _owners.All);
        }
    }

    /// <summary>The owners that have runs or had time of late.</summary>
    public IReadOnlyList<OwnerShare> Shares()
    {
        lock (_lock)
        {
            return _owners.Shares();
        }
    }

    private bool IsNews(ActiveRun run) =>
        !_runs.TryGetValue(run.Id, out ActiveRun? known) || known.Row.Epoch < run.Row.Epoch;

    private bool IsCurrent(ActiveRun run) => _runs.GetValueOrDefault(run.Id) == run;

    private ActiveRun? TakeUrgent()
    {
        while (_urgent.TryDequeue(out ActiveRun? run))
        {
            OwnerTurns owner = _owners.Of(run.Owner);
            if (IsCurrent(run) && owner.Waiting.Remove(run))
            {
                owner.Working.Add(run);
                return run;
            }
        }

        return null;
    }

    private ActiveRun? TakeNext(out Errand? errand)
    {
        errand = null;
        if (_owners.Next() is not { } owner || owner.Errands.TryDequeue(out errand))
        {
            return null;
        }

        ActiveRun run = owner.Waiting.Min!;
        owner.Waiting.Remove(run);
        owner.Working.Add(run);
        return run;
    }
}
