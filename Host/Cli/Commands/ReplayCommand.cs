using System.CommandLine;
using GpuRisk.Host.Runs.Replaying;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk replay</c>: its options.</summary>
internal static class ReplayCommand
{
    private const long UsualMoments = 25;
    private const long MostMoments = 10_000;

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO")
        {
            Description = "The scenario file; it says under observed what happened.",
        };
        var data = new Option<string?>("--data")
        {
            Description = "The folder of the files that tell what happened; the scenario's by "
                + "default.",
            HelpName = "DIR",
        };
        Option<long?> moments = CommonOptions.Count(
            "--moments", "N",
            "Moments of each metric to compare at, at most; 25 by default. Each is a run.",
            1, MostMoments);
        Option<long?> paths = CommonOptions.Paths();
        Option<long?> seed = CommonOptions.Seed();
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<string?> precision = CommonOptions.Precision();
        Option<string[]> overrides = CommonOptions.Overrides();
        var folder = new Option<string?>("--out")
        {
            Description = "Keep report.html, replay.json and replay.csv in this folder.",
            HelpName = "DIR",
        };
        Option<bool> force = CommonOptions.Force();
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "replay", "Simulate a scenario and compare it with what happened.")
        {
            file, data, moments, paths, seed, device, threads, precision, overrides, folder, force,
            json, quiet,
        };
        command.SetAction(parse => new ScenarioReplay(context, cancellation).Execute(
            new ReplayRequest
            {
                File = parse.GetRequiredValue(file),
                Data = parse.GetValue(data),
                Moments = (int)(parse.GetValue(moments) ?? UsualMoments),
                Asked = CommonOptions.Asked(parse, paths, seed, precision),
                Devices = parse.GetRequiredValue(device),
                Threads = (int?)parse.GetValue(threads),
                Overrides = parse.GetValue(overrides) ?? [],
                Folder = parse.GetValue(folder),
                Force = parse.GetValue(force),
                Json = parse.GetValue(json),
                Quiet = parse.GetValue(quiet),
            }));
        return command;
    }
}
