using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>The options that choose one figure.</summary>
internal sealed class FigureOptions
{
    /// <summary>An expression.</summary>
    public Option<string?> Figure { get; } = new("--figure")
    {
        Description = "The figure, as 'ES(lp.net, 0.975)'; else the first that the scenario is "
            + "about.",
        HelpName = "[NAME=]EXPR",
    };

    /// <summary>A metric.</summary>
    public Option<string?> Metric { get; } = new("--metric")
    {
        Description = "The metric, or figures.NAME of the scenario, instead.",
        HelpName = "METRIC",
    };

    /// <summary>A statistic of the metric.</summary>
    public Option<string?> Statistic { get; } = new Option<string?>("--statistic")
    {
        Description = "What is told of the metric; mean by default.",
        HelpName = string.Join('|', ChosenFigure.Names),
    }.AcceptOnlyFromAmong([.. ChosenFigure.Names]);

    /// <summary>The figure that was chosen; null where options contradict each other.</summary>
    public ChosenFigure? Of(ParseResult parse) => ChosenFigure.Of(
        parse.GetValue(Figure), parse.GetValue(Metric), parse.GetValue(Statistic), out _);

    /// <summary>Refuses options that contradict each other.</summary>
    public void Validate(CommandResult result)
    {
        ChosenFigure? chosen = ChosenFigure.Of(
            result.GetValue(Figure), result.GetValue(Metric), result.GetValue(Statistic),
            out string? problem);
        if (chosen is null) result.AddError(problem!);
    }
}
