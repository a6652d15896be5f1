using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Comparing;

/// <summary>Figures that a kept run did not tell, from its samples.</summary>
internal static class FiguresOfSamples
{
    /// <summary>A run with figures.</summary>
    /// <param name="run">The run.</param>
    /// <param name="settings">The settings that state them.</param>
    /// <param name="failure">Why they cannot be told.</param>
    /// <exception cref="InvalidDataException">The samples are damaged.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public static KeptRun? AddTo(
        KeptRun run, IReadOnlyList<StatedSetting> settings, out Failure? failure)
    {
        failure = null;
        if (settings.Count == 0) return run;
        string? file = SampleReader.Find(run);
        if (file is null)
        {
            failure = Failure.OfInput(
                $"--figure: {run.Folder} keeps no samples to compute figures from; "
                + "gpurisk run --samples keeps them");
            return null;
        }

        if (run.Result.Rare is not null)
        {
            failure = Failure.OfInput(
                $"--figure: {run.Folder} counts its paths by weights, as rare: asks for; allowed "
                + "are runs whose paths count alike");
            return null;
        }

        if (PlanOf(run, settings, out failure) is not { } plan) return null;
        Precision precision = run.Result.Precision == RunReport.NameOf(Precision.Float64)
            ? Precision.Float64
            : Precision.Float32;
        var figures = new OrderedDictionary<string, SampledFigure>();
        foreach (StatedSetting setting in settings)
        {
            string name = setting.Text[..setting.Text.IndexOf('=', StringComparison.Ordinal)];
            figures[name] = new SampledFigure(plan, name, precision);
        }

        foreach (SampledFigure figure in figures.Values) Count(figure, file);
        return run with { Result = Told(run.Result, figures), Sampled = figures };
    }

    private static Plan? PlanOf(
        KeptRun run, IReadOnlyList<StatedSetting> settings, out Failure? failure)
    {
        var all = StatedSettings.Of(run.Manifest.Overrides, settings);
        ScenarioResult read = ScenarioReader.Read(
            Path.Combine(run.Folder, RunFolder.ScenarioName), all);
        failure = read.IsValid ? null
            : Failure.Located(StatedSettings.Placed(read.Errors, all));
        if (!read.IsValid) return null;
        Plan? plan = Planning.Of(read.Scenario, out PlanProblem? problem);
        if (plan is null) failure = problem!.FailureOf(all);
        return plan;
    }

    private static void Count(SampledFigure figure, string file)
    {
        foreach (SampleRows rows in SampleReader.Read(file, figure.Columns))
        {
            double[] outcomes = figure.Outcomes(rows.Values);

            // Paths of a run that was stopped may have gaps.
            int start = 0;
            for (int i = 1; i <= outcomes.Length; i++)
            {
                if (i < outcomes.Length && rows.Paths[i] == rows.Paths[i - 1] + 1) continue;
                figure.Add(outcomes.AsSpan(start, i - start), rows.Paths[start]);
                start = i;
            }
        }
    }

    private static RunResult Told(
        RunResult result, IReadOnlyDictionary<string, SampledFigure> figures)
    {
        var metrics = new OrderedDictionary<string, MetricResult>(result.Metrics);
        var stated = new OrderedDictionary<string, FigureResult>(
            result.Figures ?? new Dictionary<string, FigureResult>());
        foreach ((string name, SampledFigure figure) in figures)
            (metrics[name], stated[name]) = figure.Tell();
        return result with { Metrics = metrics, Figures = stated };
    }
}
