namespace GpuRisk.Engine.Running;

/// <summary>How many paths a worker takes at a time, and how fast it has been.</summary>
/// <param name="least">The fewest paths that keep it busy; it starts with so many, to learn its
/// rate.</param>
/// <param name="most">The most paths that it can take.</param>
/// <param name="isFixed">Whether it takes <paramref name="most"/> paths whatever its rate.</param>
/// <param name="fixedSeconds">What of its last chunk's time does not depend on the chunk's paths;
/// null for nothing.</param>
internal sealed class WorkerPace(
    int least, int most, bool isFixed = false, Func<double>? fixedSeconds = null)
{
    // Long enough that taking a chunk costs nothing, short enough to stop, to share and to
    // repeat: a chunk should keep a device busy for 50 to 250 ms.
    private const double ChunkSeconds = 0.12;

    // While one worker's fixed part is done on the host, the device works for the other, so that
    // three times that part leaves some to spare; but a run should still be stopped in seconds.
    private const double BusyOverFixed = 3;
    private const double LongestChunkSeconds = 2;
    private const double LargestFixedShare = 0.9;

    // The first chunks are slow while caches, clocks and drivers warm up, so a rate may be far
    // too low but hardly too high: sizes grow step by step.
    private const int LargestGrowth = 8;

    private int _last = least;
    private double _fixed;

    /// <summary>The fewest paths that keep it busy.</summary>
    public int Least { get; } = isFixed ? most : Math.Min(least, most);

    /// <summary>The most paths that it can take.</summary>
    public int Most { get; } = most;

    /// <summary>Whether it always takes the same number of paths.</summary>
    public bool IsFixed { get; } = isFixed;

    /// <summary>Paths per second of the last chunk; 0 before the first.</summary>
    public double Rate { get; private set; }

    // Paths per second of the time that the device itself took.
    private double BusyRate { get; set; }

    /// <summary>Seconds that it will take for so many paths; null before the first chunk.
    /// </summary>
    public double? SecondsFor(double paths) => Rate > 0 ? _fixed + (paths / BusyRate) : null;

    /// <summary>Records a chunk.</summary>
    public void Record(int paths, double seconds)
    {
        _last = Math.Max(paths, Least);
        _fixed = Math.Min(fixedSeconds?.Invoke() ?? 0, LargestFixedShare * seconds);
        Rate = paths / Math.Max(seconds, 1e-9);
        BusyRate = paths / Math.Max(seconds - _fixed, 1e-9);
    }

    /// <summary>Paths of the next chunk.</summary>
    /// <param name="fairShare">As many as the worker should take at most of those that are left.
    /// </param>
    public int Next(double fairShare)
    {
        if (IsFixed || Rate == 0)
        {
            return Least;
        }

        double busySeconds = Math.Clamp(
            BusyOverFixed * _fixed, ChunkSeconds, LongestChunkSeconds);
        double worthwhile = Math.Max(BusyRate * _fixed, Least);
        double paths = Math.Min(
            Math.Min(BusyRate * busySeconds, Math.Max(fairShare, worthwhile)),
            (double)_last * LargestGrowth);
        int whole = (int)Math.Min(paths, Most) / Least * Least;
        return Math.Max(whole, Least);
    }
}
