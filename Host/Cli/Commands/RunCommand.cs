using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk run</c>: its options.</summary>
internal static class RunCommand
{
    private const long MostChunkPaths = 1 << 20;

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO") { Description = "The scenario file." };
        Option<long?> paths = CommonOptions.Paths();
        Option<long?> seed = CommonOptions.Seed();
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<long?> chunk = CommonOptions.Count(
            "--chunk", "N", "Paths that a worker takes at a time; never changes the result.",
            1, MostChunkPaths);
        Option<string?> precision = CommonOptions.Precision();
        Option<TargetError?> target = Target();
        Option<string[]> overrides = CommonOptions.Overrides();
        Option<string[]> figures = CommonOptions.Figures();
        Option<string?> rare = CommonOptions.Rare();
        var checkStep = new Option<bool>(StepCheck.Option)
        {
            Description = "Simulate again with half the step on the same random numbers, and tell "
                + "what that changes.",
        };
        Option<string?> sampling = CommonOptions.Sampling();
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
        Option<string?> samples = Samples();
        Option<bool> force = CommonOptions.Force();
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Quiet();
        var part = new PartOptions();
        Option<string?> server = ServerOptions.Server();
        Option<string?> key = ServerOptions.Key();
        var command = new Command("run", "Simulate a scenario and print what came out.")
        {
            file, paths, seed, device, threads, chunk, precision, target, overrides, figures,
            rare, sampling, checkStep, histogram, folder, samples, part.Part, part.First,
            part.Count, force, json, quiet, server, key,
        };
        command.Validators.Add(part.Check(target, checkStep, histogram));
        command.Validators.Add(ServerOptions.Check(
            server,
            [
                device, threads, chunk, target, checkStep, samples, part.Part, part.First,
                part.Count,
            ]));
        command.SetAction(parse => new ScenarioRun(context, cancellation).Execute(new RunRequest
        {
            File = parse.GetRequiredValue(file),
            Asked = CommonOptions.Asked(parse, paths, seed, precision),
            Share = part.Of(parse),
            Server = ServerOptions.AddressOf(parse.GetValue(server)),
            Key = ServerOptions.KeyOf(parse.GetValue(key)),
            Devices = parse.GetRequiredValue(device),
            Threads = (int?)parse.GetValue(threads),
            ChunkPaths = (int?)parse.GetValue(chunk),
            Target = parse.GetValue(target),
            CheckStep = parse.GetValue(checkStep),
            Overrides = CommonOptions.Settings(parse, overrides, figures, rare, sampling),
            Histograms = parse.GetValue(histogram) ?? [],
            Folder = parse.GetValue(folder),
            Samples = parse.GetResult(samples) is null
                ? null
                : parse.GetValue(samples) == "arrow" ? SampleFormat.Arrow : SampleFormat.Parquet,
            Force = parse.GetValue(force),
            Json = parse.GetValue(json),
            Quiet = parse.GetValue(quiet),
        }));
        return command;
    }

    private static Option<string?> Samples()
    {
        var option = new Option<string?>("--samples")
        {
            Description = "Keep every path's outcomes too, as samples.parquet or samples.arrow.",
            HelpName = "parquet|arrow",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return option.AcceptOnlyFromAmong("parquet", "arrow");
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
