using System.CommandLine;
using GpuRisk.Host.Runs.Contributing;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk contributions</c>: its options.</summary>
internal static class ContributionsCommand
{
    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO") { Description = "The scenario file." };
        var figure = new Option<string>("--figure")
        {
            Description = "The expected shortfall of a sum, as 'ES(a.net + b.net, 0.95)', or "
                + "figures.NAME of the scenario.",
            HelpName = "[NAME=]EXPR",
            Required = true,
        };
        Option<long?> paths = CommonOptions.Paths(PathCapture.MostPaths);
        Option<long?> seed = CommonOptions.Seed();
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<string?> precision = CommonOptions.Precision();
        Option<string[]> overrides = CommonOptions.Overrides();
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "contributions", "Tell what each part of a sum adds to its expected shortfall.")
        {
            file, figure, paths, seed, device, threads, precision, overrides, json, quiet,
        };
        command.SetAction(parse => new ScenarioContributions(context, cancellation).Execute(
            new ContributionRequest(
                parse.GetRequiredValue(file),
                ChosenFigure.Named(parse.GetRequiredValue(figure)),
                CommonOptions.Asked(parse, paths, seed, precision),
                parse.GetRequiredValue(device),
                (int?)parse.GetValue(threads),
                parse.GetValue(overrides) ?? [],
                parse.GetValue(json),
                parse.GetValue(quiet))));
        return command;
    }
}
