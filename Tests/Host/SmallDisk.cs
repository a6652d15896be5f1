using System.ComponentModel;
using System.Diagnostics;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>A small file system that a test may fill. Only root can mount one; a test of anybody
/// else is not run.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    /// <summary>Mounts it on a folder.</summary>
    public SmallDisk(string folder, string size)
    {
        _folder = folder;
        if (Run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder) != 0)
        {
            Assert.Ignore("Only root can mount a file system for this test.");
        }
    }

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Leaves no room, to the last page.</summary>
    public void Fill()
    {
        using var file = new FileStream(
            Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Leaves room again.</summary>
    public void Empty() => File.Delete(Filler);

    /// <inheritdoc/>
    public void Dispose() => Run("umount", _folder);

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
            })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return -1;
        }
    }
}
