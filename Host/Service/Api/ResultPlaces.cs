using GpuRisk.Host.Service.Scheduling;

namespace GpuRisk.Host.Service.Api;

/// <summary>Bounds how many results are read and sent at the same time, of one owner and of all.
/// Whoever finds no place waits for one, the oldest first; who waits takes next to nothing. Safe
/// for concurrent use.</summary>
internal sealed class ResultPlaces
{
    private const int Most = 16;
    private const int MostOfOwner = 4;
    private const int MostWaiting = 1024;
    private const int MostWaitingOfOwner = 256;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private readonly Dictionary<string, int> _working = [];
    private int _all;

    /// <summary>Takes a place, as soon as there is one.</summary>
    /// <returns>What gives it back; or why not even waiting is possible.</returns>
    public async Task<(IDisposable? Place, Refusal? Refusal)> Enter(
        string owner, CancellationToken aborted)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (MayWork(owner))
            {
                return (Work(owner), null);
            }

            if (_waiting.Count(other => other.Owner == owner) >= MostWaitingOfOwner)
            {
                return (null, Refusal.OfOwner);
            }

            if (_waiting.Count >= MostWaiting)
            {
                return (null, Refusal.OfService);
            }

            waiter = new Waiter(owner);
            _waiting.AddLast(waiter);
        }

        using CancellationTokenRegistration leaving = aborted.Register(() => Leave(waiter));
        return (await waiter.Turn.Task.ConfigureAwait(false), null);
    }

    private bool MayWork(string owner) =>
        _all < Most && _working.GetValueOrDefault(owner) < MostOfOwner;

    private Place Work(string owner)
    {
        _all++;
        _working[owner] = _working.GetValueOrDefault(owner) + 1;
        return new Place(this, owner);
    }

    private void Leave(Waiter waiter)
    {
        lock (_lock)
        {
            if (_waiting.Remove(waiter))
            {
                waiter.Turn.SetCanceled();
            }
        }
    }

    private void Give(string owner)
    {
        lock (_lock)
        {
            _all--;
            if (--_working[owner] == 0)
            {
                _working.Remove(owner);
            }

            if (_waiting.FirstOrDefault(other => MayWork(other.Owner)) is { } next)
            {
                _waiting.Remove(next);
                next.Turn.SetResult(Work(next.Owner));
            }
        }
    }

    private sealed class Waiter(string owner)
    {
        public string Owner { get; } = owner;

        public TaskCompletionSource<IDisposable> Turn { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(ResultPlaces places, string owner) : IDisposable
    {
        private ResultPlaces? _places = places;

        public void Dispose() => Interlocked.Exchange(ref _places, null)?.Give(owner);
    }
}
