using System.CommandLine;
using GpuRisk.Host.Runs.Merging;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk merge</c>: its options.</summary>
internal static class MergeCommand
{
    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var parts = new Argument<string[]>("PART_DIR")
        {
            Description = "Folders that gpurisk run --part, or this command, wrote.",
            Arity = ArgumentArity.OneOrMore,
        };
        var folder = new Option<string>("--out")
        {
            Description = "Keep the result in this folder; where paths are missing it can be "
                + "merged again.",
            HelpName = "DIR",
            Required = true,
        };
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        var histogram = new Option<string[]>("--histogram")
        {
            Description = "Draw this metric instead of the one that the kernel is about.",
            HelpName = "METRIC",
        };
        Option<bool> force = CommonOptions.Force();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "merge", "Add up parts of a run, to the result of the undivided run.")
        {
            parts, folder, device, threads, histogram, force, json,
        };
        command.SetAction(parse => new PartsMerge(context, cancellation).Execute(new MergeRequest
        {
            Parts = parse.GetRequiredValue(parts),
            Folder = parse.GetRequiredValue(folder),
            Devices = parse.GetRequiredValue(device),
            Threads = (int?)parse.GetValue(threads),
            Histograms = parse.GetValue(histogram) ?? [],
            Force = parse.GetValue(force),
            Json = parse.GetValue(json),
            Quiet = true,
        }));
        return command;
    }
}
