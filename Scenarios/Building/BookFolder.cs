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
        string relative = System.IO.Path.GetRelativePath(
            folder, System.IO.Path.GetFullPath(name, folder));
        return relative == ".."
            || relative.StartsWith("../", StringComparison.Ordinal)
            || relative.StartsWith("..\\", StringComparison.Ordinal)
            || System.IO.Path.IsPathRooted(relative);
    }
}
