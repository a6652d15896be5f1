using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>A key and the values that it may have.</summary>
/// <param name="Key">The dotted key.</param>
/// <param name="Low">The least value, as it was written.</param>
/// <param name="High">The greatest.</param>
internal sealed record VariedRange(string Key, string Low, string High)
{
    private const string Between = "..";
    private const string Allowed = "allowed is KEY=A..B, as pools.v3.fee=0.0001..0.01";

    /// <summary>Reads <c>KEY=A..B</c>.</summary>
    /// <param name="text">The option's text.</param>
    /// <param name="number">Which of these options it is, from 1.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static VariedRange? Read(string text, int number, out string? problem)
    {
        int split = text.IndexOf('=', StringComparison.Ordinal);
        string key = text[..Math.Max(split, 0)].Trim();
        string[] ends = text[(split + 1)..].Split(Between, StringSplitOptions.TrimEntries);
        problem = key.Length == 0 || ends.Length != 2 || Array.Exists(ends, end => end.Length == 0)
            ? $"--vary:{number}:1: found '{text}'; {Allowed}"
            : null;
        return problem is null ? new VariedRange(key, ends[0], ends[1]) : null;
    }

    /// <summary>The numbers at its ends: each is allowed in a scenario that is else as it is.
    /// </summary>
    /// <param name="file">The scenario's file.</param>
    /// <param name="settings">Settings that go before it.</param>
    /// <param name="number">Which of the options it is, from 1.</param>
    /// <param name="failure">Why it has none.</param>
    public (double Low, double High)? Ends(
        string file, IReadOnlyList<string> settings, int number, out Failure? failure)
    {
        double? low = End(file, settings, Low, number, out failure);
        double? high = low is null ? null : End(file, settings, High, number, out failure);
        if (high <= low)
        {
            failure = Failure.Located(
                $"--vary:{number}:1: {Key}: found {Low}{Between}{High}; allowed is a lower end "
                + "before a higher one");
        }

        return failure is null ? (low!.Value, high!.Value) : null;
    }

    private double? End(
        string file, IReadOnlyList<string> settings, string text, int number, out Failure? failure)
    {
        ScenarioVariants? variants = ScenarioVariants.Open(
            file, [.. settings, $"{Key}={text}"], out IReadOnlyList<ScenarioError> errors);
        ScenarioNumber? found = variants?.Numbers.FirstOrDefault(one => one.Key == Key);
        failure = variants is null
            ? Failure.Located(errors.Select(error => error.Line == settings.Count + 1
                && error.File == "--set" ? error with { File = "--vary", Line = number } : error))
            : found is null
                ? Failure.Located(
                    $"--vary:{number}:1: {Key}: found a key that is no number, or says how much is "
                    + "simulated; allowed is a number of the scenario")
            : null;
        return found?.Value;
    }
}
