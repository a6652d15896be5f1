using System.Text.Json;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>A run as its folder keeps it.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Scenario">The scenario as run, overrides included.</param>
/// <param name="ScenarioText">Its file's text, without overrides.</param>
/// <param name="Manifest">How it was run.</param>
/// <param name="Result">What came out.</param>
internal sealed record KeptRun(
    string Folder,
    Scenario Scenario,
    string ScenarioText,
    Manifest Manifest,
    RunResult Result)
{
    /// <summary>Figures that are computed from its samples, by name.</summary>
    public IReadOnlyDictionary<string, SampledFigure> Sampled { get; init; } =
        new Dictionary<string, SampledFigure>();

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="failure">Why it cannot be read.</param>
    /// <returns>The run; null where there is a failure.</returns>
    public static KeptRun? Read(string folder, out Failure? failure)
    {
        failure = KeptPart.NoResult(folder);
        if (failure is not null)
        {
            return null;
        }

        string path = Path.Combine(folder, RunFolder.ManifestName);
        try
        {
            Manifest manifest = ReadFile(path, Manifest.Read);
            path = Path.Combine(folder, RunFolder.ResultName);
            RunResult result = ReadFile(path, ResultJson.Read);
            ScenarioResult read = ScenarioReader.Read(
                Path.Combine(folder, RunFolder.ScenarioName), manifest.Overrides);
            if (read.IsValid)
            {
                return new KeptRun(folder, read.Scenario, read.SourceText, manifest, result);
            }

            failure = Failure.Located(read.Errors);
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or JsonException
                or ArgumentException)
        {
            failure = Failure.Located(
                $"{path}: {error.Message.ReplaceLineEndings(" ")}");
        }

        return null;
    }

    private static T ReadFile<T>(string path, Func<Stream, T> read)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        return read(stream);
    }
}
