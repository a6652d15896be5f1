using System.Reflection;
using System.Runtime.InteropServices;
using ILGPU;

namespace GpuRisk.Engine.Devices;

/// <summary>Finds the drivers' libraries by the names that a machine without development
/// packages has.</summary>
internal static class NativeLibraries
{
    private const string Cuda = "libcuda.so.1";
    private const string OpenCl = "libOpenCL.so.1";

    private static readonly Lazy<bool> Resolver = new(Register);

    /// <summary>Whether there may be devices of a kind: without the driver's library there are
    /// none, and asking ILGPU takes a good part of a small run's time.</summary>
    public static bool MayHave(string kind) =>
        !OperatingSystem.IsLinux()
        || File.Exists("/dev/dxg") // Under WSL ILGPU finds the driver at a place of its own.
        || TryLoad(kind, out _);

    /// <summary>Loads a kind's driver, where its place is no secret.</summary>
    public static bool TryLoad(string kind, out IntPtr handle) =>
        NativeLibrary.TryLoad(kind == "cuda" ? Cuda : OpenCl, out handle);

    /// <summary>Makes the drivers findable; later calls do nothing.</summary>
    public static void Resolve() => _ = Resolver.Value;

    private static bool Register()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Find);
            return true;
        }
        catch (InvalidOperationException)
        {
            // Under WSL ILGPU has set its own resolver, which knows where the driver is.
            return false;
        }
    }

    private static IntPtr Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        string? versioned = name switch
        {
            "cuda" => Cuda,
            "OpenCL" => OpenCl,
            _ => null,
        };
        return versioned is not null && NativeLibrary.TryLoad(versioned, out IntPtr handle)
            ? handle
            : IntPtr.Zero;
    }
}
