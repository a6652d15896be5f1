using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Sampling;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Merging;

/// <summary>Puts the samples of parts into one file, in the order of their paths: the file that
/// the undivided run writes.</summary>
internal static class SampleSum
{
    /// <summary>Copies them.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="samples">Takes them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Copy(
        IReadOnlyList<KeptPart> parts, Plan plan, SampleCollector samples,
        CancellationToken cancellation)
    {
        Dictionary<KeptPart, Rows> rows = parts.ToDictionary(
            part => part, part => new Rows(part.SamplesPath!, plan));
        try
        {
            foreach ((KeptPart part, PathRange range) in parts
                .SelectMany(part => part.Manifest.Ranges.Select(range => (part, range)))
                .OrderBy(held => held.range.First))
            {
                cancellation.ThrowIfCancellationRequested();

                // Parts may miss paths, for which no block is to wait.
                samples.Complete(range.First);
                rows[part].CopyTo(samples, range);
                if (range == part.Manifest.Ranges[^1])
                {
                    rows[part].Dispose();
                }
            }
        }
        finally
        {
            foreach (Rows open in rows.Values)
            {
                open.Dispose();
            }
        }
    }

    // The rows of a file, from the first to the last.
    private sealed class Rows(string path, Plan plan) : IDisposable
    {
        private readonly int[] _places = [.. Enumerable.Range(0, plan.Metrics.Count)
            .Where(place => !plan.Metrics[place].Internal)];

        private IEnumerator<SampleRows>? _groups;
        private int _next;
        private double[] _outcomes = [];

        public void CopyTo(SampleCollector samples, PathRange range)
        {
            _groups ??= SampleReader
                .Read(path, [.. SampleColumns.Published(plan).Select(metric => metric.Name)])
                .GetEnumerator();
            long next = range.First;
            while (next < range.End)
            {
                SampleRows group = Group(next);
                int count = (int)Math.Min(group.Paths.Length - _next, range.End - next);
                Check(group.Paths.AsSpan(_next, count), next);
                Add(samples, group, count, next);
                _next += count;
                next += count;
            }
        }

        public void Dispose() => _groups?.Dispose();

        private SampleRows Group(long path)
        {
            while (_groups!.Current is not { } current || _next == current.Paths.Length)
            {
                if (!_groups.MoveNext())
                {
                    throw Damaged($"path {path} is missing");
                }

                _next = 0;
            }

            return _groups.Current;
        }

        private void Check(ReadOnlySpan<long> paths, long first)
        {
            for (int i = 0; i < paths.Length; i++)
            {
                if (paths[i] != first + i)
                {
                    throw Damaged($"found path {paths[i]} where {first + i} is due");
                }
            }
        }

        private void Add(SampleCollector samples, SampleRows group, int count, long first)
        {
            int needed = plan.Metrics.Count * count;
            if (_outcomes.Length < needed)
            {
                _outcomes = new double[needed];
            }

            for (int i = 0; i < _places.Length; i++)
            {
                group.Values[i].AsSpan(_next, count).CopyTo(_outcomes.AsSpan(_places[i] * count));
            }

            samples.Add(_outcomes.AsSpan(0, needed), count, count, first);
        }

        private InvalidDataException Damaged(string what) => new($"{path}: {what}");
    }
}
