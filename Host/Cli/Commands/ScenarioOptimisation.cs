using System.Text;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Optimising;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Runs.Trials;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk optimise</c>: what it does.</summary>
internal sealed class ScenarioOptimisation(CommandContext context, CancellationToken cancellation)
{
    private const string JsonName = "optimum.json";
    private const string CsvName = "runs.csv";

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Does it; returns the exit code.</summary>
    public int Execute(OptimumRequest request)
    {
        if (request.Folder is { } folder
            && OutputFolder.Problem(folder, JsonName, request.Force) is { } unusable)
        {
            return Failure.Located("--out: " + unusable).Tell(_terminal);
        }

        StatedSetting[] figures =
        [
            .. request.Figure.Settings,
            .. request.Limits.SelectMany(limit => limit.Figure.Settings),
        ];
        var settings = StatedSettings.Of(request.Overrides, figures);
        (double Low, double High)[]? ends = Ends(request, settings, out Failure? failure);
        if (ends is null) return failure!.Tell(_terminal);

        // A key that the scenario leaves at its default is stated, so that it can vary.
        var stated = ScenarioVariants.Open(request.File, settings, out _);
        settings = StatedSettings.Of(
            request.Overrides,
            [
                .. figures, .. request.Ranges.Index()
                    .Where(range =>
                        stated?.Numbers.Any(number => number.Key == range.Item.Key) != true)
                    .Select(range => new StatedSetting(
                        $"{range.Item.Key}={range.Item.Low}", "--vary", range.Index + 1)),
            ]);
        var subject = TrialSubject.Open(
            request.File, settings, request.Asked, isCertain: false, out failure);
        if (subject is null) return failure!.Tell(_terminal);
        string? name = request.Figure.In(subject.Plan, out string? unknown);
        string?[] limits =
            [.. request.Limits.Select(limit => limit.Figure.In(subject.Plan, out unknown))];
        if (name is null || Array.Exists(limits, limit => limit is null))
            return Failure.OfInput(unknown!).Tell(_terminal);
        try
        {
            return Run(request, subject, ends, name, limits!);
        }
        catch (DeviceException error)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.OfWork($"the result cannot be written: {error.Message}")
                .Tell(_terminal);
        }
    }

    private static (double Low, double High)[]? Ends(
        OptimumRequest request, IReadOnlyList<string> settings, out Failure? failure)
    {
        var ends = new List<(double Low, double High)>();
        failure = null;
        foreach ((int i, VariedRange range) in request.Ranges.Index())
        {
            if (range.Ends(request.File, settings, i + 1, out failure) is not { } found)
                return null;
            ends.Add(found);
        }

        return [.. ends];
    }

    private int Run(
        OptimumRequest request,
        TrialSubject subject,
        (double Low, double High)[] ends,
        string name,
        IReadOnlyList<string> limits)
    {
        using IDisposable? work = context.Work();
        using var devices = new OpenDevices(request.Devices, request.Threads);
        ScenarioNumber[] numbers = [.. request.Ranges.Select(
            range => subject.Variants.Numbers.Single(number => number.Key == range.Key))];
        var runner = new TrialRunner(subject.Variants, false, devices.All, context.Time);
        (Evaluator evaluator, Optimisation optimisation) = Watch(request, progress =>
        {
            var runs = new Evaluator(
                runner, new SearchSpace(numbers, ends), subject.Options, name,
                [.. request.Limits.Zip(limits)], request.IsMaximised)
            {
                Cancellation = cancellation,
                Progress = progress,
            };
            var search = new Optimisation(runs, numbers.Length, subject.Options);
            search.Run(request.MostRuns);
            return (runs, search);
        });
        if (evaluator.Best is null) return ExitCode.Cancelled;
        if (evaluator.All.All(run => run.Reason is not null))
            return Failure.OfInput(evaluator.All[0].Reason!).Tell(_terminal);
        OptimumResult result = ResultOf(request, subject, evaluator, optimisation, name);
        Keep(request, result);
        _terminal.Show(
            request.Json ? result.ToText() : null, result.Warnings,
            console => OptimumRendering.Draw(console, result), request.Folder);
        return optimisation.IsPartial ? ExitCode.Cancelled
            : result.Best.IsFeasible ? ExitCode.Done
            : ExitCode.Failed;
    }

    private T Watch<T>(OptimumRequest request, Func<IProgress<int>?, T> work) =>
        _terminal.IsErrorTerminal && !request.Quiet
            ? ProgressBar.Around(
                _terminal.ErrorConsole(), "searching",
                request.MostRuns + Optimisation.RunsAround(request.Ranges.Count), work)
            : work(null);

    private static OptimumResult ResultOf(
        OptimumRequest request,
        TrialSubject subject,
        Evaluator evaluator,
        Optimisation optimisation,
        string name) => new(
            OptimumResult.SchemaName, BuildVersion.Version, BuildVersion.Commit,
            subject.Plan.Scenario.Name, request.Overrides,
            [.. request.Ranges.Select(range => range.Key)], name,
            subject.Plan.Figures.FirstOrDefault(figure => figure.Told.Name == name)?.Text,
            subject.Plan.Told.First(metric => metric.Name == name).Unit,
            request.IsMaximised, [.. request.Limits.Select(limit => limit.Text)],
            subject.Options.Paths, subject.Options.Seed,
            RunReport.NameOf(subject.Options.Precision), optimisation.IsPartial,
            evaluator.Best!.Value.Candidate, optimisation.Intervals, optimisation.Again,
            evaluator.All, subject.Plan.Warnings);

    private static void Keep(OptimumRequest request, OptimumResult result)
    {
        if (request.Folder is not { } folder) return;
        using var staged = new StagedFiles(folder);
        void Write(string name, string text) =>
            staged.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

        Write(CsvName, OptimumCsv.Of(result));
        Write(JsonName, result.ToText() + "\n");
        staged.Keep([], JsonName);
    }
}
