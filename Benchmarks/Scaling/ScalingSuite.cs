using GpuRisk.Engine.Planning;

namespace GpuRisk.Benchmarks.Scaling;

/// <summary>The series that are measured.</summary>
internal static class ScalingSuite
{
    private const int Steps = 256;

    // A shorter run is too close to the clock's and the scheduler's own disturbances.
    private const long LeastPaths = 5_000_000;

    private static readonly int[] Lengths = [64, 128, 256, 512, 1024, 2048, 4096];
    private static readonly int[] AssetCounts = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly int[] PositionCounts = [1, 2, 4, 6, 8, 10, 12, 14, 16];

    /// <summary>Makes them.</summary>
    /// <param name="full">Whether a thousand million paths are run as well.</param>
    public static IReadOnlyList<ScalingSeries> Create(bool full)
    {
        Plan one = ScalingScenarios.Assets(1, Steps, false);
        int decades = full ? 5 : 4;
        return
        [
            new(
                $"GBM, {Steps} steps", "paths", "paths of the run", true,
                [.. Enumerable.Range(0, decades).Select(i => (long)Math.Pow(10, 5 + i)).Select(
                    paths => new ScalingPoint(
                        paths, one, paths, (int)Math.Max(1, LeastPaths / paths)))]),
            new(
                "GBM", "steps", "steps of a path", false,
                [.. Lengths.Select(steps => new ScalingPoint(
                    steps, ScalingScenarios.Assets(1, steps, false), (1 << 27) / steps))]),
            Assets("uncorrelated", false),
            Assets("all correlated", true),
            new(
                $"pool with step arbitrage, {Steps} steps", "positions", "positions in the pool",
                false,
                [.. PositionCounts.Select(count => new ScalingPoint(
                    count, ScalingScenarios.Positions(count, Steps), 1 << 15))]),
        ];
    }

    /// <summary>From a million to ten thousand million paths, for what is too fast for fewer.
    /// </summary>
    public static ScalingSeries PathsByTheClock()
    {
        Plan one = ScalingScenarios.Assets(1, Steps, false);
        return new(
            $"GBM, {Steps} steps", "paths", "paths of the run", true,
            [.. Enumerable.Range(6, 5).Select(power => (long)Math.Pow(10, power)).Select(
                paths => new ScalingPoint(paths, one, paths) { IsByTheClock = true })]);
    }

    private static ScalingSeries Assets(string title, bool correlated) => new(
        $"GBM, {Steps} steps, {title}", "assets", "assets", false,
        [.. AssetCounts.Where(count => count > 1 || !correlated).Select(count => new ScalingPoint(
            count, ScalingScenarios.Assets(count, Steps, correlated), 1 << 17))]);
}
