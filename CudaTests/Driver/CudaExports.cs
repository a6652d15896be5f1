using System.Runtime.InteropServices;
using System.Text;

namespace GpuRisk.CudaTests.Driver;

/// <summary>The driver's functions that ILGPU calls, under their names: devices and contexts.
/// <see cref="CudaShim"/> makes a library of them. NVIDIA, CUDA Driver API.</summary>
internal static unsafe partial class CudaExports
{
    private static CudaDriver Driver => CudaDriver.Instance;

    private static Card Card => Driver.Card;

    [UnmanagedCallersOnly]
    private static CudaResult cuInit(int flags) => Card.Start;

    [UnmanagedCallersOnly]
    private static CudaResult cuDriverGetVersion(int* version)
    {
        *version = Card.DriverVersion;
        return CudaResult.Success;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuGetErrorString(CudaResult error, nint* text)
    {
        // The driver's texts live as long as it does.
        *text = Marshal.StringToCoTaskMemUTF8($"the emulated error {error}");
        return CudaResult.Success;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuDeviceGetCount(int* count)
    {
        *count = Card.Count;
        return CudaResult.Success;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuDeviceGet(int* device, int ordinal)
    {
        *device = ordinal;
        return ordinal < Card.Count ? CudaResult.Success : CudaResult.InvalidValue;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuDeviceGetName(byte* name, int length, int device)
    {
        Encoding.ASCII.GetBytes(Card.Name + '\0', new Span<byte>(name, length));
        return CudaResult.Success;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuDeviceTotalMem_v2(long* bytes, int device)
    {
        *bytes = Card.TotalBytes;
        return CudaResult.Success;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuDeviceGetAttribute(int* value, int attribute, int device)
    {
        *value = Card.Attribute(attribute);
        return CudaResult.Success;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuCtxCreate_v2(nint* context, int flags, int device) =>
        Driver.Call(driver =>
        {
            *context = driver.Add(new DeviceContext());
            CudaDriver.SetCurrent(*context);
            return CudaResult.Success;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuCtxDestroy_v2(nint handle) => Driver.Call(driver =>
    {
        DeviceContext context = driver.Find<DeviceContext>(handle)!;
        driver.Remove(handle);
        CudaDriver.SetCurrent(0);
        if (context.Sticky is { } sticky)
        {
            return sticky;
        }

        context.Streams.SynchronizeAll();
        return context.Memory.Count == 0 && context.PageLocked.Count == 0
            ? CudaResult.Success
            : driver.Violation(
                CudaResult.Success,
                $"{context.Memory.Count} allocations and {context.PageLocked.Count} page-locked "
                + "parts of the host's memory are left where a context ends");
    });

    [UnmanagedCallersOnly]
    private static CudaResult cuCtxSetCurrent(nint context) => Driver.Call(driver =>
    {
        if (context != 0 && driver.Find<DeviceContext>(context) is null)
        {
            return CudaResult.InvalidContext;
        }

        CudaDriver.SetCurrent(context);
        return CudaResult.Success;
    });

    [UnmanagedCallersOnly]
    private static CudaResult cuCtxSynchronize() => Driver.Call(
        nameof(cuCtxSynchronize), (_, context) =>
        {
            context.Streams.SynchronizeAll();
            return CudaResult.Success;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuCtxGetCacheConfig(int* config)
    {
        *config = 0;
        return CudaResult.Success;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuCtxGetSharedMemConfig(int* config)
    {
        *config = 0;
        return CudaResult.Success;
    }

    [UnmanagedCallersOnly]
    private static CudaResult cuStreamCreate(nint* stream, int flags) => Driver.Call(
        nameof(cuStreamCreate), (driver, context) =>
        {
            *stream = driver.Add(context.Streams);
            context.Streams.Create(*stream);
            return CudaResult.Success;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuStreamSynchronize(nint stream) => Driver.Call(
        nameof(cuStreamSynchronize), (_, context) =>
        {
            context.Streams.Synchronize(stream);
            return CudaResult.Success;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuStreamDestroy_v2(nint stream) => Driver.Call(
        nameof(cuStreamDestroy_v2), (driver, context) =>
        {
            driver.Remove(stream);
            return context.Streams.Destroy(stream)
                ? CudaResult.Success : CudaResult.InvalidHandle;
        });
}
