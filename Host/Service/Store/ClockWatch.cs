namespace GpuRisk.Host.Service.Store;

/// <summary>Notices when somebody sets the system's clock: it then goes another way than the one
/// that only measures durations.</summary>
internal sealed class ClockWatch(TimeProvider time)
{
    // A clock that is kept right by small steps is none that was set.
    private static readonly TimeSpan SmallStep = TimeSpan.FromMinutes(1);

    private DateTimeOffset _wall = time.GetUtcNow();
    private long _steady = time.GetTimestamp();

    /// <summary>How far the clock was put forward since the last look, or back where this is
    /// negative; zero where it was not.</summary>
    public TimeSpan Look()
    {
        DateTimeOffset wall = time.GetUtcNow();
        long steady = time.GetTimestamp();
        TimeSpan step = wall - _wall - time.GetElapsedTime(_steady, steady);
        (_wall, _steady) = (wall, steady);
        return step.Duration() > SmallStep ? step : TimeSpan.Zero;
    }
}
