using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuRisk.Engine.Devices;

/// <summary>Finds and opens devices.</summary>
public static class DeviceCatalog
{
    /// <summary>Describes all devices of this machine, those that cannot be used with the
    /// reason.</summary>
    public static IReadOnlyList<DeviceDescription> List()
    {
        using var simd = new SimdDevice();
        var found = new List<DeviceDescription>
        {
            new(simd.Id, simd.Name, "float32, float64", null),
            new("cpu", "ILGPU CPU accelerator",
                $"{Environment.ProcessorCount} threads, float32, float64", null),
        };
        found.AddRange(ListKind("cuda", builder => builder.Cuda(), DescribeCuda));
        found.AddRange(ListKind("opencl", builder => builder.OpenCL(_ => true), DescribeOpenCl));
        return found;
    }

    /// <summary>
    /// Opens the devices that a text names: <c>auto</c> (the first CUDA device that can be
    /// opened, otherwise simd), <c>all</c>, or a list such as <c>simd,cuda:0</c>.
    /// </summary>
    /// <param name="names">The text.</param>
    /// <param name="threads">Threads of simd; null for all processors.</param>
    /// <exception cref="DeviceException">A name is unknown or the device cannot be used.
    /// </exception>
    public static IReadOnlyList<IPathDevice> Open(string names, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names == "auto")
        {
            bool cuda = ListKind("cuda", builder => builder.Cuda(), DescribeCuda)
                .Any(device => device is { Id: "cuda:0", Problem: null });
            return [cuda ? OpenOne("cuda:0", threads) : new SimdDevice(threads)];
        }

        if (names == "all")
        {
            return [.. List()
                .Where(device => device.Problem is null && device.Id != "cpu")
                .Select(device => OpenOne(device.Id, threads))];
        }

        var open = new List<IPathDevice>();
        try
        {
            foreach (string name in names.Split(',').Select(n => n.Trim()).Distinct())
            {
                open.Add(OpenOne(name, threads));
            }
        }
        catch
        {
            open.ForEach(device => device.Dispose());
            throw;
        }

        return open;
    }

    private static IPathDevice OpenOne(string name, int? threads)
    {
        string[] parts = name.Split(':');
        int index = 0;
        if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], out index)))
        {
            throw Unknown(name);
        }

        return (parts[0], parts.Length) switch
        {
            ("simd", 1) => new SimdDevice(threads),
            ("simd128", 1) => new SimdDevice(threads, 128),
            ("simd256", 1) => new SimdDevice(threads, 256),
            ("simd512", 1) => new SimdDevice(threads, 512),
            ("cpu", 1) => OpenCpu(threads ?? Environment.ProcessorCount),
            ("cuda", _) => OpenCuda(index),
            ("opencl", _) => OpenOpenCl(index),
            _ => throw Unknown(name),
        };
    }

    private static DeviceException Unknown(string name) => new(
        $"There is no device '{name}'; a device is auto, all, simd, simd128, simd256, simd512, "
        + "cpu, cuda, cuda:1, opencl, opencl:1, ..., or several of them with commas.");

    // One simulated multiprocessor per processor and groups of one thread: in ILGPU's
    // simulator every further thread of a group is a thread of the system, with barriers.
    private static IlgpuDevice OpenCpu(int threads)
    {
        var device = new CPUDevice(2, 1, threads);
        Context context = Create(builder => builder.CPU(device));
        Accelerator accelerator = device.CreateCPUAccelerator(
            context, CPUAcceleratorMode.Parallel);
        return new IlgpuDevice(
            "cpu", context, accelerator, new LaunchShape(64 * threads, 1, 256L << 20), true);
    }

    private static IlgpuDevice OpenCuda(int index)
    {
        Context context = Create(builder => builder.Cuda());
        CudaDevice[] found = [.. context.GetCudaDevices()];
        return OpenFound("cuda", index, context, found, device =>
        {
            int threads = device.NumMultiprocessors * device.MaxNumThreadsPerMultiprocessor;
            return new LaunchShape(threads, 128, Math.Min(device.MemorySize / 4, 8L << 30));
        });
    }

    private static IlgpuDevice OpenOpenCl(int index)
    {
        Context context = Create(builder => builder.OpenCL(_ => true));
        CLDevice[] found = [.. context.GetCLDevices()];
        return OpenFound("opencl", index, context, found, device =>
        {
            AllowPlainAddressSpaces(device);
            int threads = 64 * Math.Max(device.NumMultiprocessors, 1) * 64;
            return new LaunchShape(threads, 64, Math.Min(device.MemorySize / 4, 1L << 30));
        });
    }

    private static IlgpuDevice OpenFound<TDevice>(
        string kind, int index, Context context, TDevice[] devices,
        Func<TDevice, LaunchShape> shape)
        where TDevice : Device
    {
        try
        {
            if (index < 0 || index >= devices.Length)
            {
                throw new DeviceException(devices.Length == 0
                    ? $"There is no {kind} device: {Absent(kind)}."
                    : $"There is no {kind}:{index}; there are {devices.Length}, from {kind}:0.");
            }

            TDevice device = devices[index];
            LaunchShape launch = shape(device);
            return new IlgpuDevice(
                $"{kind}:{index}", context, device.CreateAccelerator(context), launch,
                kind == "cuda");
        }
        catch (Exception error)
        {
            context.Dispose();
            if (error is DeviceException)
            {
                throw;
            }

            throw new DeviceException($"{kind}:{index} cannot be opened: {error.Message}", error);
        }
    }

    // ILGPU refuses devices without generic address spaces, because atomics and some pointers
    // need them; these kernels use neither, and at the second optimisation level all pointers
    // have an address space of their own.
    private static void AllowPlainAddressSpaces(CLDevice device)
    {
        if (!device.Capabilities.GenericAddressSpace)
        {
            typeof(CLCapabilityContext)
                .GetProperty(nameof(CLCapabilityContext.GenericAddressSpace))
                ?.GetSetMethod(nonPublic: true)?.Invoke(device.Capabilities, [true]);
        }
    }

    private static Context Create(Action<Context.Builder> configure)
    {
        NativeLibraries.Resolve();
        return Context.Create(builder =>
        {
            configure(builder);
            builder.EnableRounded().Optimize(OptimizationLevel.O2);
        });
    }

    private static List<DeviceDescription> ListKind(
        string kind, Action<Context.Builder> configure,
        Func<Device, string> describe)
    {
        try
        {
            using Context context = Create(configure);
            List<DeviceDescription> found = [.. context.Devices
                .Where(device => device.AcceleratorType != AcceleratorType.CPU)
                .Select((device, i) => new DeviceDescription(
                    $"{kind}:{i}", device.Name, describe(device), null))];
            return found.Count > 0 ? found : [new(kind, "", "", Absent(kind))];
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return [new(kind, "", "", error.Message)];
        }
    }

    private static string Absent(string kind) => kind == "cuda"
        ? "no NVIDIA driver (libcuda.so.1) with a device was found"
        : "no OpenCL loader (libOpenCL.so.1) with a device was found";

    private static string DescribeCuda(Device device) => device is CudaDevice cuda
        ? $"{cuda.Architecture}, {cuda.NumMultiprocessors} multiprocessors, "
            + $"{device.MemorySize >> 30} GiB, float32, float64"
        : "";

    private static string DescribeOpenCl(Device device) => device is CLDevice cl
        ? $"{cl.DeviceVersion}, {cl.NumMultiprocessors} units, "
            + $"{device.MemorySize >> 30} GiB, float32"
        : "";
}
