using System.IO.Compression;
using System.Text;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Sampling;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>A folder with a result and all that is needed to get it again.</summary>
internal sealed class RunFolder
{
    /// <summary>The file of figures; it comes last, so that it means a whole folder.</summary>
    public const string ResultName = "result.json";

    /// <summary>The file that says how the result came about.</summary>
    public const string ManifestName = "manifest.json";

    /// <summary>The file with the scenario as it was.</summary>
    public const string ScenarioName = "scenario.yaml";

    /// <summary>The file with the tallied distributions.</summary>
    public const string DistributionName = "distribution.parquet";

    /// <summary>The page that shows the run.</summary>
    public const string ReportName = "report.html";

    /// <summary>What the page draws beside the figures.</summary>
    public const string ReportDataName = "report.json";

    /// <summary>The file that says which paths of a run the folder holds; only where it has not
    /// all of them.</summary>
    public const string PartName = "part.json";

    /// <summary>The file with those paths' tally; compressed, for most of its bins hold little.
    /// </summary>
    public const string TallyName = "tally.gz";

    // Files of a result that is replaced must not stand beside those of another kind.
    private static readonly string[] All =
    [
        ResultName, PartName, ManifestName, ScenarioName, DistributionName, ReportName,
        ReportDataName, TallyName, .. SampleRecorder.Names,
    ];

    private readonly string _folder;
    private readonly string _scenarioFolder;
    private readonly string _scenarioText;
    private readonly IReadOnlyList<string> _books;

    private RunFolder(
        string folder, string scenarioFolder, string scenarioText, IReadOnlyList<string> books)
    {
        _folder = folder;
        _scenarioFolder = scenarioFolder;
        _scenarioText = scenarioText;
        _books = books;
    }

    /// <summary>Makes sure, before a run, that its result can be kept.</summary>
    /// <param name="folder">The folder; made where there is none.</param>
    /// <param name="force">Whether a result in it may be replaced.</param>
    /// <param name="scenarioPath">The scenario's file.</param>
    /// <param name="scenarioText">Its text.</param>
    /// <param name="overrides">The settings that went before it.</param>
    /// <param name="failure">Why nothing can be kept there.</param>
    /// <returns>The folder; null where there is a failure.</returns>
    public static RunFolder? Prepare(
        string folder,
        bool force,
        string scenarioPath,
        string scenarioText,
        IReadOnlyList<string> overrides,
        out Failure? failure)
    {
        string scenarioFolder = Path.GetDirectoryName(scenarioPath) ?? "";
        IReadOnlyList<string> books = BookFiles.Of(scenarioText, overrides, scenarioFolder);
        failure = Problem(folder, force, books) is { } problem
            ? Failure.Located($"--out: {problem}")
            : null;
        return failure is null
            ? new RunFolder(folder, scenarioFolder, scenarioText, books)
            : null;
    }

    /// <summary>Writes a run of this process, whole or not at all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="overrides">The settings that went before the scenario.</param>
    /// <param name="report">Its report.</param>
    /// <param name="samples">The outcomes of its paths, or null where none are kept.</param>
    public void Write(
        CompletedRun run, IReadOnlyList<string> overrides, DrawnReport report,
        SampleRecorder? samples = null) =>
        Write(
            run.Result, Manifest.Of(run, overrides, files: []), report,
            stream => DistributionFile.Write(run.Tally, stream), samples, run.Part);

    /// <summary>Writes a run, whole or not at all.</summary>
    /// <param name="result">Its figures.</param>
    /// <param name="described">How they came about; the files that it names are those of this
    /// folder in the end.</param>
    /// <param name="report">Its report.</param>
    /// <param name="distribution">Writes the tallied distributions.</param>
    /// <param name="samples">The outcomes of its paths, or null where none are kept.</param>
    /// <param name="part">What is needed to add the paths that it misses; null where that is
    /// nothing.</param>
    public void Write(
        RunResult result, Manifest described, DrawnReport report, Action<Stream> distribution,
        SampleRecorder? samples = null, Part? part = null)
    {
        using var staged = new StagedFiles(_folder);
        samples?.Finish(staged);
        staged.Write(DistributionName, distribution);
        WriteScenario(staged);
        if (part is not null)
        {
            WritePart(staged, part, described.Overrides, samples);
        }

        string[] files =
        [
            ResultName, ScenarioName, DistributionName, ReportDataName, ReportName,
            .. samples is null ? [] : (string[])[samples.Name],
            .. part is null ? [] : (string[])[PartName, TallyName], .. _books,
        ];
        Manifest manifest = described with { Files = files };
        byte[] description = manifest.ToBytes();
        staged.Write(ManifestName, stream => stream.Write(description));
        staged.Write(ReportDataName, stream => stream.Write(report.Data));
        string page = report.Page(result, manifest, _scenarioText);
        staged.Write(ReportName, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
        staged.Write(ResultName, stream => ResultJson.Write(result, stream));
        staged.Keep(All, ResultName);
    }

    /// <summary>Writes some of a run's paths, whole or not at all.</summary>
    /// <param name="part">The paths.</param>
    /// <param name="overrides">The settings that went before the scenario.</param>
    /// <param name="samples">Their outcomes, or null where none are kept.</param>
    /// <returns>What was written of them.</returns>
    public PartManifest Write(
        Part part, IReadOnlyList<string> overrides, SampleRecorder? samples = null)
    {
        using var staged = new StagedFiles(_folder);
        samples?.Finish(staged);
        WriteScenario(staged);
        PartManifest manifest = WritePart(staged, part, overrides, samples);
        staged.Keep(All, PartName);
        return manifest;
    }

    private void WriteScenario(StagedFiles staged)
    {
        staged.Write(ScenarioName, stream => stream.Write(Encoding.UTF8.GetBytes(_scenarioText)));
        foreach (string book in _books)
        {
            using FileStream source = RegularFile.OpenRead(Path.Combine(_scenarioFolder, book));
            staged.Write(book, source.CopyTo);
        }
    }

    private PartManifest WritePart(
        StagedFiles staged, Part part, IReadOnlyList<string> overrides, SampleRecorder? samples)
    {
        staged.Write(TallyName, stream =>
        {
            using var packed = new GZipStream(
                stream, CompressionLevel.Fastest, leaveOpen: true);
            part.Outcome.Tally.Save(packed);
        });
        var manifest = PartManifest.Of(
            part, overrides,
            samples is null ? (null, null) : (samples.Name, staged.DigestOf(samples.Name)),
            [ScenarioName, .. _books]);
        staged.Write(PartName, stream => stream.Write(manifest.ToBytes()));
        return manifest;
    }

    private static string? Problem(string folder, bool force, IReadOnlyList<string> books)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            return "this is not the name of a folder";
        }

        foreach (string book in books)
        {
            string relative = Path.GetRelativePath(
                Path.GetFullPath(folder), Path.GetFullPath(Path.Combine(folder, book)));
            if (relative.StartsWith("..", StringComparison.Ordinal) || All.Contains(relative))
            {
                return $"the book {book} cannot be copied to the same place beside the scenario; "
                    + "put it into the scenario's folder under a name of its own";
            }
        }

        return OutputFolder.Problem(folder, ResultName, force)
            ?? OutputFolder.Problem(folder, PartName, force);
    }
}
