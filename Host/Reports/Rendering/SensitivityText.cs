using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sensitivities;
using GpuRisk.Host.Runs.Trials;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>What the numbers of a scenario do to a figure, as people read it.</summary>
internal static class SensitivityText
{
    /// <summary>What stands above the texts of a number.</summary>
    public static IReadOnlyList<string> Titles { get; } =
        ["key", "moved by", "stated", "when lower", "when higher", "elasticity"];

    /// <summary>How many of its texts, from the first, are no numbers.</summary>
    public const int Texts = 2;

    /// <summary>What stands above the texts of a number that was not moved.</summary>
    public static IReadOnlyList<string> UnmovedTitles { get; } = ["key", "cannot be", "reason"];

    /// <summary>The finding in a sentence.</summary>
    public static string Finding(SensitivityResult result)
    {
        SensitivityRow[] seen = [.. result.Rows.Where(row => row.IsSeen)];
        return seen.Length == 0
            ? $"On {Counted.Of(result.Paths, "path")} no change of {Told(result)} is told from "
                + "chance."
            : $"{seen[0].Key} moves {Told(result)} most"
                + (seen.Length > 1 ? $", then {seen[1].Key}" : "") + ".";
    }

    /// <summary>The figure with its error.</summary>
    public static string Value(SensitivityResult result)
    {
        (double factor, string unit) = MetricScale.Of(result.Unit);
        return $"{Told(result)} = "
            + FigureText.PlusMinus(result.Value * factor, result.StandardError * factor)
            + (unit.Length > 0 ? " " + unit : "");
    }

    /// <summary>How changes are told.</summary>
    public static string About(SensitivityResult result) =>
        "Each number is moved alone, down and up, by its stated uncertainty where the scenario "
        + $"gives one and else by {FigureText.Compact(100 * result.Bump)} % of itself, on the same "
        + "random numbers. Changes of the figure have paired standard errors, and stand in "
        + "brackets where they are not told from 0 with 95 %. Elasticity is the change in per cent "
        + "for one per cent more of the number. Left out are horizon, step, paths, seed, draws and "
        + "precision, and numbers in files.";

    /// <summary>The texts of a number.</summary>
    public static string[] Row(SensitivityResult result, SensitivityRow row)
    {
        double factor = MetricScale.Of(result.Unit).Factor;
        return
        [
            row.Key, row.Rule, Number(row.Value, row.Unit),
            row.Down is { } down ? Change(down.Change, factor) : "",
            row.Up is { } up ? Change(up.Change, factor) : "",
            row.Elasticity is { } elasticity ? Change(elasticity, 1) : "",
        ];
    }

    /// <summary>The texts of a number that was not moved.</summary>
    public static string[] Row(UnmovedNumber number) =>
        [number.Key, Number(number.Value, ""), number.Reason];

    /// <summary>A number of a scenario.</summary>
    public static string Number(double value, string unit) =>
        unit == "s" ? FigureText.Duration(value) : FigureText.Compact(value);

    private static string Change(Difference change, double factor)
    {
        if (change.Value is 0 && change.StandardError is 0) return "0";
        string text =
            FigureText.PlusMinus(change.Value * factor, change.StandardError * factor);
        return change.IsSeen ? text : $"({text})";
    }

    private static string Told(SensitivityResult result) => result.Expression ?? result.Figure;
}
