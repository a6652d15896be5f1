using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Comparing;

/// <summary>
/// Standard errors of differences between the means of two runs of the same paths. A path's
/// outcomes a and b move together, so that the difference of the means has the variance of
/// b - a over the number of paths. Where a metric is conditional, each mean is over the share p of
/// paths that have a value, and (b - mean B) / pB - (a - mean A) / pA stands in the place of
/// b - a, with 0 for a value that is absent; where all are there, that is the same. Statistics have
/// their <see cref="Influences"/> in the place of outcomes.
/// </summary>
internal sealed class PairedErrors
{
    private readonly Influences[] _first;
    private readonly Influences[] _second;
    private readonly double[] _means;
    private readonly double[] _squares;
    private long _paths;

    private PairedErrors(KeptRun first, KeptRun second, IReadOnlyList<string> metrics)
    {
        _first = [.. metrics.Select(name => Influences.Of(first, name))];
        _second = [.. metrics.Select(name => Influences.Of(second, name))];
        _means = new double[metrics.Count];
        _squares = new double[metrics.Count];
    }

    /// <summary>The standard error of each difference, from the runs' samples.</summary>
    /// <param name="first">A run.</param>
    /// <param name="second">The run to compare it with.</param>
    /// <param name="metrics">The metrics, known to both, and statistics that have influences in
    /// both.</param>
    /// <returns>Null where a run has no samples of all its paths, or they are of other paths than
    /// the other's, count by weights or are sampled otherwise than plainly.</returns>
    /// <exception cref="InvalidDataException">A file of samples is damaged.</exception>
    public static IReadOnlyList<double?>? Of(
        KeptRun first, KeptRun second, IReadOnlyList<string> metrics)
    {
        string? firstFile = SampleReader.Find(first);
        string? secondFile = SampleReader.Find(second);
        if (firstFile is null || secondFile is null || first.Result.Paths != second.Result.Paths
            || IsOtherwise(first) || IsOtherwise(second))
        {
            return null;
        }

        var errors = new PairedErrors(first, second, metrics);
        bool isPaired = errors.Add(
            SampledColumns.Read(first, firstFile, metrics),
            SampledColumns.Read(second, secondFile, metrics));
        long paths = errors._paths;
        return isPaired && paths == first.Result.Paths
            ? [.. errors._squares.Select(square => paths > 1
                ? Math.Sqrt(square / paths / (paths - 1.0))
                : (double?)null)]
            : null;
    }

    // Its means are not those of independent paths that count once.
    private static bool IsOtherwise(KeptRun run) =>
        run.Result.Rare is not null || run.Result.Sampling is not null;

    /// <summary>Goes through both files row by row; false where the paths differ.</summary>
    private bool Add(IEnumerable<SampleRows> first, IEnumerable<SampleRows> second)
    {
        using IEnumerator<SampleRows> a = first.GetEnumerator();
        using IEnumerator<SampleRows> b = second.GetEnumerator();
        int atA = 0;
        int atB = 0;
        bool hasA = a.MoveNext();
        bool hasB = b.MoveNext();
        while (hasA && hasB)
        {
            int count = Math.Min(a.Current.Paths.Length - atA, b.Current.Paths.Length - atB);
            if (!a.Current.Paths.AsSpan(atA, count).SequenceEqual(
                b.Current.Paths.AsSpan(atB, count)))
            {
                return false;
            }

            for (int metric = 0; metric < _means.Length; metric++)
            {
                Add(
                    metric, a.Current.Values[metric].AsSpan(atA, count),
                    b.Current.Values[metric].AsSpan(atB, count));
            }

            _paths += count;
            atA += count;
            atB += count;
            if (atA == a.Current.Paths.Length)
            {
                hasA = a.MoveNext();
                atA = 0;
            }

            if (atB == b.Current.Paths.Length)
            {
                hasB = b.MoveNext();
                atB = 0;
            }
        }

        return hasA == hasB;
    }

    private void Add(int metric, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double mean = _means[metric];
        double square = _squares[metric];
        for (int i = 0; i < a.Length; i++)
        {
            // Welford's recurrence: sums of squares would cancel where a and b are nearly equal.
            double value = _second[metric].Of(b[i]) - _first[metric].Of(a[i]);
            double distance = value - mean;
            mean += distance / (_paths + i + 1);
            square += distance * (value - mean);
        }

        _means[metric] = mean;
        _squares[metric] = square;
    }
}
