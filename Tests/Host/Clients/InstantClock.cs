namespace GpuRisk.Tests.Host.Clients;

/// <summary>A clock that lets waits pass at once and remembers them. Times beyond the longest
/// wait of a client are limits, and never pass.</summary>
internal sealed class InstantClock : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(40);

    /// <summary>The waits so far, in seconds.</summary>
    public List<double> Waits { get; } = [];

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > LongestWait || dueTime < TimeSpan.Zero)
        {
            return new Stopped();
        }

        Waits.Add(dueTime.TotalSeconds);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private sealed class Stopped : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
