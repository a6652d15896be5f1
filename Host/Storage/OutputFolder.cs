namespace GpuRisk.Host.Storage;

/// <summary>Folders that results are kept in.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder where there is none, and says why nothing can be kept in it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="resultName">The file that means that it holds a result.</param>
    /// <param name="force">Whether a result in it may be replaced.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? Problem(string folder, string resultName, bool force)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            return "this is not the name of a folder";
        }

        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, Path.GetRandomFileName());
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"nothing can be written to '{folder}': {error.Message}";
        }

        return !force && File.Exists(Path.Combine(folder, resultName))
            ? $"'{folder}' holds a result already; --force replaces it"
            : null;
    }

    /// <summary>Why a file cannot be written; null where it can. A file that is there stays as it
    /// is.</summary>
    public static string? WriteProblem(string path)
    {
        try
        {
            bool isThere = File.Exists(path);
            using (File.Open(path, FileMode.OpenOrCreate, FileAccess.Write))
            {
            }

            if (!isThere)
            {
                File.Delete(path);
            }

            return null;
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"'{path}' cannot be written: {error.Message}";
        }
    }
}
