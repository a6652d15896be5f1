namespace GpuRisk.Engine.Devices;

/// <summary>What a device's start took, phase by phase, up to the results of its first chunk: later
/// plans find a device that is warm.</summary>
/// <param name="time">The clock; null for the system's.</param>
public sealed class DeviceStart(TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly Dictionary<StartPhase, TimeSpan> _phases = [];

    /// <summary>The phases so far, in the order of <see cref="StartPhase"/>.</summary>
    public IReadOnlyList<KeyValuePair<StartPhase, TimeSpan>> Phases
    {
        get
        {
            lock (_lock)
            {
                return [.. _phases.OrderBy(phase => phase.Key)];
            }
        }
    }

    /// <summary>The sum of the phases so far.</summary>
    public TimeSpan Total =>
        Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Value);

    /// <summary>Does a phase's work, and adds its time while the device starts.</summary>
    public T Measure<T>(StartPhase phase, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        long start = _time.GetTimestamp();
        T result = work();
        TimeSpan elapsed = _time.GetElapsedTime(start);
        lock (_lock)
        {
            if (!_phases.ContainsKey(StartPhase.FirstChunk))
            {
                _phases[phase] = _phases.GetValueOrDefault(phase) + elapsed;
            }
        }

        return result;
    }

    /// <summary>Does a phase's work, and adds its time while the device starts.</summary>
    public void Measure(StartPhase phase, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Measure(phase, () =>
        {
            work();
            return true;
        });
    }
}
