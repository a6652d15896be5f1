namespace GpuRisk.Scenarios;

/// <summary>
/// Reads scenario files. Nothing that a user writes makes it throw: all errors of a file are
/// told at once, each with its place.
/// </summary>
public static class ScenarioReader
{
    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">The file; book files in it are relative to its folder.</param>
    /// <param name="overrides">Settings <c>dotted.key.path=value</c> that go before the file's.</param>
    public static ScenarioResult Read(string path, IReadOnlyList<string>? overrides = null) =>
        throw new NotImplementedException();

    /// <summary>Reads the text of a scenario.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="fileName">The name to tell in errors.</param>
    /// <param name="baseFolder">
    /// The folder that book files are relative to; null where there is none, as for a text that
    /// came over the network, and then books are refused.
    /// </param>
    /// <param name="overrides">Settings <c>dotted.key.path=value</c> that go before the file's.</param>
    public static ScenarioResult Parse(
        string text,
        string fileName,
        string? baseFolder = null,
        IReadOnlyList<string>? overrides = null) => throw new NotImplementedException();
}
