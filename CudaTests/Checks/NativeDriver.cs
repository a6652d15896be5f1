using System.Runtime.InteropServices;
using GpuRisk.CudaTests.Driver;

namespace GpuRisk.CudaTests.Checks;

/// <summary>The emulated driver as a program in C would call it.</summary>
internal static unsafe partial class NativeDriver
{
    private const string Library = "libcuda.so.1";

    [LibraryImport(Library, EntryPoint = "cuCtxCreate_v2")]
    public static partial CudaResult CreateContext(out nint context, int flags, int device);

    [LibraryImport(Library, EntryPoint = "cuCtxDestroy_v2")]
    public static partial CudaResult DestroyContext(nint context);

    [LibraryImport(Library, EntryPoint = "cuCtxSynchronize")]
    public static partial CudaResult Synchronize();

    [LibraryImport(Library, EntryPoint = "cuMemAlloc_v2")]
    public static partial CudaResult Allocate(out nint address, long bytes);

    [LibraryImport(Library, EntryPoint = "cuMemFree_v2")]
    public static partial CudaResult Free(nint address);

    [LibraryImport(Library, EntryPoint = "cuMemHostRegister_v2")]
    public static partial CudaResult PageLock(void* start, long bytes, int flags);

    [LibraryImport(Library, EntryPoint = "cuMemHostUnregister")]
    public static partial CudaResult Unlock(void* start);

    [LibraryImport(Library, EntryPoint = "cuMemcpyAsync")]
    public static partial CudaResult Copy(nint to, nint from, long bytes, nint stream);

    [LibraryImport(Library, EntryPoint = "cuMemsetD8Async")]
    public static partial CudaResult Fill(nint to, byte value, long bytes, nint stream);

    [LibraryImport(Library, EntryPoint = "cuStreamCreate")]
    public static partial CudaResult CreateStream(out nint stream, int flags);

    [LibraryImport(Library, EntryPoint = "cuStreamSynchronize")]
    public static partial CudaResult SynchronizeStream(nint stream);

    [LibraryImport(Library, EntryPoint = "cuModuleLoadDataEx")]
    public static partial CudaResult LoadModule(
        out nint module, [MarshalAs(UnmanagedType.LPUTF8Str)] string text, int count,
        int* options, nint* values);

    [LibraryImport(Library, EntryPoint = "cuLaunchKernel")]
    public static partial CudaResult Launch(
        nint function, int gridX, int gridY, int gridZ, int blockX, int blockY, int blockZ,
        int shared, nint stream, nint* arguments, nint* extra);
}
