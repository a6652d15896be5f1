using GpuRisk.Engine.Running;

namespace GpuRisk.Engine.Breaches;

/// <summary>The paths of a run that are followed from moment to moment: its first ones, for what is
/// usual, and breaching ones at like distances.</summary>
/// <param name="Ranges">The paths, in the order of the sample.</param>
/// <param name="Sample">What they count: those that breach together as much as breaches do in the
/// whole run.</param>
internal sealed record FollowedSample(IReadOnlyList<PathRange> Ranges, BreachSample Sample)
{
    private const int FewestBreaching = 128;
    private const int UsualToBreaching = 8;

    /// <summary>Chooses them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="usual">How many of the first paths.</param>
    public static FollowedSample Of(BreachSample run, int usual)
    {
        HashSet<int> breaching = [.. run.Breaching];
        int count = Math.Min(
            run.Breaching.Length, Math.Max(usual / UsualToBreaching, FewestBreaching));
        int[] some = [.. Enumerable.Range(0, count).Select(
            i => run.Breaching[(long)i * run.Breaching.Length / count])];
        int[] others = [.. Enumerable.Range(0, usual).Where(path => !breaching.Contains(path))];
        double probability = run.BreachingWeights.Sum() / run.Weights.Sum();
        double[] weights =
        [
            .. Scaled(run, others, 1 - probability), .. Scaled(run, some, probability),
        ];
        double[] breaches = [.. others.Select(_ => 0.0), .. some.Select(_ => 1.0)];
        return new(
            [.. PathRange.Join(others.Select(path => new PathRange(path, 1))),
                .. PathRange.Join(some.Select(path => new PathRange(path, 1)))],
            new BreachSample(weights, breaches));
    }

    private static IEnumerable<double> Scaled(BreachSample run, int[] paths, double whole)
    {
        double sum = paths.Sum(path => run.Weights[path]);
        return paths.Select(path => run.Weights[path] * whole / sum);
    }
}
