using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuRisk.Host.Cli;

/// <summary>The standard error where no <see cref="Terminal"/> can be counted on: before there is
/// one, and where parts of .NET could not be loaded, as the console would need some.</summary>
internal static class StandardError
{
    private const int Handle = 2;

    /// <summary>Tells something, in one line.</summary>
    public static void Tell(string message)
    {
        using var handle = new SafeFileHandle(Handle, ownsHandle: false);
        using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        stream.Write(Encoding.UTF8.GetBytes($"gpurisk: {message}\n"));
    }
}
