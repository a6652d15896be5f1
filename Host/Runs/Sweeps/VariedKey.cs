using System.Globalization;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>A key of a scenario and the values that a sweep gives to it.</summary>
/// <param name="Key">The dotted key.</param>
/// <param name="Values">The values in the order given; at least one.</param>
internal sealed record VariedKey(string Key, IReadOnlyList<SweepValue> Values)
{
    /// <summary>What places in options are said to be in.</summary>
    public const string OptionName = "--vary";

    // Enough digits to tell values apart, and few enough that 0.1 x 3 is 0.3.
    private const string RangeFormat = "G12";

    /// <summary>Reads <c>KEY=a,b,c</c> or <c>KEY=lo:hi:count</c>.</summary>
    /// <param name="text">The option's text.</param>
    /// <param name="number">Which of these options it is, from 1.</param>
    /// <param name="problem">What is wrong with it, with its place.</param>
    /// <returns>The key; null where there is a problem.</returns>
    public static VariedKey? Read(string text, int number, out string? problem)
    {
        int split = text.IndexOf('=', StringComparison.Ordinal);
        string key = text[..Math.Max(split, 0)].Trim();
        problem = $"{OptionName}:{number}:1: found '{text}'; "
            + "allowed is KEY=a,b,c or KEY=low:high:count";
        if (key.Length == 0)
        {
            return null;
        }

        string listed = text[(split + 1)..];
        if (Range(listed, out string? badRange) is { } range)
        {
            problem = null;
            return new VariedKey(
                key,
                [.. range.Select(value => new SweepValue(value, OptionName, number, split + 2))]);
        }

        var values = ValueList.Split(listed);
        (string Text, int Start) empty = values.FirstOrDefault(value => value.Text.Length == 0);
        problem = badRange is not null
            ? $"{OptionName}:{number}:{split + 2}: {key}: {badRange}"
            : empty.Text is not null
                ? $"{OptionName}:{number}:{split + 2 + empty.Start}: {key}: found no value"
                : null;
        return problem is null
            ? new VariedKey(key, [.. values.Select(value => new SweepValue(
                value.Text, OptionName, number, split + 2 + value.Start))])
            : null;
    }

    /// <summary>The values of a range in equal steps; null where the text is no good one.</summary>
    private static string[]? Range(string text, out string? problem)
    {
        problem = null;
        string[] parts = text.Split(':');
        if (parts.Length != 3
            || !IsNumber(parts[0], out double low) || !IsNumber(parts[1], out double high))
        {
            return null;
        }

        bool isCount = int.TryParse(
            parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        if (!isCount || count < 2 || count > SweepGrid.MostCombinations)
        {
            problem = $"found '{text}'; the count of a range is a whole number from 2 to "
                + $"{SweepGrid.MostCombinations}";
            return null;
        }

        return [.. Enumerable.Range(0, count).Select(i =>
            (low + ((high - low) * i / (count - 1)))
                .ToString(RangeFormat, CultureInfo.InvariantCulture))];
    }

    private static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);
}
