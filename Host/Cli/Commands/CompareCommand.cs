using System.CommandLine;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk compare</c>: its options.</summary>
internal static class CompareCommand
{
    public static Command Create(CommandContext context)
    {
        var first = new Argument<string>("RUN_DIR_A")
        {
            Description = "A folder that gpurisk run --out wrote.",
        };
        var second = new Argument<string>("RUN_DIR_B")
        {
            Description = "Another one; differences are what it has more.",
        };
        var metric = new Option<string[]>("--metric")
        {
            Description = "Compare this metric only.",
            HelpName = "METRIC",
        };
        Option<string[]> figures = CommonOptions.Figures();
        var json = new Option<bool>("--json")
        {
            Description = "Print the comparison as JSON, and nothing else.",
        };
        var command = new Command(
            "compare", "Show how two kept results differ, with errors, and what else does.")
        {
            first, second, metric, figures, json,
        };
        command.SetAction(parse => new RunComparison(context).Execute(
            parse.GetRequiredValue(first),
            parse.GetRequiredValue(second),
            [.. (parse.GetValue(metric) ?? []).Distinct()],
            CommonOptions.FigureSettings(parse, figures),
            parse.GetValue(json)));
        return command;
    }
}
