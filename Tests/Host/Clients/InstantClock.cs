namespace GpuRisk.Tests.Host.Clients;

/// <summary>A clock that lets waits pass at once and remembers them. Times beyond the longest
/// wait of a client are limits, and pass only where that is asked for.</summary>
internal sealed class InstantClock : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(40);

    /// <summary>The waits so far, in seconds.</summary>
    public List<double> Waits { get; } = [];

    /// <summary>How many of the next limits pass.</summary>
    public int LimitsToPass { get; set; }

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || (dueTime > LongestWait && LimitsToPass-- <= 0))
        {
            return new Stopped();
        }

        if (dueTime <= LongestWait)
        {
            Waits.Add(dueTime.TotalSeconds);
        }

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
