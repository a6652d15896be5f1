using GpuRisk.Engine.Planning;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Trials;

/// <summary>The figure that trials are about.</summary>
/// <param name="Name">Its name in results; null for the first that the scenario is about.</param>
/// <param name="Settings">The settings that state it.</param>
internal sealed record ChosenFigure(string? Name, IReadOnlyList<StatedSetting> Settings)
{
    private const string Own = "figure1";

    // A statistic's name in results, and the expression that it is.
    private static readonly (string Name, string Function, string Level)[] Statistics =
    [
        ("p01", "quantile", "0.01"), ("p05", "quantile", "0.05"), ("p50", "quantile", "0.5"),
        ("p95", "quantile", "0.95"), ("p99", "quantile", "0.99"), ("var95", "VaR", "0.95"),
        ("var99", "VaR", "0.99"), ("es95", "ES", "0.95"), ("es99", "ES", "0.99"),
        ("es999", "ES", "0.999"),
    ];

    /// <summary>The statistics of metrics that can be chosen.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["mean", .. Statistics.Select(statistic => statistic.Name)];

    /// <summary>What options choose.</summary>
    /// <param name="expression">An expression, perhaps with a name; or null.</param>
    /// <param name="metric">The name of a metric; or null.</param>
    /// <param name="statistic">One of <see cref="Names"/>; null for the mean.</param>
    /// <param name="problem">What is wrong with them.</param>
    public static ChosenFigure? Of(
        string? expression, string? metric, string? statistic, out string? problem)
    {
        problem = expression is not null && metric is not null
            ? "found --figure and --metric; allowed is one of them"
            : statistic is not null && metric is null
                ? "--statistic: found it without --metric; allowed is a statistic of a metric"
            : null;
        if (problem is not null) return null;
        var (_, function, level) = Array.Find(Statistics, one => one.Name == statistic);
        return expression is not null ? OfExpression(expression, Own)
            : function is not null ? OfStatistic(function, metric!, level)
            : new ChosenFigure(metric, []);
    }

    /// <summary>An expression, or the name <c>figures.NAME</c> of what the scenario states.
    /// </summary>
    public static ChosenFigure Named(string text) =>
        text.StartsWith(StatedFigure.Subject + ".", StringComparison.Ordinal)
            && !text.Contains(' ', StringComparison.Ordinal)
            ? new ChosenFigure(text, [])
            : OfExpression(text, Own);

    /// <summary>The figure of an expression, which may have a name.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="otherwise">Its name where it states none.</param>
    /// <param name="option">The option that states it.</param>
    /// <param name="number">Which of these options it is, from 1.</param>
    public static ChosenFigure OfExpression(
        string expression, string otherwise, string option = "--figure", int number = 1)
    {
        string setting = StatedFigure.SettingOf(expression, otherwise);
        int end = setting.IndexOf('=', StringComparison.Ordinal);
        return new ChosenFigure(
            setting[..end], [StatedSetting.Of(setting, option, number, expression)]);
    }

    private static ChosenFigure OfStatistic(string function, string metric, string level)
    {
        var figure = OfExpression($"{function}({metric}, {level})", Own, "--metric");
        int before = function.Length + 1;
        return figure with
        {
            Settings = [.. figure.Settings.Select(one => one with { Shift = one.Shift - before })],
        };
    }

    /// <summary>Its name among what a plan tells of; null where there is none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="problem">What there is instead.</param>
    public string? In(Plan plan, out string? problem)
    {
        string? name = Name ?? (Headline.Of(plan) is [var first, ..] ? first : null);
        problem = name is null ? "There is no metric." : MetricNames.Problem(plan, [name]);
        return problem is null ? name : null;
    }
}
