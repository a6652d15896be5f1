namespace GpuRisk.CudaTests.Driver;

/// <summary>Work that was asked for and is not done yet. It is done as late and in such disorder as
/// the driver's rules allow, so that who forgets to wait sees what was there before.</summary>
internal sealed class Streams
{
    private const nint Default = 0;

    private readonly Random _order = new(1);
    private readonly Dictionary<nint, Queue<Action>> _queues = new() { [Default] = new() };

    /// <summary>Whether some work waits.</summary>
    public bool IsPending => _queues.Values.Any(queue => queue.Count > 0);

    public void Create(nint stream) => _queues.Add(stream, new());

    /// <summary>Does a stream's work and forgets it.</summary>
    public bool Destroy(nint stream)
    {
        Synchronize(stream);
        return stream != Default && _queues.Remove(stream);
    }

    /// <summary>Puts work into a stream.</summary>
    /// <returns>Whether there is such a stream.</returns>
    public bool Enqueue(nint stream, Action work)
    {
        bool exists = _queues.TryGetValue(stream, out Queue<Action>? queue);
        queue?.Enqueue(work);
        return exists;
    }

    /// <summary>Does a stream's work, and perhaps some of others'.</summary>
    public void Synchronize(nint stream)
    {
        if (!_queues.TryGetValue(stream, out Queue<Action>? queue))
        {
            return;
        }

        while (queue.Count > 0)
        {
            Queue<Action> next = _order.Next(4) == 0 ? AnyPending() : queue;
            next.Dequeue()();
        }
    }

    /// <summary>Does all work: each stream's in order, and streams in none.</summary>
    public void SynchronizeAll()
    {
        while (IsPending)
        {
            AnyPending().Dequeue()();
        }
    }

    /// <summary>Forgets all work.</summary>
    public void Clear()
    {
        foreach (Queue<Action> queue in _queues.Values)
        {
            queue.Clear();
        }
    }

    private Queue<Action> AnyPending()
    {
        Queue<Action>[] pending = [.. _queues.Values.Where(queue => queue.Count > 0)];
        return pending[_order.Next(pending.Length)];
    }
}
