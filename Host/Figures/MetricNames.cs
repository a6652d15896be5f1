using GpuRisk.Engine.Planning;

namespace GpuRisk.Host.Figures;

/// <summary>The names of metrics that results tell of.</summary>
internal static class MetricNames
{
    /// <summary>Those of a plan.</summary>
    public static IReadOnlyList<string> Of(Plan plan) =>
        [.. plan.Told.Select(metric => metric.Name)];

    /// <summary>Says that one of those to draw is none of a plan's, or one number of all paths;
    /// null where all can be drawn.</summary>
    public static string? ProblemOfDrawing(Plan plan, IReadOnlyList<string> asked) =>
        Problem(plan, asked) is { } unknown ? unknown
            : plan.Figures.FirstOrDefault(
                figure => !figure.IsTallied && asked.Contains(figure.Told.Name)) is { } statistic
                ? $"{statistic.Told.Name} is one number of all paths; what can be drawn are "
                    + "metrics."
            : null;

    /// <summary>Says that one of those asked for is none of a plan's; null where all are.</summary>
    public static string? Problem(Plan plan, IEnumerable<string> asked)
    {
        IReadOnlyList<string> known = Of(plan);
        string? unknown = asked.FirstOrDefault(name => !known.Contains(name));
        return unknown is null
            ? null
            : $"There is no metric '{unknown}'; there are {string.Join(", ", known)}.";
    }
}
