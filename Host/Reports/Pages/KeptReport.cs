using System.Text.Json;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>Reads from a run's folder what its report is made of.</summary>
internal static class KeptReport
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="failure">Why it cannot be read.</param>
    /// <returns>What it holds; null where there is a failure.</returns>
    public static ReportInput? Read(string folder, out Failure? failure)
    {
        failure = KeptPart.NoResult(folder);
        if (failure is not null)
        {
            return null;
        }

        string path = folder;
        T ReadFile<T>(string name, Func<Stream, T> read)
        {
            path = Path.Combine(folder, name);
            using FileStream stream = RegularFile.OpenRead(path);
            return read(stream);
        }

        try
        {
            return new ReportInput(
                ReadFile(RunFolder.ResultName, ResultJson.Read),
                ReadFile(RunFolder.ManifestName, Manifest.Read),
                ReadFile(RunFolder.ReportDataName, ReportData.Read),
                ReadFile(RunFolder.ScenarioName, stream => new StreamReader(stream).ReadToEnd()));
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or JsonException
                or ArgumentException)
        {
            failure = Failure.Located(
                $"{path}: {error.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }
}
