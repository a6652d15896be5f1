using System.Text.RegularExpressions;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Breaching;

/// <summary>The condition under which paths breach.</summary>
/// <param name="Name">The figure's name within <c>figures</c>.</param>
/// <param name="Setting">The setting that states it; null where the scenario does.</param>
internal sealed partial record BreachCondition(string Name, StatedSetting? Setting)
{
    private const string Unnamed = "breach";

    /// <summary>The figure's name in results.</summary>
    public string MetricName => $"{StatedFigure.Subject}.{Name}";

    /// <summary>What an option says: a condition, <c>P(condition)</c>, either with a name, or
    /// <c>figures.NAME</c> of the scenario.</summary>
    public static BreachCondition Of(string text)
    {
        string subject = StatedFigure.Subject + ".";
        string bare = text.Trim();
        if (bare.StartsWith(subject, StringComparison.Ordinal) && Word().IsMatch(bare))
            return new(bare[subject.Length..], null);
        string setting = StatedFigure.SettingOf(text, Unnamed);
        int split = setting.IndexOf('=', StringComparison.Ordinal);
        string expression = setting[(split + 1)..];
        var stated = StatedSetting.Of(setting, "--figure", 1, text);
        const string before = "P(";
        return new(
            setting[subject.Length..split],
            Comparison().IsMatch(expression) && !Call().IsMatch(expression)
                ? stated with
                {
                    Text = $"{setting[..(split + 1)]}{before}{expression})",
                    Shift = stated.Shift - before.Length,
                }
                : stated);
    }

    [GeneratedRegex(@"^[\w.]+$")]
    private static partial Regex Word();

    [GeneratedRegex("[<>]|==")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^\s*\w+\s*\(")]
    private static partial Regex Call();
}
