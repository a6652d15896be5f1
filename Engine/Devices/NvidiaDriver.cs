using System.Runtime.InteropServices;

namespace GpuRisk.Engine.Devices;

/// <summary>Asks NVIDIA's driver itself why there is no device: ILGPU keeps its answer to itself.
/// </summary>
/// <remarks>NVIDIA, CUDA Driver API.</remarks>
internal static unsafe class NvidiaDriver
{
    private const int Success = 0;
    private const int NoDevice = 100;

    /// <summary>Why there is no device.</summary>
    public static string Problem()
    {
        const string None = "no NVIDIA driver (libcuda.so.1) with a device was found";
        if (!NativeLibraries.TryLoad("cuda", out IntPtr driver)
            || !NativeLibrary.TryGetExport(driver, "cuInit", out IntPtr start))
        {
            return None;
        }

        int result = ((delegate* unmanaged<uint, int>)start)(0);
        return result is Success or NoDevice
            ? None
            : $"NVIDIA's driver (libcuda.so.1) does not start: {Text(driver, result)} ({result})";
    }

    private static string Text(IntPtr driver, int result)
    {
        byte* text = null;
        if (NativeLibrary.TryGetExport(driver, "cuGetErrorString", out IntPtr function))
        {
            _ = ((delegate* unmanaged<int, byte**, int>)function)(result, &text);
        }

        return Marshal.PtrToStringUTF8((IntPtr)text) ?? "an unknown error";
    }
}
