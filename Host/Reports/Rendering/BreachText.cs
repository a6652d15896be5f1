using System.Globalization;
using GpuRisk.Engine.Breaches;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Breaching;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>What breaches look like, as people read it.</summary>
internal static class BreachText
{
    private const double LeastPercent = 0.001;
    private const int DriversOfPath = 4;

    /// <summary>What stands above the texts of a driver.</summary>
    public static IReadOnlyList<string> DriverTitles { get; } =
    [
        "driver", "unit", "tells", "shift, s.d.", "breach 5 %", "median", "95 %", "all 5 %",
        "median", "95 %",
    ];

    /// <summary>How many of its texts, from the first, are no numbers.</summary>
    public const int DriverTexts = 2;

    /// <summary>What stands above the texts of an event.</summary>
    public static IReadOnlyList<string> EventTitles { get; } =
        ["what happens", "of breaches", "of all paths", "after", "5 % to 95 %"];

    /// <summary>What stands above the texts of an order.</summary>
    public static IReadOnlyList<string> OrderTitles { get; } = ["in this order", "of breaches"];

    /// <summary>How drivers are told.</summary>
    public const string AboutDrivers =
        "Of each driver the 5 % quantile, the median and the 95 % quantile on breaching paths, "
        + "with standard errors, and on all paths. Tells is how much of what there is to know of a "
        + "breach the driver alone tells: the relative entropy of its distribution on breaching "
        + "paths to that on all, of which the breach's own is 100 %; in brackets where it is not "
        + "told from chance. Shift is how many standard deviations of all paths its mean is "
        + "higher. * is measured between moments of the paths that are followed.";

    /// <summary>How events are told.</summary>
    public static string AboutEvents(BreachFindings findings) =>
        $"Of {Counted.Of(findings.FollowedPaths, "path")} that are followed, "
        + $"{FigureText.Count(findings.FollowedBreaches)} of them breaching, at "
        + $"{findings.MomentSeconds.Count - 1} moments: when each thing is first seen. A + stands "
        + "between what is first seen at the same moment.";

    /// <summary>How representatives are chosen.</summary>
    public const string AboutRepresentatives =
        "Each stands for the share of breaching paths that are nearer to it than to the others, in "
        + "the most telling drivers, each in its standard deviation on breaching paths "
        + "(k-medoids).";

    /// <summary>The event without the function around it.</summary>
    public static string Condition(string expression) =>
        expression.StartsWith("P(", StringComparison.Ordinal) && expression[^1] == ')'
            ? expression[2..^1].Trim()
            : expression;

    /// <summary>How probable it is.</summary>
    public static string Probability(BreachProbability told)
    {
        if (told.Value == 0)
        {
            return told.High is { } high ? $"0, at most {Number(high)}" : "0";
        }

        string text = told.StandardError is { } error && !told.Untrusted
            ? Number(told.Value, error)
            : $"{Number(told.Value)} [{Number(told.Low ?? 0)}, "
                + $"{(told.High is { } end ? Number(end) : FigureText.Unknown)}]";
        return $"{text}, once in {Round(1 / told.Value)}";
    }

    /// <summary>The finding in a sentence.</summary>
    public static string Finding(BreachResult result) =>
        result.Findings is null
            ? $"No path of {FigureText.Count(result.Paths)} shows {Condition(result.Expression)}: "
                + $"probability {Probability(result.Probability)}."
            : $"{Condition(result.Expression)}: probability {Probability(result.Probability)}.";

    /// <summary>What tells most of it, in a sentence.</summary>
    public static string Telling(BreachResult result)
    {
        DriverFinding[] told =
            [.. (result.Findings?.Drivers ?? []).Where(driver => driver.IsTold).Take(3)];
        return result.Findings is null ? "" : told.Length == 0
            ? "No driver differs on breaching paths by more than chance."
            : "Most telling: " + string.Join("; ", told.Select(driver =>
                $"{driver.Name} ({Information(driver)}), {Value(driver, driver.WhenBreached)} "
                + $"against {Value(driver, driver.Always)} on all paths")) + " (medians).";
    }

