using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>Reads combinations from CSV: the keys in the first line, one run in each further one.
/// A field in double quotes may hold commas; a quote in it is doubled.</summary>
internal static class CombinationFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">What is wrong with it, with its place.</param>
    /// <returns>The rows; null where there is a problem.</returns>
    public static SweepGrid? Read(string path, out string? problem)
    {
        List<SweepValue>? places = null;
        List<string> keys = [];
        var rows = new List<IReadOnlyList<SweepValue>>();
        int line = 0;
        RegularFile.Check(path);
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            List<SweepValue> fields = [.. ValueList.Split(text).Select(field => new SweepValue(
                Unquoted(field.Text), path, line, field.Start + 1))];
            problem = places is null ? ProblemOfKeys(fields) : ProblemOfRow(fields, keys);
            if (problem is not null)
            {
                return null;
            }

            if (places is null)
            {
                places = fields;
                keys = [.. fields.Select(field => field.Text)];
            }
            else if (rows.Count == SweepGrid.MostCombinations)
            {
                problem = SweepGrid.TooMany($"{path}:{line}:1", rows.Count + 1);
                return null;
            }
            else
            {
                rows.Add(fields);
            }
        }

        problem = rows.Count > 0
            ? null
            : $"{path}:{Math.Max(line, 1)}:1: found no rows; the first line names keys, and each "
                + "further one gives their values";
        return problem is null ? new SweepGrid(keys, places!, rows, null) : null;
    }

    private static string? ProblemOfKeys(List<SweepValue> fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SweepValue field in fields)
        {
            if (field.Text.Length == 0)
            {
                return Place(field) + "found no key; the first line names the keys that vary";
            }

            if (!seen.Add(field.Text))
            {
                return $"{Place(field)}{field.Text}: found twice; once is allowed";
            }
        }

        return null;
    }

    private static string? ProblemOfRow(List<SweepValue> fields, List<string> keys)
    {
        if (fields.Count != keys.Count)
        {
            return Place(fields[0])
                + $"found {Counted.Of(fields.Count, "value")}; the first line has "
                + Counted.Of(keys.Count, "key");
        }

        int empty = fields.FindIndex(field => field.Text.Length == 0);
        return empty < 0 ? null : $"{Place(fields[empty])}{keys[empty]}: found no value";
    }

    private static string Place(SweepValue at) => $"{at.File}:{at.Line}:{at.Column}: ";

    private static string Unquoted(string field) =>
        field.Length >= 2 && field.StartsWith('"') && field.EndsWith('"')
            ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)
            : field;
}
