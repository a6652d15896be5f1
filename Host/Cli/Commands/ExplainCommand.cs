using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Host.Runs.Explaining;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk explain</c>: its options.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var file = new Argument<string>("SCENARIO")
        {
            Description = "The scenario file; its kernel is market.",
        };
        Option<long?> paths = CommonOptions.Paths();
        Option<long?> seed = CommonOptions.Seed();
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<string[]> overrides = CommonOptions.Overrides();
        var metrics = new Option<string[]>("--metric")
        {
            Description = "What to explain, as retail.profit; several may be given.",
            HelpName = "METRIC",
        };
        var json = new Option<bool>("--json")
        {
            Description = "Print the explanation as JSON, and nothing else.",
        };
        Option<bool> quiet = CommonOptions.Quiet();
        Option<string[]> features = FeatureNames();
        var command = new Command(
            "explain", "Tell what each feature of a market adds to the concentration of profits.")
        {
            file, features, metrics, paths, seed, device, threads, overrides, json, quiet,
        };
        command.SetAction(parse => new ScenarioExplanation(context, cancellation).Execute(
            new ExplainRequest
            {
                File = parse.GetRequiredValue(file),
                Features = parse.GetValue(features) ?? [],
                Metrics = parse.GetValue(metrics) ?? [],
                Asked = CommonOptions.Asked(parse, paths, seed),
                Devices = parse.GetRequiredValue(device),
                Threads = (int?)parse.GetValue(threads),
                Overrides = parse.GetValue(overrides) ?? [],
                Json = parse.GetValue(json),
                Quiet = parse.GetValue(quiet),
            }));
        return command;
    }

    private static Option<string[]> FeatureNames()
    {
        string[] names = [.. Features.All.Select(feature => feature.Name)];
        var option = new Option<string[]>("--feature")
        {
            Description = "A feature to take away, instead of all that the scenario has: "
                + string.Join(", ", names) + ".",
            HelpName = "FEATURE",
        };
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(t => !names.Contains(t.Value)))
            {
                result.AddError(
                    $"--feature: found '{token.Value}'; allowed is {string.Join(", ", names)}.");
            }
        });
        return option;
    }
}
