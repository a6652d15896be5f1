using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>Folders that results are kept in.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder where there is none, and says why no result can be kept in it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="resultName">The file that means that it holds a result.</param>
    /// <param name="force">Whether a result in it may be replaced.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? Problem(string folder, string resultName, bool force) =>
        Problem(folder) ?? (!force && File.Exists(Path.Combine(folder, resultName))
            ? $"'{folder}' holds a result already; --force replaces it"
            : null);

    /// <summary>Makes a folder where there is none, and says why nothing can be written to it.
    /// </summary>
    public static string? Problem(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            return "this is not the name of a folder";
        }

        try
        {
            Directory.CreateDirectory(folder);
            Probe(folder);
            return null;
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"nothing can be written to '{folder}': {error.Message}";
        }
    }

    /// <summary>Why a <see cref="WholeFile"/> cannot be written; null where it can. A file that is
    /// there stays as it is.</summary>
    public static string? WriteProblem(string path)
    {
        try
        {
            RegularFile.Check(path);
            if (Directory.Exists(path))
            {
                return $"'{path}' cannot be written: this is a folder";
            }

            string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (!Directory.Exists(folder))
            {
                return $"'{path}' cannot be written: there is no folder '{folder}'";
            }

            Probe(folder);
            return null;
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"'{path}' cannot be written: {error.Message}";
        }
    }

    private static void Probe(string folder)
    {
        string probe = Path.Combine(folder, Path.GetRandomFileName());
        using (File.Create(probe, 1, FileOptions.DeleteOnClose))
        {
        }
    }
}
