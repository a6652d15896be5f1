using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Host.Runs.Optimising;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk optimise</c>: its options.</summary>
internal static class OptimiseCommand
{
    private const int FewestRuns = 20;
    private const int UsualRuns = 200;

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO") { Description = "The scenario file." };
        var vary = new Option<string[]>("--vary")
        {
            Description = "Look for the best value of this key between two.",
            HelpName = "KEY=A..B",
            Required = true,
        };
        var chosen = new FigureOptions();
        var maximise = new Option<bool>("--maximise") { Description = "More is better." };
        var minimise = new Option<bool>("--minimise") { Description = "Less is better." };
        var limits = new Option<string[]>("--subject-to")
        {
            Description = "Keep another figure within a bound.",
            HelpName = "FIGURE <= X",
        };
        Option<long?> most = CommonOptions.Count(
            "--runs", "N", "The most runs of the search; 200 by default.", FewestRuns, 10_000);
        Option<long?> paths = CommonOptions.Paths(PathCapture.MostPaths);
        Option<long?> seed = CommonOptions.Seed();
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<string?> precision = CommonOptions.Precision();
        Option<string[]> overrides = CommonOptions.Overrides();
        var folder = new Option<string?>("--out")
        {
            Description = "Keep optimum.json and runs.csv in this folder.",
            HelpName = "DIR",
        };
        Option<bool> force = CommonOptions.Force();
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "optimise", "Find the best values of keys for a figure, on the same random numbers.")
        {
            file, vary, chosen.Figure, chosen.Metric, chosen.Statistic, maximise, minimise, limits,
            most, paths, seed, device, threads, precision, overrides, folder, force, json, quiet,
        };
        command.Validators.Add(chosen.Validate);
        command.Validators.Add(result => Validate(result, vary, maximise, minimise, limits));
        command.SetAction(parse => new ScenarioOptimisation(context, cancellation).Execute(
            new OptimumRequest(
                parse.GetRequiredValue(file),
                [.. Ranges(parse.GetRequiredValue(vary), out _)],
                chosen.Of(parse)!,
                parse.GetValue(maximise),
                [.. Limits(parse.GetValue(limits), out _)],
                (int)(parse.GetValue(most) ?? UsualRuns),
                CommonOptions.Asked(parse, paths, seed, precision),
                parse.GetRequiredValue(device),
                (int?)parse.GetValue(threads),
                parse.GetValue(overrides) ?? [],
                parse.GetValue(folder),
                parse.GetValue(force),
                parse.GetValue(json),
                parse.GetValue(quiet))));
        return command;
    }

    private static void Validate(
        CommandResult result,
        Option<string[]> vary,
        Option<bool> maximise,
        Option<bool> minimise,
        Option<string[]> limits)
    {
        Ranges(result.GetValue(vary) ?? [], out List<string> wrong);
        foreach (string problem in wrong) result.AddError(problem);
        Limits(result.GetValue(limits), out wrong);
        foreach (string problem in wrong) result.AddError(problem);
        if (result.GetValue(maximise) == result.GetValue(minimise))
            result.AddError("what is better is told by --maximise, or else by --minimise");
    }

    private static List<VariedRange> Ranges(string[] texts, out List<string> problems)
    {
        var ranges = new List<VariedRange>();
        problems = [];
        foreach ((int i, string text) in texts.Index())
        {
            if (VariedRange.Read(text, i + 1, out string? problem) is not { } range)
                problems.Add(problem!);
            else if (ranges.Exists(other => other.Key == range.Key))
                problems.Add($"--vary:{i + 1}:1: {range.Key}: found twice; once is allowed");
            else
                ranges.Add(range);
        }

        return ranges;
    }

    private static List<FigureLimit> Limits(string[]? texts, out List<string> problems)
    {
        var limits = new List<FigureLimit>();
        problems = [];
        foreach ((int i, string text) in (texts ?? []).Index())
        {
            if (FigureLimit.Read(text, i + 1, out string? problem) is { } limit) limits.Add(limit);
            else problems.Add(problem!);
        }

        return limits;
    }
}
