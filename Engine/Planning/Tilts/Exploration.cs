using GpuRisk.Kernels.Prices;

namespace GpuRisk.Engine.Planning.Tilts;

/// <summary>A mixture of many laws that go far in many directions, by which a pilot finds what is
/// rare wherever it is.</summary>
internal static class Exploration
{
    private const int Turns = 128;
    private const int TrueTurns = 16;

    // How far, in standard deviations of a sum over the horizon.
    private static readonly double[] Distances = [2.5, 4, 6];

    /// <summary>The mixture.</summary>
    public static TiltMixture Of(IReadOnlyList<PlannedDriver> drivers)
    {
        (uint, int)[] axes = [.. drivers.Select(AxisOf).Distinct()];
        bool[] areNormals = [.. axes.Select(axis => drivers.First(
            driver => AxisOf(driver) == axis).Kind == DriverKind.Normals)];
        List<double[]> laws = [[.. drivers.Select(driver => driver.TrueLaw)]];
        foreach (double[] far in Directions(areNormals).Take(Turns - TrueTurns))
        {
            laws.Add([.. drivers.Select(driver => Law(
                driver, drivers, far[Array.IndexOf(axes, AxisOf(driver))]))]);
        }

        int[] turns = [.. Enumerable.Range(0, Turns).Select(
            turn => turn % (Turns / TrueTurns) == 0 ? 0 : turn - (turn / (Turns / TrueTurns)))];
        return new(laws, turns);
    }

    private static (uint, int) AxisOf(PlannedDriver driver) => (driver.Stream, driver.Class);

    // Each axis alone, normals up and down and at each distance, what comes by chance more often;
    // then all of them in random proportions.
    private static IEnumerable<double[]> Directions(bool[] areNormals)
    {
        foreach (double distance in Distances)
        {
            for (int i = 0; i < 2 * areNormals.Length; i++)
            {
                bool isNormal = areNormals[i / 2];
                if (isNormal || (i % 2 == 1 && distance == Distances[0]))
                {
                    var axis = new double[areNormals.Length];
                    axis[i / 2] = i % 2 == 0 ? -distance : distance;
                    yield return axis;
                }
            }
        }

        ulong state = 1;
        for (int k = 0; true; k++)
        {
            double[] direction = [.. areNormals.Select(isNormal =>
                isNormal ? Normal(ref state) : Math.Max(Normal(ref state), 0))];
            double length = Math.Sqrt(direction.Sum(part => part * part));
            double distance = Distances[k % Distances.Length];
            yield return [.. direction.Select(part => part * distance / length)];
        }
    }

    // Of twelve uniforms, by SplitMix64 (Steele, Lea, Flood 2014).
    private static double Normal(ref ulong state)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            state += 0x9E3779B97F4A7C15;
            ulong word = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            sum += (double)(word ^ (word >> 31)) / ulong.MaxValue;
        }

        return sum;
    }

    // Parts of the horizon go together. What comes seldom or never comes a few times.
    private static double Law(
        PlannedDriver driver, IReadOnlyList<PlannedDriver> drivers, double distance)
    {
        double steps = drivers.Where(other => other.Stream == driver.Stream)
            .Sum(other => (double)other.Steps);
        double mean = driver.Kind == DriverKind.Normals
            ? distance * driver.Steps / Math.Sqrt(steps)
            : distance > 0
                ? driver.Mean + (distance * (driver.Deviation + (1.0 / 3)))
                : driver.Mean * Math.Exp(distance / 3);
        return driver.Bounded(driver.LawOf(mean));
    }
}
