using GpuRisk.Engine.Running;

namespace GpuRisk.Tests.Host.Service.Scheduling;

/// <summary>A tally whose truth is known in closed form: of some paths, how many they are and the
/// sums of their indices' first and second powers. Paths left out or counted twice change it.
/// </summary>
internal sealed record PathSums
{
    public Int128 Count { get; private set; }

    public Int128 Sum { get; private set; }

    public Int128 Squares { get; private set; }

    /// <summary>What paths come to.</summary>
    public static PathSums Of(params IEnumerable<PathRange> ranges)
    {
        var sums = new PathSums();
        foreach (PathRange range in ranges)
        {
            (Int128 first, Int128 end) = (range.First, range.End);
            sums.Count += range.Count;
            sums.Sum += Pairs(end) - Pairs(first);
            sums.Squares += Pyramid(end) - Pyramid(first);
        }

        return sums;
    }

    public static void Add(PathSums sum, PathSums more)
    {
        sum.Count += more.Count;
        sum.Sum += more.Sum;
        sum.Squares += more.Squares;
    }

    private static Int128 Pairs(Int128 end) => end * (end - 1) / 2;

    private static Int128 Pyramid(Int128 end) => (end - 1) * end * ((2 * end) - 1) / 6;
}
