using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Comparing;

/// <summary>The outcomes that figures are of, path by path.</summary>
internal static class SampledColumns
{
    /// <summary>Reads a kept run's samples.</summary>
    /// <param name="run">The run.</param>
    /// <param name="file">The samples.</param>
    /// <param name="figures">The names of metrics and figures.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static IEnumerable<SampleRows> Read(
        KeptRun run, string file, IReadOnlyList<string> figures)
    {
        IReadOnlyList<string>[] needed = [.. figures.Select(name => Needed(run, name))];
        List<string> columns = [.. needed.SelectMany(names => names).Distinct()];
        int[][] places = [.. needed.Select(
            names => (int[])[.. names.Select(name => columns.IndexOf(name))])];
        SampledFigure?[] sampled = [.. figures.Select(run.Sampled.GetValueOrDefault)];
        foreach (SampleRows rows in SampleReader.Read(file, columns))
        {
            yield return new SampleRows(rows.Paths, [.. places.Select((of, i) =>
                sampled[i]?.Outcomes([.. of.Select(place => rows.Values[place])])
                ?? rows.Values[of[0]])]);
        }
    }

    private static IReadOnlyList<string> Needed(KeptRun run, string name) =>
        run.Sampled.GetValueOrDefault(name)?.Columns
        ?? [run.Result.Figures?.GetValueOrDefault(name)?.Metric ?? name];
}
