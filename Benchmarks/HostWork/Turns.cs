namespace GpuRisk.Benchmarks.HostWork;

/// <summary>Two workers whose chunks a device does in turn, as <c>WorkerPace</c> sizes them.
/// </summary>
internal static class Turns
{
    // Of WorkerPace: a chunk takes so long, or so many times what its merging takes.
    private const double LeastSeconds = 0.12;
    private const double LongestSeconds = 2;
    private const double OverMerging = 3;

    // The last chunk is merged when nothing is left to do.
    private const double RunSeconds = 10;

    /// <summary>Seconds for which a chunk has the device.</summary>
    /// <param name="merging">Seconds of merging it.</param>
    /// <remarks>A worker sees the other's chunk, less the time of merging, and its own.</remarks>
    public static double ChunkSeconds(double merging) =>
        (Math.Clamp(OverMerging * merging, LeastSeconds, LongestSeconds) + merging) / 2;

    /// <summary>The share of a run of ten seconds for which the device is at work.</summary>
    public static double BusyShare(double merging) =>
        Math.Min(1, ChunkSeconds(merging) / merging) * RunSeconds / (RunSeconds + merging);
}