    /// <summary>How many paths it rests on.</summary>
    public static string Basis(BreachResult result) => string.Join(
        " · ",
        [
            result.Scenario, Counted.Of(result.Paths, "path"),
            .. result.Findings is { } found
                ? (string[])
                [
                    $"{FigureText.Count(found.BreachingPaths)} breach, worth "
                    + $"{FigureText.Count((long)Math.Round(found.EffectivePaths))} of like weight",
                ]
                : [],
            $"seed {result.Seed}", result.Precision,
        ]);

    /// <summary>The texts of a driver.</summary>
    public static string[] Row(DriverFinding driver)
    {
        var (factor, unit) = MetricScale.Of(driver.Unit);
        string Told(BreachFigure figure) => FigureText.Bracketed(
            figure.Value * factor, figure.StandardError * factor);
        string Plain(BreachFigure figure) => FigureText.Compact(figure.Value * factor);
        return
        [
            driver.Name + (driver.IsFollowed ? " *" : ""), unit, Information(driver),
            FigureText.Bracketed(driver.Shift.Value, driver.Shift.StandardError),
            Told(driver.WhenBreached.P05), Told(driver.WhenBreached.P50),
            Told(driver.WhenBreached.P95), Plain(driver.Always.P05), Plain(driver.Always.P50),
            Plain(driver.Always.P95),
        ];
    }

    /// <summary>How telling a driver is.</summary>
    public static string Information(DriverFinding driver)
    {
        string text = $"{FigureText.Fixed(100 * driver.Information.Value, 0)} %";
        return driver.IsTold ? text : $"({text})";
    }

    /// <summary>The texts of an event.</summary>
    public static string[] Row(BreachEvent told) =>
    [
        told.Name, Percent(told.WhenBreached), Number(told.Always), Time(told.MedianSeconds),
        $"{Time(told.P05Seconds)} to {Time(told.P95Seconds)}",
    ];

    /// <summary>The texts of an order.</summary>
    public static string[] Row(EventOrder order) =>
    [
        string.Join(" → ", order.Steps.Select(step => string.Join(" + ", step))),
        Percent(order.Share),
    ];

    /// <summary>A representative in a sentence.</summary>
    public static string Sentence(BreachFindings findings, RepresentativePath path)
    {
        IEnumerable<string> values = findings.Drivers
            .Where(driver => path.Drivers.ContainsKey(driver.Name))
            .Take(DriversOfPath)
            .Select(driver =>
            {
                var (factor, unit) = MetricScale.Of(driver.Unit);
                string value = FigureText.Compact(path.Drivers[driver.Name] * factor);
                return $"{driver.Name} {value}{(unit.Length > 0 ? " " + unit : "")}";
            });
        return $"Path {FigureText.Count(path.Path)} stands for "
            + $"{FigureText.Fixed(100 * path.Share, 0)} %: {string.Join(", ", values)}";
    }

    /// <summary>A duration in the unit that suits it.</summary>
    public static string Time(double seconds) => seconds switch
    {
        >= 2 * 86400 => FigureText.Compact(Math.Round(seconds / 86400, 1)) + " d",
        >= 2 * 3600 => FigureText.Compact(Math.Round(seconds / 3600, 1)) + " h",
        >= 120 => FigureText.Compact(Math.Round(seconds / 60, 1)) + " min",
        _ => FigureText.Compact(seconds) + " s",
    };

    private static string Value(DriverFinding driver, DriverSpread spread)
    {
        var (factor, unit) = MetricScale.Of(driver.Unit);
        return FigureText.Compact(spread.P50.Value * factor)
            + (unit.Length > 0 ? " " + unit : "");
    }

    private static string Percent(BreachFigure share) => FigureText.Bracketed(
        100 * share.Value, 100 * share.StandardError) + " %";

    private static string Number(double value, double error)
    {
        if (value >= LeastPercent)
            return FigureText.PlusMinus(100 * value, 100 * error) + " %";
        int exponent = FigureText.Exponent(value);
        double unit = Math.Pow(10, exponent);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"({FigureText.PlusMinus(value / unit, error / unit)})e{exponent}");
    }

    private static string Number(double value) => value >= LeastPercent
        ? FigureText.Compact(100 * value) + " %"
        : value.ToString("0.##e-0", CultureInfo.InvariantCulture);

    private static string Round(double times)
    {
        double unit = Math.Pow(10, Math.Max(FigureText.Exponent(times) - 1, 0));
        return FigureText.Fixed(Math.Round(times / unit) * unit, times < 10 ? 1 : 0);
    }
}
