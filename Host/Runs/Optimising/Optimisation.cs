using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>Finds the best values of keys, and tells how sure that is.</summary>
/// <param name="evaluator">Runs what is asked for.</param>
/// <param name="keys">How many keys vary.</param>
/// <param name="options">How all are run.</param>
internal sealed class Optimisation(Evaluator evaluator, int keys, RunOptions options)
{
    private const int Halvings = 7;

    /// <summary>Runs around the best of each key, at most, and the one on other random numbers.
    /// </summary>
    public static int RunsAround(int keys) => (2 * keys * (1 + Halvings)) + 1;

    private readonly RunOptions _others = options with { Seed = options.Seed + 1 };
    private readonly List<KeyInterval> _intervals = [];

    /// <summary>For each key the values that are not told from the best, the others at theirs.
    /// </summary>
    public IReadOnlyList<KeyInterval> Intervals => _intervals;

    /// <summary>The best on other random numbers; null where it was stopped before.</summary>
    public Candidate? Again { get; private set; }

    /// <summary>Whether it was stopped before its end.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Searches, then runs the best again with the next seed and looks around it there:
    /// on the random numbers of the search it looks better than it is, and so than others.
    /// </summary>
    /// <param name="most">The most runs of the search.</param>
    public void Run(int most)
    {
        try
        {
            Search.Run(evaluator, keys, most);
            var (candidate, point) = evaluator.Best!.Value;
            if (!candidate.IsFeasible) return;
            (Again, TrialFigure? figure) = evaluator.Run(point, _others);
            if (figure is null) return;
            for (int key = 0; key < keys; key++)
            {
                IntervalEnd low = End(point, key, 0, figure);
                _intervals.Add(new KeyInterval(low, End(point, key, 1, figure)));
            }
        }
        catch (OperationCanceledException)
        {
            IsPartial = true;
        }
    }

    // The border between what is told from the best and what is not, by halving.
    private IntervalEnd End(double[] best, int key, double end, TrialFigure figure)
    {
        double inside = best[key];
        double outside = end;
        IntervalEnd border = Look(best, key, end, figure);
        if (border.Kind == BorderKind.None) return border;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (inside + outside) / 2;
            IntervalEnd there = Look(best, key, middle, figure);
            if (there.Kind == BorderKind.None)
            {
                inside = middle;
            }
            else
            {
                outside = middle;
                border = there;
            }
        }

        return border;
    }

    private IntervalEnd Look(double[] best, int key, double share, TrialFigure figure)
    {
        double[] point = [.. best];
        point[key] = share;
        (Candidate candidate, TrialFigure? told) = evaluator.Run(point, _others);
        if (told is null)
            return new(candidate.Values[key], BorderKind.Refused, new Difference(null, null));
        Difference more = told.Minus(figure);
        bool isWorse = more.IsSeen
            ? more.Value > 0 != evaluator.IsMaximised
            : evaluator.IsMaximised
                ? IsApart(told, figure)
                : IsApart(figure, told);
        return new(
            candidate.Values[key],
            !candidate.IsFeasible ? BorderKind.Limit
                : isWorse ? BorderKind.Worse
                : BorderKind.None,
            more);
    }

    // Too few paths may tell of one of them for an error of the difference, but enough that it lies
    // beyond the other.
    private static bool IsApart(TrialFigure less, TrialFigure more) =>
        less.Told.Errors.Mean.High < more.Told.Errors.Mean.Low;
}
