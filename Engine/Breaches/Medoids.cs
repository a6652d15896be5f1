namespace GpuRisk.Engine.Breaches;

/// <summary>Points that stand for others: those to which the weighted distances of all points, each
/// to the nearest of them, are least (k-medoids; Kaufman, Rousseeuw 1990). One is added after
/// another where it helps most, then each moves to the best place among its own until none
/// does.</summary>
internal static class Medoids
{
    private const int MostRounds = 50;

    /// <summary>The medoids and the weight of the points nearest to each.</summary>
    /// <param name="points">The points.</param>
    /// <param name="weights">What each counts.</param>
    /// <param name="wanted">How many; fewer where there are fewer different points.</param>
    public static IReadOnlyList<(int Point, double Weight)> Of(
        IReadOnlyList<double[]> points, IReadOnlyList<double> weights, int wanted)
    {
        double[][] distances = [.. points.Select(
            point => (double[])[.. points.Select(other => Distance(point, other))])];
        List<int> chosen = Built(distances, weights, wanted);
        for (int round = 0; round < MostRounds; round++)
        {
            int[] nearest = Nearest(distances, chosen);
            List<int> moved = [.. chosen.Select((medoid, i) =>
            {
                int[] own = [.. Enumerable.Range(0, points.Count).Where(p => nearest[p] == i)];
                double Cost(int centre) => own.Sum(p => weights[p] * distances[centre][p]);
                int best = own.MinBy(Cost);
                return Cost(best) < Cost(medoid) ? best : medoid;
            })];
            if (moved.SequenceEqual(chosen)) break;
            chosen = moved;
        }

        int[] last = Nearest(distances, chosen);
        return [.. chosen
            .Select((medoid, i) => (medoid, Enumerable.Range(0, points.Count)
                .Where(point => last[point] == i).Sum(point => weights[point])))
            .OrderByDescending(one => one.Item2)];
    }

    private static List<int> Built(
        double[][] distances, IReadOnlyList<double> weights, int wanted)
    {
        List<int> chosen = [];
        double[] to = [.. distances.Select(_ => double.PositiveInfinity)];
        while (chosen.Count < wanted && to.Any(distance => distance > 0))
        {
            double Cost(int candidate) => to
                .Select((distance, i) => weights[i] * Math.Min(distance, distances[candidate][i]))
                .Sum();
            int best = Enumerable.Range(0, distances.Length).MinBy(Cost);
            chosen.Add(best);
            to = [.. to.Zip(distances[best], Math.Min)];
        }

        return chosen;
    }

    private static int[] Nearest(double[][] distances, List<int> chosen) =>
        [.. distances.Select(row => Enumerable.Range(0, chosen.Count).MinBy(i => row[chosen[i]]))];

    private static double Distance(double[] some, double[] others)
    {
        double square = 0;
        for (int i = 0; i < some.Length; i++)
            square += (some[i] - others[i]) * (some[i] - others[i]);
        return Math.Sqrt(square);
    }
}
