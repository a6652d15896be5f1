using System.Text;

namespace GpuRisk.Host.Storage;

/// <summary>A file that is there whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text; where that fails, what stood there stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it shall hold, as UTF-8.</param>
    /// <param name="replace">Whether a file that is there already is replaced.</param>
    /// <exception cref="IOException">It cannot be written, or is there already.</exception>
    public static void Write(string path, string text, bool replace)
    {
        string full = Path.GetFullPath(path);
        if (!replace && File.Exists(full))
        {
            throw new IOException($"The file '{full}' already exists.");
        }

        string name = Path.GetFileName(full);
        string folder = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        using var staged = new StagedFiles(folder);
        staged.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        staged.Keep([], name);
    }
}
