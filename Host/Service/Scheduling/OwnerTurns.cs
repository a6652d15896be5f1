namespace GpuRisk.Host.Service.Scheduling;

/// <summary>An owner's runs, and the time that they have had of late.</summary>
internal sealed class OwnerTurns
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(10);

    private static readonly Comparer<ActiveRun> TurnOrder = Comparer<ActiveRun>.Create((a, b) =>
        a.Priority != b.Priority
            ? b.Priority.CompareTo(a.Priority)
            : a.Sequence.CompareTo(b.Sequence));

    private double _seconds;
    private DateTimeOffset _at;

    /// <summary>Runs that wait, the next one first.</summary>
    public SortedSet<ActiveRun> Waiting { get; } = new(TurnOrder);

    /// <summary>Runs that have a turn.</summary>
    public HashSet<ActiveRun> Working { get; } = [];

    /// <summary>Runs that are about to be accepted.</summary>
    public int Reserved { get; set; }

    /// <summary>All of them.</summary>
    public int Total => Waiting.Count + Working.Count + Reserved;

    /// <summary>Seconds of turns, of which half is forgotten in ten minutes.</summary>
    public double Seconds(DateTimeOffset now) =>
        _seconds * double.Exp2(-(now - _at) / HalfLife);

    /// <summary>Adds the seconds of a turn.</summary>
    public void Charge(double seconds, DateTimeOffset now)
    {
        _seconds = Seconds(now) + seconds;
        _at = now;
    }
}
