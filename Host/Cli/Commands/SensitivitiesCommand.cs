using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GpuRisk.Host.Runs.Sensitivities;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk sensitivities</c>: its options.</summary>
internal static class SensitivitiesCommand
{
    private const double UsualBump = 0.1;

    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO") { Description = "The scenario file." };
        var chosen = new FigureOptions();
        var bump = new Option<double>("--bump")
        {
            Description = "Move numbers without a stated uncertainty by this part of themselves.",
            HelpName = "10%",
            DefaultValueFactory = _ => UsualBump,
            CustomParser = ReadBump,
        };
        Option<long?> paths = CommonOptions.Paths(PathCapture.MostPaths);
        Option<long?> seed = CommonOptions.Seed();
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<string?> precision = CommonOptions.Precision();
        Option<string[]> overrides = CommonOptions.Overrides();
        var folder = new Option<string?>("--out")
        {
            Description = "Keep sensitivities.json, sensitivities.csv and report.html in this "
                + "folder.",
            HelpName = "DIR",
        };
        Option<bool> force = CommonOptions.Force();
        var picture = new Option<string?>("--png")
        {
            Description = "Draw what moves the figure most.",
            HelpName = "FILE.png",
        };
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "sensitivities",
            "Tell what every number of a scenario does to a figure, on the same random numbers.")
        {
            file, chosen.Figure, chosen.Metric, chosen.Statistic, bump, paths, seed, device,
            threads, precision, overrides, folder, force, picture, json, quiet,
        };
        command.Validators.Add(chosen.Validate);
        command.SetAction(parse => new ScenarioSensitivities(context, cancellation).Execute(
            new SensitivityRequest(
                parse.GetRequiredValue(file),
                chosen.Of(parse)!,
                parse.GetValue(bump),
                CommonOptions.Asked(parse, paths, seed, precision),
                parse.GetRequiredValue(device),
                (int?)parse.GetValue(threads),
                parse.GetValue(overrides) ?? [],
                parse.GetValue(folder),
                parse.GetValue(force),
                parse.GetValue(picture),
                parse.GetValue(json),
                parse.GetValue(quiet))));
        return command;
    }

    private static double ReadBump(ArgumentResult argument)
    {
        string text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        bool isPercent = text.EndsWith('%');
        bool isNumber = double.TryParse(
            isPercent ? text[..^1].TrimEnd() : text, NumberStyles.Float,
            CultureInfo.InvariantCulture, out double number);
        double share = isPercent ? number / 100 : number;
        if (!isNumber || !(share is > 0 and < 1))
        {
            argument.AddError(
                $"--bump: found '{text}'; allowed is above 0% and below 100%, as 10% or 0.1.");
        }

        return share;
    }
}
