using System.IO.Compression;
using System.Text.Json;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>Some paths of a run as their folder keeps them.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Manifest">Which paths they are.</param>
internal sealed record KeptPart(string Folder, PartManifest Manifest)
{
    /// <summary>The scenario's file.</summary>
    public string ScenarioPath => Path.Combine(Folder, RunFolder.ScenarioName);

    /// <summary>The file of samples; null where none are kept.</summary>
    public string? SamplesPath => Manifest.Samples is { } samples
        ? Path.Combine(Folder, samples)
        : null;

    /// <summary>Says of a folder that holds a part and no result that this is no result.
    /// </summary>
    /// <returns>Null for any other folder.</returns>
    public static Failure? NoResult(string folder) =>
        !File.Exists(Path.Combine(folder, RunFolder.ResultName))
        && File.Exists(Path.Combine(folder, RunFolder.PartName))
            ? Failure.Located(
                $"{folder}: found some of a run's paths, no result; gpurisk merge makes one")
            : null;

    /// <summary>Reads what a folder holds.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="failure">Why it cannot be read.</param>
    /// <returns>The part; null where there is a failure.</returns>
    public static KeptPart? Read(string folder, out Failure? failure)
    {
        string path = Path.Combine(folder, RunFolder.PartName);
        bool isWhole = !File.Exists(path)
            && File.Exists(Path.Combine(folder, RunFolder.ResultName));
        failure = isWhole
            ? Failure.Located($"{folder}: found a result, not some of a run's paths")
            : null;
        return isWhole
            ? null
            : Reading(
                path, () => new KeptPart(folder, ReadFile(path, PartManifest.Read)), out failure);
    }

    /// <summary>Reads the tally, and sees that it and the samples are those of the manifest.
    /// </summary>
    /// <param name="failure">Why it cannot be read.</param>
    /// <returns>The tally; null where there is a failure.</returns>
    public RunTally? ReadTally(out Failure? failure)
    {
        string path = Path.Combine(Folder, RunFolder.TallyName);
        RunTally? tally = Reading(path, () => ReadFile(path, Unpack), out failure);
        if (tally is null)
        {
            return null;
        }

        long paths = Manifest.Ranges.Sum(range => range.Count);
        if (tally.Paths != paths)
        {
            failure = Failure.Located(
                $"{path}: found {Counted.Of(tally.Paths, "path")}; {RunFolder.PartName} tells of "
                + $"{paths}");
            return null;
        }

        string digest = Manifest.DigestWith(
            tally.Digest(Manifest.ScenarioHash, Manifest.Seed, paths));
        if (digest != Manifest.Digest)
        {
            failure = Failure.Located(
                $"{Path.Combine(Folder, RunFolder.PartName)}: found digest {Manifest.Digest}; "
                + $"what it tells and {RunFolder.TallyName} have {digest}");
            return null;
        }

        failure = ProblemOfSamples();
        return failure is null ? tally : null;
    }

    private Failure? ProblemOfSamples()
    {
        if (SamplesPath is not { } path)
        {
            return null;
        }

        string? digest = Reading(path, () => ReadFile(path, FileDigest.Of), out Failure? failure);
        return failure ?? (digest == Manifest.SamplesDigest
            ? null
            : Failure.Located(
                $"{path}: found digest {digest}; {RunFolder.PartName} tells of "
                + $"{Manifest.SamplesDigest}"));
    }

    private static RunTally Unpack(Stream stream)
    {
        using var packed = new GZipStream(stream, CompressionMode.Decompress);
        return RunTally.Load(packed);
    }

    private static T? Reading<T>(string path, Func<T> read, out Failure? failure)
        where T : class
    {
        failure = null;
        try
        {
            return read();
        }
        catch (Exception error) when (
            error is IOException or InvalidDataException or UnauthorizedAccessException
                or JsonException or ArgumentException)
        {
            failure = Failure.Located($"{path}: {error.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    private static T ReadFile<T>(string path, Func<Stream, T> read)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        return read(stream);
    }
}
