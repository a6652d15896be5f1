using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;
using GpuRisk.Scenarios.Uncertainty;

namespace GpuRisk.Scenarios;

/// <summary>
/// Reads scenario files. Nothing that a user writes makes it throw: all errors of a file are
/// told at once, each with its place.
/// </summary>
public static class ScenarioReader
{
    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">The file; book files in it are relative to its folder.</param>
    /// <param name="overrides">
    /// Settings <c>dotted.key.path=value</c> that go before what the file says.
    /// </param>
    public static ScenarioResult Read(string path, IReadOnlyList<string>? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var log = new ErrorLog(path);
        string? text = SourceText.Read(path, log);
        return text is null
            ? new ScenarioResult(null, "", log.Sorted())
            : Parse(text, path, Path.GetDirectoryName(path) ?? "", overrides);
    }

    /// <summary>Reads the text of a scenario.</summary>
    /// <param name="text">The YAML text, at most 4 Mi characters.</param>
    /// <param name="fileName">The name to tell in errors.</param>
    /// <param name="baseFolder">
    /// The folder that book files are relative to; null where there is none, as for a text that
    /// came over the network, and then books are refused.
    /// </param>
    /// <param name="overrides">
    /// Settings <c>dotted.key.path=value</c> that go before what the text says.
    /// </param>
    /// <param name="isConfined">
    /// Whether the text comes from somebody who may not read other files than those in that
    /// folder, nor learn where it is.
    /// </param>
    public static ScenarioResult Parse(
        string text,
        string fileName,
        string? baseFolder = null,
        IReadOnlyList<string>? overrides = null,
        bool isConfined = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fileName);
        var log = new ErrorLog(fileName);
        var start = new Place(fileName, 1, 1);
        Scenario? scenario = null;
        IReadOnlyList<Observation> observed = [];
        if (SourceText.Check(text, start, log)
            && YamlComposer.Compose(text, start, "", log) is { } root)
        {
            if (root is RawMapping mapping && overrides is not null)
                Overrides.Apply(mapping, ScenarioShape.Root, overrides, log);
            Value values = ScenarioShape.Root.Read(root, "", start, log);
            scenario = Build(root, values, new BookFolder(baseFolder, isConfined), log);
            observed = ObservedBuilder.Build(values, log);
        }

        return new ScenarioResult(log.IsEmpty ? scenario : null, text, log.Sorted())
        {
            Observed = observed,
        };
    }

    /// <summary>Makes the scenario of a tree that was read.</summary>
    internal static Scenario? Build(RawNode root, Value values, BookFolder books, ErrorLog log)
    {
        if (!values.IsSound) return null;
        Scenario scenario = ScenarioBuilder.Build(Draws.AtMedians(root, values, log), books, log);
        return log.IsEmpty ? Draws.AddTo(scenario, root, values, books, log) : scenario;
    }
}
