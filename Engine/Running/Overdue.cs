namespace GpuRisk.Engine.Running;

/// <summary>Which paths should be done again by another worker.</summary>
internal static class Overdue
{
    // An idle worker costs nothing, but what the other has done of the paths is lost: the gain
    // must be clear.
    private const double ClearGain = 2;
    private const double LeastGainSeconds = 0.02;

    // A worker whose chunk takes so many times as long as its last ones is taken to hang.
    private const double Patience = 4;
    private const double LeastPatienceSeconds = 0.05;

    /// <summary>The lease that an idle worker should take over from another; null for none.
    /// </summary>
    /// <param name="leases">All leases.</param>
    /// <param name="worker">The idle worker.</param>
    /// <param name="now">The time.</param>
    public static PathLease? Find(
        IEnumerable<PathLease> leases, WorkerPace worker, TimeSpan now) => leases
        .Where(lease => lease.Pace != worker && !lease.IsDelivering)
        .Where(lease => worker.SecondsFor(lease.Count) is { } own && IsWorthIt(lease, own, now))
        .MinBy(lease => lease.LastSeen);

    /// <summary>Whether a worker whose rate is known takes so long that it seems to hang.
    /// </summary>
    public static bool Hangs(PathLease lease, TimeSpan now) =>
        lease.Pace.SecondsFor(lease.Count) is { } expected
        && Waited(lease, now) > Math.Max(Patience * expected, LeastPatienceSeconds);

    private static bool IsWorthIt(PathLease lease, double own, TimeSpan now) =>
        lease.Pace.SecondsFor(lease.Count) is { } expected
            ? Hangs(lease, now)
                || expected - Waited(lease, now) > (ClearGain * own) + LeastGainSeconds
            : Waited(lease, now) > Math.Max(Patience * own, LeastPatienceSeconds);

    private static double Waited(PathLease lease, TimeSpan now) =>
        (now - lease.LastSeen).TotalSeconds;
}
