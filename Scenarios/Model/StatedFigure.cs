using System.Text.RegularExpressions;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios;

/// <summary>A figure of one's own: a statistic of a metric, or of an outcome that is derived from
/// metrics.</summary>
public sealed partial class StatedFigure
{
    /// <summary>The subject of figures' names in results.</summary>
    public const string Subject = "figures";

    private readonly string _path;
    private readonly Place _at;
    private readonly IReadOnlyList<(string Metric, Place At)> _uses;

    internal StatedFigure(string path, Place at, IReadOnlyList<(string Metric, Place At)> uses)
    {
        _path = path;
        _at = at;
        _uses = uses;
    }

    /// <summary>What it is called; its metric is <c>figures.NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The expression, as it is stated.</summary>
    public required string Text { get; init; }

    /// <summary>What is told.</summary>
    public required FigureStatistic Statistic { get; init; }

    /// <summary>The level of a quantile, value at risk or expected shortfall, above 0 and below
    /// 1; 0 for a mean.</summary>
    public required double Level { get; init; }

    /// <summary>The metric that the statistic is of, perhaps a derived one; where it is the
    /// figure's own, the figure is a metric with all that is told of one.</summary>
    public required string Metric { get; init; }

    /// <summary>Its name in results.</summary>
    public string MetricName => $"{Subject}.{Name}";

    /// <summary>The setting <c>figures.NAME=EXPR</c> that states a figure.</summary>
    /// <param name="text"><c>NAME=EXPR</c>, or the expression alone.</param>
    /// <param name="otherwise">What the figure is called where no name is stated.</param>
    public static string SettingOf(string text, string otherwise)
    {
        Match named = Named().Match(text);
        string name = named.Success ? named.Groups["name"].Value : otherwise;
        string expression = named.Success ? named.Groups["expression"].Value : text.Trim();

        // YAML takes a hyphen and a space for a list.
        return expression.StartsWith("- ", StringComparison.Ordinal)
            ? $"{Subject}.{name}=-{expression[1..].TrimStart()}"
            : $"{Subject}.{name}={expression}";
    }

    [GeneratedRegex(
        @"^\s*(?<name>[A-Za-z][A-Za-z0-9_]*)\s*=(?!=)\s*(?<expression>.*?)\s*$",
        RegexOptions.Singleline)]
    private static partial Regex Named();

    /// <summary>Says which of the metrics in it are none.</summary>
    /// <param name="known">The names of those that there are.</param>
    public IEnumerable<ScenarioError> Unknown(IReadOnlyCollection<string> known) => _uses
        .Where(use => !known.Contains(use.Metric))
        .Select(use => Wrong(
            use.At,
            $"found '{RawNode.Shortened(use.Metric)}', which is no metric of this scenario and no "
            + $"figure above this one; allowed is one of {string.Join(", ", known)}"));

    /// <summary>Says what is wrong with it, where it is stated.</summary>
    public ScenarioError Wrong(string message) => Wrong(_at, message);

    private ScenarioError Wrong(Place at, string message) =>
        new(at.File, at.Line, at.Column, _path, message);
}

/// <summary>What is told of a metric.</summary>
public enum FigureStatistic
{
    /// <summary>The mean; of an event its probability.</summary>
    Mean,

    /// <summary>A quantile of the outcomes.</summary>
    Quantile,

    /// <summary>The loss that a share of paths stays within.</summary>
    ValueAtRisk,

    /// <summary>The mean loss of the worst paths.</summary>
    ExpectedShortfall,
}
