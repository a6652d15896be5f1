using System.CommandLine;
using GpuRisk.Host.Runs.Sweeps;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk sweep</c>: its options.</summary>
internal static class SweepCommand
{
    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO") { Description = "The scenario file." };
        var vary = new Option<string[]>("--vary")
        {
            Description = "Give a key each of these values; several make a grid.",
            HelpName = "KEY=a,b,c|KEY=low:high:count",
        };
        var list = new Option<string?>("--list")
        {
            Description = "Run the rows of a CSV file instead; its first line names the keys.",
            HelpName = "FILE.csv",
        };
        var metric = new Option<string[]>("--metric")
        {
            Description = "Show this metric instead of those that the kernel is about.",
            HelpName = "METRIC",
        };
        Option<long?> paths = CommonOptions.Paths();
        Option<long?> seed = CommonOptions.Seed();
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<string?> precision = CommonOptions.Precision();
        Option<string[]> overrides = CommonOptions.Overrides();
        Option<string[]> figures = CommonOptions.Figures();
        Option<string?> rare = CommonOptions.Rare();
        Option<string?> sampling = CommonOptions.Sampling();
        var folder = new Option<string?>("--out")
        {
            Description = "Keep sweep.csv and sweep.json in this folder.",
            HelpName = "DIR",
        };
        Option<bool> force = CommonOptions.Force();
        var picture = new Option<string?>("--png")
        {
            Description = "Draw a line for one key, a heat map for two.",
            HelpName = "FILE.png",
        };
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "sweep", "Simulate a scenario for many values of its keys, with the same seed.")
        {
            file, vary, list, metric, paths, seed, device, threads, precision, overrides, figures,
            rare, sampling, folder, force, picture, json, quiet,
        };
        command.SetAction(parse => new ScenarioSweep(context, cancellation).Execute(new SweepRequest
        {
            File = parse.GetRequiredValue(file),
            Vary = parse.GetValue(vary) ?? [],
            List = parse.GetValue(list),
            Metrics = [.. (parse.GetValue(metric) ?? []).Distinct()],
            Asked = CommonOptions.Asked(parse, paths, seed, precision),
            Devices = parse.GetRequiredValue(device),
            Threads = (int?)parse.GetValue(threads),
            Overrides = CommonOptions.Settings(parse, overrides, figures, rare, sampling),
            Folder = parse.GetValue(folder),
            Force = parse.GetValue(force),
            Picture = parse.GetValue(picture),
            Json = parse.GetValue(json),
            Quiet = parse.GetValue(quiet),
        }));
        return command;
    }
}
