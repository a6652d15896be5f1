using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GpuRisk.Scenarios;

/// <summary>
/// Opens files that users name. Pipes, devices and sockets are refused before they are opened: to
/// open a pipe waits for whoever writes to it, perhaps for ever.
/// </summary>
public static partial class RegularFile
{
    // As the runtime's own library tells it on every Unix: 32 bits of flags, then the mode.
    private const int StatusBytes = 256;
    private const int ModeOffset = 4;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Opens a file to read it.</summary>
    /// <exception cref="IOException">It is no regular file, or cannot be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return File.OpenRead(path);
    }

    /// <summary>Refuses what is there and is neither a regular file nor a folder.</summary>
    /// <exception cref="IOException">It is something else.</exception>
    public static void Check(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        byte[] status = new byte[StatusBytes];
        if (Status(Path.GetFullPath(path), status) != 0) return;
        int mode = BinaryPrimitives.ReadInt32LittleEndian(status.AsSpan(ModeOffset));
        if ((mode & TypeMask) is not (Regular or Folder))
            throw new IOException("this is a pipe or a device; name a regular file");
    }

    [LibraryImport(
        "libSystem.Native", EntryPoint = "SystemNative_Stat",
        StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(string path, [Out] byte[] status);
}
