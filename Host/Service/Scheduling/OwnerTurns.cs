namespace GpuRisk.Host.Service.Scheduling;

/// <summary>An owner's runs, and the time that they have had of late.</summary>
/// <param name="time">The clock.</param>
internal sealed class OwnerTurns(TimeProvider time)
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(10);

    private static readonly Comparer<ActiveRun> TurnOrder = Comparer<ActiveRun>.Create((a, b) =>
        a.Priority != b.Priority
            ? b.Priority.CompareTo(a.Priority)
            : a.Sequence.CompareTo(b.Sequence));

    private double _seconds;
    private long _at = time.GetTimestamp();

    /// <summary>Runs that wait, the next one first.</summary>
    public SortedSet<ActiveRun> Waiting { get; } = new(TurnOrder);

    /// <summary>Runs that have a turn.</summary>
    public HashSet<ActiveRun> Working { get; } = [];

    /// <summary>What else was asked for; it goes before the runs.</summary>
    public Queue<Errand> Errands { get; } = new();

    /// <summary>Runs that are about to be accepted.</summary>
    public int Reserved { get; set; }

    /// <summary>All of them.</summary>
    public int Total => Waiting.Count + Working.Count + Reserved;

    /// <summary>Seconds of turns, of which half is forgotten in ten minutes.</summary>
    public double Seconds => _seconds * double.Exp2(-time.GetElapsedTime(_at) / HalfLife);

    /// <summary>Adds the seconds of a turn.</summary>
    public void Charge(double seconds)
    {
        _seconds = Seconds + seconds;
        _at = time.GetTimestamp();
    }
}
