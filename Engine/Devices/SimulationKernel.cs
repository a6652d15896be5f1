using GpuRisk.Kernels.Paths;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GpuRisk.Engine.Devices;

/// <summary>A model's kernel, compiled for a device.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <param name="Launch">Launches it.</param>
/// <param name="Shape">How launches are shaped.</param>
internal sealed record SimulationKernel<R>(
    Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk> Launch,
    LaunchShape Shape)
    where R : unmanaged
{
    /// <summary>Compiles a kernel and loads it.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="entry">The kernel's entry point.</param>
    /// <param name="shape">How launches are shaped if all threads of the device can be at work.
    /// </param>
    /// <param name="start">Takes the times.</param>
    public static SimulationKernel<R> Load(
        Accelerator accelerator, Action<DeviceBuffers<R>, PathChunk> entry, LaunchShape shape,
        DeviceStart start)
    {
        Kernel kernel = KernelLoading.Load(accelerator, entry.Method, start);
        return new(
            kernel.CreateLauncherDelegate<
                Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk>>(),
            accelerator is CudaAccelerator cuda ? Resident(cuda, kernel, shape) : shape);
    }

    // Every thread simulates several paths, so more threads than the kernel's registers leave room
    // for would wait for the first ones and then have the device almost alone.
    private static LaunchShape Resident(CudaAccelerator cuda, Kernel kernel, LaunchShape shape)
    {
        int groups = cuda.EstimateMaxActiveGroupsPerMultiprocessor(kernel, shape.GroupSize);
        return shape with
        {
            Threads = Math.Max(groups, 1) * shape.GroupSize * cuda.NumMultiprocessors,
        };
    }
}
