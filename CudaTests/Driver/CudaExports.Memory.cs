using System.Runtime.InteropServices;

namespace GpuRisk.CudaTests.Driver;

/// <summary>The device's memory and page-locked memory of the host.</summary>
internal static unsafe partial class CudaExports
{
    [UnmanagedCallersOnly]
    private static CudaResult cuMemGetInfo_v2(long* free, long* total) => Driver.Call(
        nameof(cuMemGetInfo_v2), (driver, context) =>
        {
            *free = driver.Card.FreeBytes - (long)context.Memory.Used;
            *total = driver.Card.TotalBytes;
            return CudaResult.Success;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuMemAlloc_v2(ulong* address, long bytes) => Driver.Call(
        nameof(cuMemAlloc_v2), (driver, context) =>
        {
            if (bytes <= 0)
            {
                return driver.Violation(CudaResult.InvalidValue, $"cuMemAlloc of {bytes} bytes");
            }

            if ((long)context.Memory.Used + bytes > driver.Card.FreeBytes)
            {
                return CudaResult.OutOfMemory;
            }

            *address = context.Memory.Allocate((ulong)bytes);
            return CudaResult.Success;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuMemFree_v2(ulong address) => Driver.Call(
        nameof(cuMemFree_v2), (driver, context) =>
        {
            context.Streams.SynchronizeAll();
            return address == 0 || context.Memory.Free(address)
                ? CudaResult.Success
                : driver.Violation(CudaResult.InvalidValue, "cuMemFree of what is no allocation");
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuMemcpyAsync(nint to, nint from, long bytes, nint stream) =>
        Driver.Call(nameof(cuMemcpyAsync), (driver, context) =>
        {
            bool intoDevice = context.Memory.Find((ulong)to, (ulong)bytes) is not null;
            bool outOfDevice = context.Memory.Find((ulong)from, (ulong)bytes) is not null;
            if (!intoDevice && !outOfDevice)
            {
                return driver.Violation(
                    CudaResult.InvalidValue, "cuMemcpyAsync beyond an allocation, or of none");
            }

            if (outOfDevice && !intoDevice)
            {
                driver.LargestCopyToHost = Math.Max(driver.LargestCopyToHost, bytes);
            }

            void Copy() => Buffer.MemoryCopy((void*)from, (void*)to, bytes, bytes);
            if (!intoDevice && !context.IsPageLocked(to, bytes))
            {
                // Into pageable memory: returns when it is done.
                context.Streams.Synchronize(stream);
                Copy();
                return CudaResult.Success;
            }

            if (!outOfDevice && !context.IsPageLocked(from, bytes))
            {
                // Out of pageable memory: read at once, written later.
                byte[] staged = new ReadOnlySpan<byte>((void*)from, checked((int)bytes)).ToArray();
                return Enqueue(driver, context, stream, () => staged.CopyTo(
                    new Span<byte>((void*)to, staged.Length)));
            }

            nint host = intoDevice ? from : to;
            context.PendingCopies.Add(host);
            return Enqueue(driver, context, stream, () =>
            {
                context.PendingCopies.Remove(host);
                Copy();
            });
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuMemsetD8Async(nint to, byte value, long bytes, nint stream) =>
        Driver.Call(nameof(cuMemsetD8Async), (driver, context) =>
            context.Memory.Find((ulong)to, (ulong)bytes) is null
                ? driver.Violation(CudaResult.InvalidValue, "cuMemsetD8Async beyond an allocation")
                : Enqueue(driver, context, stream, () =>
                    NativeMemory.Fill((void*)to, (nuint)bytes, value)));

    [UnmanagedCallersOnly]
    private static CudaResult cuMemHostRegister_v2(nint start, long bytes, int flags) =>
        Driver.Call(nameof(cuMemHostRegister_v2), (driver, context) =>
        {
            if (bytes <= 0)
            {
                return driver.Violation(
                    CudaResult.InvalidValue, $"cuMemHostRegister of {bytes} bytes");
            }

            context.PageLocked[start] = bytes;
            return CudaResult.Success;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuMemHostUnregister(nint start) => Driver.Call(
        nameof(cuMemHostUnregister), (driver, context) =>
        {
            if (!context.PageLocked.Remove(start, out long bytes))
            {
                return driver.Violation(
                    CudaResult.HostMemoryNotRegistered,
                    "cuMemHostUnregister of what is not registered");
            }

            return context.PendingCopies.Exists(copy => copy >= start && copy < start + bytes)
                ? driver.Violation(
                    CudaResult.Success, "cuMemHostUnregister while a copy is pending")
                : CudaResult.Success;
        });

    private static CudaResult Enqueue(
        CudaDriver driver, DeviceContext context, nint stream, Action work) =>
        context.Streams.Enqueue(stream, work)
            ? CudaResult.Success
            : driver.Violation(CudaResult.InvalidHandle, "work for a stream that is not there");
}
