using System.Text;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>A file that is there whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text as UTF-8; where that fails, what stood there stays.</summary>
    /// <inheritdoc cref="Write(string, byte[], bool)"/>
    public static void Write(string path, string text, bool replace = true) =>
        Write(path, Encoding.UTF8.GetBytes(text), replace);

    /// <summary>Writes a file; where that fails, what stood there stays.</summary>
    /// <param name="path">The file; of a link the file that it leads to.</param>
    /// <param name="contents">What it shall hold.</param>
    /// <param name="replace">Whether a file that is there already is replaced.</param>
    /// <exception cref="IOException">It cannot be written, is there already, or is a pipe or a
    /// device.</exception>
    public static void Write(string path, byte[] contents, bool replace = true)
    {
        RegularFile.Check(path);
        string full = Path.GetFullPath(path);
        if (replace && File.Exists(full))
        {
            full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        else if (File.Exists(full))
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
        staged.Write(name, stream => stream.Write(contents));
        staged.Keep([], name);
    }
}
