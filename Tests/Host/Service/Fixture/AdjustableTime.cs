namespace GpuRisk.Tests.Host.Service;

/// <summary>The system's clocks as a test wants them. Timers run as ever.</summary>
internal sealed class AdjustableTime : TimeProvider
{
    private long _passed;
    private long _step;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(
        Interlocked.Read(ref _passed) + Interlocked.Read(ref _step));

    public override long GetTimestamp() => base.GetTimestamp()
        + (Interlocked.Read(ref _passed) / TimeSpan.TicksPerSecond * TimestampFrequency);

    /// <summary>Lets whole seconds pass.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref _passed, time.Ticks);

    /// <summary>Sets the clock as an administrator does: no time passes.</summary>
    public void Set(TimeSpan step) => Interlocked.Add(ref _step, step.Ticks);
}
