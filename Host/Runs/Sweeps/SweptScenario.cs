using GpuRisk.Engine.Planning;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>A scenario file that is read again for each combination of a sweep.</summary>
internal sealed class SweptScenario
{
    // The reader says that of errors in settings; their line is the number of the setting.
    private const string SettingsName = "--set";
    private const int MostErrors = 50;

    private readonly string _path;
    private readonly string _text;
    private readonly IReadOnlyList<string> _settings;

    private SweptScenario(string path, string text, IReadOnlyList<string> settings)
    {
        _path = path;
        _text = text;
        _settings = settings;
    }

    /// <summary>Opens a scenario file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">Settings that every run has; what varies goes before them.</param>
    /// <param name="failure">Why it cannot be read at all.</param>
    /// <returns>The scenario; null where there is a failure.</returns>
    public static SweptScenario? Open(
        string path, IReadOnlyList<string> settings, out Failure? failure)
    {
        // Keys that are missing in the file may be among those that vary, so that what is wrong
        // with the file is only known for each combination.
        ScenarioResult read = ScenarioReader.Read(path, settings);
        failure = read.SourceText.Length == 0
            ? Failure.Located(StatedSettings.Placed(read.Errors, settings))
            : null;
        return failure is null ? new SweptScenario(path, read.SourceText, settings) : null;
    }

    /// <summary>The plan of a combination.</summary>
    /// <param name="grid">What varies.</param>
    /// <param name="index">Which combination.</param>
    /// <param name="problems">What is wrong with it, each with its place.</param>
    /// <returns>The plan; null where there are problems.</returns>
    public Plan? PlanOf(SweepGrid grid, int index, out IReadOnlyList<string> problems)
    {
        IReadOnlyList<SweepValue> values = grid.Combinations[index];
        string[] settings =
            [.. _settings, .. grid.Keys.Zip(values, (key, value) => $"{key}={value.Text}")];
        ScenarioResult read = ScenarioReader.Parse(
            _text, _path, Path.GetDirectoryName(_path) ?? "", settings);
        if (!read.IsValid)
        {
            problems = [.. read.Errors.Select(error => Located(error, grid, values))];
            return null;
        }

        Plan? plan = Planning.Of(read.Scenario, out PlanProblem? problem);
        problems = problem is null ? []
            : problem.Errors.Count > 0
                ? [.. problem.Errors.Select(error => Located(error, grid, values))]
            : [$"{_path}: {problem.Reason}"];
        return plan;
    }

    /// <summary>Plans every combination.</summary>
    /// <param name="grid">What varies.</param>
    /// <param name="check">Told each plan; returns what is wrong with it, or null.</param>
    /// <returns>All that is wrong, each told for the first combination that has it; or null.
    /// </returns>
    public Failure? Check(SweepGrid grid, Func<Plan, string?> check)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var told = new List<string>();
        for (int i = 0; i < grid.Combinations.Count && told.Count < MostErrors; i++)
        {
            Plan? plan = PlanOf(grid, i, out IReadOnlyList<string> problems);
            if (plan is not null && check(plan) is { } problem)
            {
                problems = [problem];
            }

            string with = string.Join(
                ", ", grid.Keys.Zip(grid.Combinations[i], (key, value) => $"{key}={value.Text}"));
            told.AddRange(problems.Where(seen.Add).Select(text => $"{text} (with {with})"));
        }

        return told.Count > 0
            ? Failure.Located(told)
            : null;
    }

    /// <summary>An error of what varies is told where the user wrote the value or the key.
    /// </summary>
    private string Located(
        ScenarioError error, SweepGrid grid, IReadOnlyList<SweepValue> values)
    {
        int varied = error.Line - 1 - _settings.Count;
        if (error.File != SettingsName || varied < 0 || varied >= values.Count)
        {
            return StatedSettings.Placed([error], _settings).Single().ToString();
        }

        int beyond = error.Column - (grid.Keys[varied].Length + 2);
        SweepValue at = beyond < 0 ? grid.Places[varied] : values[varied];
        return (error with
        {
            File = at.File,
            Line = at.Line,
            Column = at.Column + Math.Max(0, beyond),
        }).ToString();
    }
}
