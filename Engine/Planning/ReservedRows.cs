namespace GpuRisk.Engine.Planning;

/// <summary>The rows that a plan has room for, each of which is written exactly once.</summary>
internal sealed class ReservedRows
{
    private readonly SortedDictionary<int, string> _unwritten = [];
    private readonly HashSet<int> _written = [];

    /// <summary>Notes room for rows that follow each other.</summary>
    public void Reserve<T>(int start, int count, int width)
    {
        for (int i = 0; i < count; i++)
        {
            _unwritten.Add(start + (i * width), typeof(T).Name);
        }
    }

    /// <summary>Notes that a row is written.</summary>
    /// <exception cref="InvalidOperationException">It is written already, or there is no room for
    /// such a row.</exception>
    public void Write<T>(int start)
    {
        string row = typeof(T).Name;
        if (_written.Contains(start))
        {
            throw new InvalidOperationException($"{row} at {start} is written twice.");
        }

        if (!_unwritten.TryGetValue(start, out string? reserved) || reserved != row)
        {
            throw new InvalidOperationException(
                $"There is no room for {row} at {start}"
                + (reserved is null ? "." : $", which belongs to {reserved}."));
        }

        _unwritten.Remove(start);
        _written.Add(start);
    }

    /// <summary>Sees to it that none is forgotten.</summary>
    /// <exception cref="InvalidOperationException">One is.</exception>
    public void ThrowIfForgotten()
    {
        foreach ((int start, string row) in _unwritten)
        {
            throw new InvalidOperationException(
                $"{row} at {start} is reserved and never written.");
        }
    }
}
