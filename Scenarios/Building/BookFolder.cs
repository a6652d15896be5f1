namespace GpuRisk.Scenarios.Building;

/// <summary>Where the files are that a scenario names.</summary>
/// <param name="Path">The folder that their names are relative to; null where they are refused.
/// </param>
/// <param name="IsConfined">Whether files outside of it are refused, and its place is not told.
/// </param>
internal readonly record struct BookFolder(string? Path, bool IsConfined)
{
    /// <summary>A file's path.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path!, name);

    /// <summary>What to call a file in errors.</summary>
    public string Shown(string name) => IsConfined ? name : PathOf(name);

    /// <summary>Whether a file lies where it may not be read.</summary>
    public bool Forbids(string name)
    {
        if (!IsConfined)
        {
            return false;
        }

        string folder = System.IO.Path.GetFullPath(Path!);
        string file = System.IO.Path.GetFullPath(name, folder);
        try
        {
            return IsOutside(file, folder) || IsOutside(Real(file), Real(folder));
        }
        catch (IOException)
        {
            // Links that lead in a circle lead to no file.
            return true;
        }
    }

    private static bool IsOutside(string file, string folder)
    {
        string relative = System.IO.Path.GetRelativePath(folder, file);
        return relative == ".."
            || relative.StartsWith("../", StringComparison.Ordinal)
            || relative.StartsWith("..\\", StringComparison.Ordinal)
            || System.IO.Path.IsPathRooted(relative);
    }

    // The path that links on the way lead to.
    private static string Real(string path)
    {
        if (System.IO.Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        string whole = System.IO.Path.Combine(Real(parent), System.IO.Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(whole)
            ? new DirectoryInfo(whole)
            : new FileInfo(whole);
        return entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? whole;
    }
}
