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

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file's name in it, maybe in a folder of its own.</param>
    /// <param name="write">Writes its contents.</param>
    public static void Write(string folder, string name, Action<Stream> write)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string draft = path + ".tmp";
        using (FileStream stream = File.Create(draft))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
