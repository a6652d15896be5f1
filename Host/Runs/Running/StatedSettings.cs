using System.Collections;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Running;

/// <summary>Settings and the options that state them, so that what is wrong with one is told where
/// the user wrote it.</summary>
/// <param name="settings">The settings.</param>
internal sealed class StatedSettings(IReadOnlyList<StatedSetting> settings) : IReadOnlyList<string>
{
    // The reader says that of errors in settings; their line is the number of the setting.
    private const string SettingsName = "--set";

    /// <summary>How many there are.</summary>
    public int Count => settings.Count;

    /// <summary>A setting.</summary>
    public string this[int index] => settings[index].Text;

    /// <summary>Those of <c>--set</c> and others after them.</summary>
    /// <param name="sets">The values of <c>--set</c>.</param>
    /// <param name="others">The others.</param>
    public static StatedSettings Of(
        IReadOnlyList<string> sets, params IEnumerable<StatedSetting> others) =>
        new([.. sets.Select((text, i) => new StatedSetting(text, SettingsName, i + 1)), .. others]);

    /// <summary>Errors of a reader that was given settings, where the user wrote what is wrong.
    /// </summary>
    /// <param name="errors">The errors.</param>
    /// <param name="settings">The settings; others may follow.</param>
    public static IEnumerable<ScenarioError> Placed(
        IEnumerable<ScenarioError> errors, IReadOnlyList<string> settings) =>
        settings is StatedSettings stated ? errors.Select(stated.Placed) : errors;

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() =>
        settings.Select(setting => setting.Text).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ScenarioError Placed(ScenarioError error)
    {
        if (error.File != SettingsName || error.Line > settings.Count) return error;
        StatedSetting setting = settings[error.Line - 1];
        return error with
        {
            File = setting.Option,
            Line = setting.Number,
            Column = Math.Max(error.Column + setting.Shift, 1),
        };
    }
}

/// <summary>A setting and the option that states it.</summary>
/// <param name="Text"><c>KEY=VALUE</c>.</param>
/// <param name="Option">The option.</param>
/// <param name="Number">Which of these options it is, from 1.</param>
internal sealed record StatedSetting(string Text, string Option, int Number)
{
    /// <summary>By how much a column in the option's text is more than one in the setting.
    /// </summary>
    public int Shift { get; init; }

    /// <summary>The setting <c>KEY=VALUE</c> of an option that states the value, perhaps with
    /// something before it.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="option">The option.</param>
    /// <param name="number">Which of these options it is, from 1.</param>
    /// <param name="text">The option's text.</param>
    public static StatedSetting Of(string setting, string option, int number, string text)
    {
        int value = setting.IndexOf('=', StringComparison.Ordinal) + 1;
        int at = text.IndexOf(setting[value..], StringComparison.Ordinal);
        return new(setting, option, number) { Shift = Math.Max(at, 0) - value };
    }
}
