using System.CommandLine;
using GpuRisk.Engine.Breaches;
using GpuRisk.Host.Runs.Breaching;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk breach</c>: its options.</summary>
internal static class BreachCommand
{
    private const long UsuallyShown = 4;

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO") { Description = "The scenario file." };
        var figure = new Option<string>("--figure")
        {
            Description = "What a breach is, as 'market.badDebt > 10e6', or figures.NAME of the "
                + "scenario.",
            HelpName = "CONDITION",
            Required = true,
        };
        Option<long?> shown = CommonOptions.Count(
            "--show", "N", "Representative paths to tell; 4 by default.", 1,
            BreachAnalysis.MostShown);
        Option<long?> path = CommonOptions.Count(
            "--path", "INDEX", "Replay this path of the same run instead.", 0, long.MaxValue >> 1);
        Option<long?> paths = CommonOptions.Paths();
        Option<long?> seed = CommonOptions.Seed();
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<string?> precision = CommonOptions.Precision();
        Option<string[]> overrides = CommonOptions.Overrides();
        var folder = new Option<string?>("--out")
        {
            Description = "Keep breach.json, breach.csv and report.html in this folder; of a "
                + "replayed path path.json and path.csv.",
            HelpName = "DIR",
        };
        Option<bool> force = CommonOptions.Force();
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "breach", "Tell how probable a breach is and what paths to it look like.")
        {
            file, figure, shown, path, paths, seed, device, threads, precision, overrides, folder,
            force, json, quiet,
        };
        command.SetAction(parse => new ScenarioBreach(context, cancellation).Execute(
            new BreachRequest(
                parse.GetRequiredValue(file),
                parse.GetRequiredValue(figure),
                (int)(parse.GetValue(shown) ?? UsuallyShown),
                parse.GetValue(path),
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
}
