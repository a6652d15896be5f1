using GpuRisk.Engine.Tallies;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Outcomes that no simulation would give, in launches of every size.</summary>
internal static class TallyBlocks
{
    private const int LongestLaunch = 700;

    /// <summary>Chunks of launches of consecutive paths.</summary>
    public static Block<double>[][] Any(
        int seed, IReadOnlyList<Metric> metrics, int paths, long firstPath = 0)
    {
        Random random = new(seed);
        List<Block<double>[]> chunks = [];
        List<Block<double>> chunk = [];
        for (int done = 0; done < paths; done += chunk[^1].Count)
        {
            if (chunk.Count > 0 && random.Next(4) == 0)
            {
                chunks.Add([.. chunk]);
                chunk.Clear();
            }

            int longest = random.Next(3) == 0 ? 3 : LongestLaunch;
            int count = Math.Min(random.Next(1, longest + 1), paths - done);
            chunk.Add(Any(random, metrics, count, firstPath + done));
        }

        return [.. chunks, [.. chunk]];
    }

    /// <summary>The same in float32.</summary>
    public static Block<float>[][] Narrow(Block<double>[][] chunks) => Array.ConvertAll(
        chunks, chunk => Array.ConvertAll(chunk, block => new Block<float>(
            Array.ConvertAll(block.Outcomes, outcome => (float)outcome),
            block.Stride, block.Count, block.FirstPath)));

    private static Block<double> Any(
        Random random, IReadOnlyList<Metric> metrics, int count, long firstPath)
    {
        int stride = count + random.Next(20);
        double[] outcomes = new double[((metrics.Count - 1) * stride) + count];
        Array.Fill(outcomes, 123.0);
        for (int metric = 0; metric < metrics.Count; metric++)
        {
            for (int path = 0; path < count; path++)
            {
                outcomes[(metric * stride) + path] =
                    metrics[metric].Origin + (Any(random) / metrics[metric].Scale);
            }
        }

        return new(outcomes, stride, count, firstPath);
    }

    // In fixed-point units: from far below one to beyond the limit of 2^47.
    private static double Any(Random random)
    {
        double sign = random.Next(2) == 0 ? 1.0 : -1.0;
        double size = Math.ScaleB(1.0 + random.NextDouble(), random.Next(-4, 47));
        return sign * (random.Next(1000) switch
        {
            < 50 => 0.0,
            < 80 => double.NaN,
            < 84 => double.PositiveInfinity,
            < 90 => size * Math.ScaleB(1.0, 50),
            < 95 => Math.ScaleB(1.0, 47),
            < 300 => 3e9,
            < 400 => Math.Floor(Math.Min(size, 1e9)) + 0.5,
            < 450 => Math.ScaleB(1.0, random.Next(48)) - random.Next(2),
            < 480 => size * double.Epsilon,
            _ => size,
        });
    }
}
