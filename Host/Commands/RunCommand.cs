using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Host.Running;

namespace GpuRisk.Host.Commands;

/// <summary><c>gpurisk run</c>: its options.</summary>
internal static class RunCommand
{
    private const long MostPaths = 1_000_000_000_000;
    private const long MostChunkPaths = 1 << 20;

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO") { Description = "The scenario file." };
        Option<long?> paths = CommonOptions.Count(
            "--paths", "N", "Paths instead of the scenario's, as 1e6 or 1_000_000.", 1, MostPaths);
        Option<long?> seed = CommonOptions.Count(
            "--seed", "N", "Seed instead of the scenario's.", 0, long.MaxValue);
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<long?> chunk = CommonOptions.Count(
            "--chunk", "N", "Paths that a worker takes at a time; never changes the result.",
            1, MostChunkPaths);
        Option<string> precision = Precision();
        Option<TargetError?> target = Target();
        Option<string[]> overrides = CommonOptions.Overrides();
        var histogram = new Option<string[]>("--histogram")
        {
            Description = "Draw this metric instead of the one that the kernel is about.",
            HelpName = "METRIC",
        };
        var folder = new Option<string?>("--out")
        {
            Description = "Keep result.json, report.html, manifest.json and the scenario in "
                + "this folder.",
            HelpName = "DIR",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Replace a result that is in the folder already.",
        };
        var json = new Option<bool>("--json")
        {
            Description = "Print the result as JSON, and nothing else.",
        };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Show no progress." };
        var command = new Command("run", "Simulate a scenario and print what came out.")
        {
            file, paths, seed, device, threads, chunk, precision, target, overrides, histogram,
            folder, force, json, quiet,
        };
        command.SetAction(parse => new ScenarioRun(context, cancellation).Execute(new RunRequest
        {
            File = parse.GetRequiredValue(file),
            Paths = parse.GetValue(paths),
            Seed = parse.GetValue(seed),
            Devices = parse.GetRequiredValue(device),
            Threads = (int?)parse.GetValue(threads),
            ChunkPaths = (int?)parse.GetValue(chunk),
            Precision = parse.GetValue(precision) == "float64"
                ? Engine.Devices.Precision.Float64
                : Engine.Devices.Precision.Float32,
            Target = parse.GetValue(target),
            Overrides = parse.GetValue(overrides) ?? [],
            Histograms = parse.GetValue(histogram) ?? [],
            Folder = parse.GetValue(folder),
            Force = parse.GetValue(force),
            Json = parse.GetValue(json),
            Quiet = parse.GetValue(quiet),
        }));
        return command;
    }

    private static Option<string> Precision()
    {
        var option = new Option<string>("--precision")
        {
            Description = "Precision of the simulation.",
            HelpName = "float32|float64",
            DefaultValueFactory = _ => "float32",
        };
        return option.AcceptOnlyFromAmong("float32", "float64");
    }

    private static Option<TargetError?> Target() => new("--target-error")
    {
        Description = "Double the paths, up to --paths, until the standard error of this "
            + "metric's mean is at most X in its unit.",
        HelpName = "[METRIC=]X",
        CustomParser = ReadTarget,
    };

    private static TargetError? ReadTarget(ArgumentResult argument)
    {
        string text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        var target = TargetError.Read(text);
        if (target is null)
        {
            argument.AddError(
                $"--target-error: found '{text}'; allowed is a number above 0, or METRIC=number.");
        }

        return target;
    }
}
