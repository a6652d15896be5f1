using System.Globalization;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>What a sweep runs through.</summary>
/// <param name="Keys">The keys that vary.</param>
/// <param name="Places">Where the user wrote each key.</param>
/// <param name="Combinations">The values of the keys in each run, in the order of the runs.
/// </param>
/// <param name="Axes">The values of each key where every combination of them is run, the last key
/// changing fastest; null for a list of combinations.</param>
internal sealed record SweepGrid(
    IReadOnlyList<string> Keys,
    IReadOnlyList<SweepValue> Places,
    IReadOnlyList<IReadOnlyList<SweepValue>> Combinations,
    IReadOnlyList<IReadOnlyList<SweepValue>>? Axes)
{
    /// <summary>The most combinations of a sweep.</summary>
    public const int MostCombinations = 10_000;

    private const long MostListBytes = 16 << 20;

    /// <summary>All combinations of what the options say.</summary>
    /// <param name="options">Texts <c>KEY=a,b,c</c> or <c>KEY=lo:hi:count</c>.</param>
    /// <param name="problem">What is wrong with them, each with its place.</param>
    /// <returns>The grid; null where there is a problem.</returns>
    public static SweepGrid? OfOptions(IReadOnlyList<string> options, out string? problem)
    {
        var keys = new List<VariedKey>();
        var problems = new List<string>();
        for (int i = 0; i < options.Count; i++)
        {
            if (VariedKey.Read(options[i], i + 1, out string? wrong) is not { } key)
            {
                problems.Add(wrong!);
            }
            else if (keys.Any(other => other.Key == key.Key))
            {
                problems.Add(
                    $"{VariedKey.OptionName}:{i + 1}:1: {key.Key}: found twice; once is allowed");
            }
            else
            {
                keys.Add(key);
            }
        }

        double count = keys.Aggregate(1.0, (product, key) => product * key.Values.Count);
        if (problems.Count == 0 && count > MostCombinations)
        {
            problems.Add(TooMany(VariedKey.OptionName + ":1:1", count));
        }

        problem = problems.Count > 0 ? string.Join('\n', problems) : null;
        return problem is null
            ? new SweepGrid(
                [.. keys.Select(key => key.Key)],
                [.. keys.Select(key => key.Values[0] with { Column = 1 })],
                Product(keys),
                [.. keys.Select(key => key.Values)])
            : null;
    }

    /// <summary>The rows of a file.</summary>
    /// <param name="path">A CSV file with the keys in its first line.</param>
    /// <param name="problem">What is wrong with it, with its place.</param>
    /// <returns>The rows; null where there is a problem.</returns>
    public static SweepGrid? OfFile(string path, out string? problem)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostListBytes })
            {
                problem = $"{path}:1:1: the file is larger than {MostListBytes} bytes";
            }
            else if (CombinationFile.Read(path, out problem) is { } grid)
            {
                return grid;
            }
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = $"{path}:1:1: the file cannot be read: {error.Message}";
        }

        return null;
    }

    /// <summary>Says that there are too many combinations.</summary>
    public static string TooMany(string place, double count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{place}: found {count:N0} combinations; at most {MostCombinations:N0} are allowed");

    private static List<SweepValue[]> Product(List<VariedKey> keys)
    {
        List<SweepValue[]> combinations = [[]];
        foreach (VariedKey key in keys)
        {
            combinations = [.. combinations.SelectMany(
                combination => key.Values.Select(value => (SweepValue[])[.. combination, value]))];
        }

        return combinations;
    }
}
