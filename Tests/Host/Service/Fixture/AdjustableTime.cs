namespace GpuRisk.Tests.Host.Service;

/// <summary>The system's clock, put forward as a test wants. Timers run as ever.</summary>
internal sealed class AdjustableTime : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
