using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk bench</c>: its options.</summary>
internal static class BenchCommand
{
    private const int MostRepetitions = 1000;
    private const double MostSeconds = 60;

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var devices = new Option<string>("--devices", "--device")
        {
            Description = "all, simd, cpu, cuda[:i], opencl[:i], or several with commas; each is "
                + "measured alone, and several as one too.",
            HelpName = "NAMES",
            DefaultValueFactory = _ => "all",
        };
        devices.Validators.Add(result =>
        {
            if (DeviceNames.Problem(result.GetValueOrDefault<string>()) is { } problem)
            {
                result.AddError(problem);
            }
        });
        Option<long?> threads = CommonOptions.Threads();
        Option<string?> precision = CommonOptions.Precision();
        var only = new Option<string[]>("--only")
        {
            Description = $"Measure this entry alone: {string.Join(", ", BenchmarkSuite.Names)}.",
            HelpName = "ENTRY",
        };
        only.AcceptOnlyFromAmong([.. BenchmarkSuite.Names]);
        Option<long?> repetitions = CommonOptions.Count(
            "--repetitions", "N", "Repetitions of each; 7 by default.", 1, MostRepetitions);
        Option<double> seconds = Number(
            "--seconds", "How long a repetition takes, about.", 0.5, 0.001, MostSeconds);
        var compare = new Option<string?>("--compare")
        {
            Description = "Compare with what --out kept earlier; fails where anything is slower "
                + "beyond noise.",
            HelpName = "FILE.json",
        };
        Option<double> tolerance = Number(
            "--tolerance", "The least change that counts in a comparison, as a fraction.",
            0.05, 0, 1);
        var file = new Option<string?>("--out")
        {
            Description = "Keep the figures in this file.",
            HelpName = "FILE.json",
        };
        var picture = new Option<string?>("--png")
        {
            Description = "Draw the rates.",
            HelpName = "FILE.png",
        };
        var json = new Option<bool>("--json")
        {
            Description = "Print the figures as JSON, and nothing else.",
        };
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "bench", "Measure a fixed suite of work on devices, and compare their digests.")
        {
            devices, threads, precision, only, repetitions, seconds, compare, tolerance, file,
            picture, json, quiet,
        };
        command.SetAction(parse => new SuiteBenchmark(context, cancellation).Execute(new()
        {
            Devices = parse.GetRequiredValue(devices),
            Threads = (int?)parse.GetValue(threads),
            Entries = [.. BenchmarkSuite.Names.Where(
                name => parse.GetValue(only) is not { Length: > 0 } chosen
                    || chosen.Contains(name))],
            Options = new BenchmarkOptions(
                (int)(parse.GetValue(repetitions) ?? 7), parse.GetValue(seconds),
                CommonOptions.PrecisionOf(parse.GetValue(precision)) ?? Precision.Float32),
            Earlier = parse.GetValue(compare),
            Tolerance = parse.GetValue(tolerance),
            File = parse.GetValue(file),
            Picture = parse.GetValue(picture),
            Json = parse.GetValue(json),
            Quiet = parse.GetValue(quiet),
        }));
        return command;
    }

    private static Option<double> Number(
        string name, string description, double byDefault, double least, double most) => new(name)
        {
            Description = string.Create(
                CultureInfo.InvariantCulture, $"{description[..^1]}; {byDefault} by default."),
            HelpName = "X",
            DefaultValueFactory = _ => byDefault,
            CustomParser = argument => Read(argument, name, least, most),
        };

    private static double Read(ArgumentResult argument, string name, double least, double most)
    {
        string text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (double.TryParse(text, CultureInfo.InvariantCulture, out double value)
            && value >= least && value <= most)
        {
            return value;
        }

        argument.AddError(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: found '{text}'; allowed is a number from {least} to {most}."));
        return least;
    }
}
