using GpuRisk.Kernels.Lanes;
using GpuRisk.Scenarios;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuRisk.Engine.Devices;

/// <summary>Finds and opens ILGPU's devices. Apart from the other devices, because it alone needs
/// ILGPU, which takes a good part of a small run's time to load.</summary>
internal static class IlgpuCatalog
{
    /// <summary>Describes the devices of a kind, or says why there is none.</summary>
    public static IReadOnlyList<DeviceDescription> List(string kind)
    {
        try
        {
            using Context? context = Find(kind, out Device[] found);
            return found.Length == 0
                ? [new(kind, "", "", Absent(kind))]
                : [.. found.Select((device, i) => Problem(device) is { } problem
                    ? new DeviceDescription($"{kind}:{i}", "", "", problem)
                    : new DeviceDescription($"{kind}:{i}", device.Name, Describe(device), null))];
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return [new(kind, "", "", error.Message)];
        }
    }

    /// <summary>Opens one device of a kind.</summary>
    /// <exception cref="DeviceException">It is not there or cannot be used.</exception>
    public static IlgpuDevice Open(string kind, int index) => TryOpen(kind, index, out int count)
        ?? throw new DeviceException(count == 0
            ? $"There is no {kind} device: {Absent(kind)}."
            : $"There is no {kind}:{index}; there are {count}, from {kind}:0.");

    /// <summary>Opens the first device of a kind; null where none can be found.</summary>
    /// <exception cref="DeviceException">It is there but cannot be used.</exception>
    public static IlgpuDevice? TryOpenFirst(string kind) => TryOpen(kind, 0, out _);

    /// <summary>Opens all devices of a kind but those that are the processor: it has its own, and
    /// shared among two it does less.</summary>
    /// <exception cref="DeviceException">One is there but cannot be used.</exception>
    public static IReadOnlyList<IlgpuDevice> OpenAll(string kind)
    {
        var open = new List<IlgpuDevice>();
        try
        {
            int count = 1;
            for (int index = 0; index < count; index++)
            {
                if (TryOpen(kind, index, out count, IsProcessor) is { } device)
                {
                    open.Add(device);
                }
            }

            return open;
        }
        catch
        {
            open.ForEach(device => device.Dispose());
            throw;
        }
    }

    /// <summary>Opens ILGPU's simulator of a GPU.</summary>
    public static IlgpuDevice OpenCpu(int threads)
    {
        // One simulated multiprocessor per processor and groups of one thread: in ILGPU's
        // simulator every further thread of a group is a thread of the system, with barriers.
        var start = new DeviceStart();
        var device = new CPUDevice(2, 1, threads);
        return start.Measure(StartPhase.Discovery, () =>
        {
            return new IlgpuDevice(
                "cpu", CpuDetail(threads), Connect(), Connect, hasFloat64: true, start);
        });

        IlgpuConnection Connect()
        {
            Context context = Create(builder => builder.CPU(device));
            return new(
                context, device.CreateCPUAccelerator(context, CPUAcceleratorMode.Parallel),
                new LaunchShape(64 * threads, 1, 256L << 20));
        }
    }

    private static bool IsProcessor(Device device) =>
        device is CLDevice { DeviceType: CLDeviceType.CL_DEVICE_TYPE_CPU };

    private static IlgpuDevice? TryOpen(
        string kind, int index, out int count, Predicate<Device>? isLeftOut = null)
    {
        var start = new DeviceStart();
        int found = 0;
        IlgpuDevice? opened = start.Measure(StartPhase.Discovery, () =>
        {
            Context? context = null;
            try
            {
                context = Find(kind, out Device[] devices);
                found = devices.Length;
                if (context is not null && index >= 0 && index < found
                    && isLeftOut?.Invoke(devices[index]) != true)
                {
                    return new IlgpuDevice(
                        $"{kind}:{index}", Describe(devices[index]),
                        Connect(context, devices[index]),
                        () => Connect(Find(kind, out Device[] again)!, again[index]),
                        hasFloat64: kind == "cuda", start);
                }

                context?.Dispose();
                return null;
            }
            catch (Exception error)
            {
                context?.Dispose();
                throw new DeviceException(
                    $"{kind}:{index} cannot be opened: {error.Message}", error);
            }
        });
        count = found;
        return opened;
    }

    private static IlgpuConnection Connect(Context context, Device device)
    {
        CheckDriver(device);
        LaunchShape shape = Shape(device);
        // Who waits for CUDA sleeps: its processor is wanted for closing ledgers and merging.
        Accelerator accelerator = device is CudaDevice card
            ? card.CreateCudaAccelerator(context, CudaAcceleratorFlags.ScheduleBlockingSync)
            : device.CreateAccelerator(context);
        return new(
            context, accelerator, accelerator is CudaAccelerator cuda
                ? shape with { MemoryBytes = Budget(cuda.GetFreeMemory()) }
                : shape);
    }

    // ILGPU would write code for an instruction set of version 0.
    private static void CheckDriver(Device device)
    {
        if (Problem(device) is { } problem)
        {
            throw new DeviceException(problem);
        }
    }

    private static string? Problem(Device device) =>
        device is CudaDevice { InstructionSet: null } cuda
            ? $"{cuda.Name} ({cuda.Architecture}) needs a driver for a later CUDA than "
                + $"{cuda.DriverVersion}"
            : null;

    // Others may want some of it too.
    private static long Budget(long bytes) => Math.Min(bytes / 4, 32L << 30);

    private static Context? Find(string kind, out Device[] devices)
    {
        if (!NativeLibraries.MayHave(kind))
        {
            devices = [];
            return null;
        }

        Context context = Create(builder => _ = kind == "cuda"
            ? builder.Cuda(_ => true)
            : builder.OpenCL(_ => true));
        devices = kind == "cuda" ? [.. context.GetCudaDevices()] : [.. context.GetCLDevices()];
        return context;
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

    private static LaunchShape Shape(Device device)
    {
        if (device is CLDevice cl)
        {
            AllowPlainAddressSpaces(cl);
            int groups = (IsProcessor(cl) ? 2 : 64) * Math.Max(device.NumMultiprocessors, 1);
            return new LaunchShape(groups * 64, 64, Math.Min(device.MemorySize / 4, 1L << 30));
        }

        int threads = device.NumMultiprocessors * device.MaxNumThreadsPerMultiprocessor;
        return new LaunchShape(threads, 128, Budget(device.MemorySize));
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

    /// <summary>Tells of the simulator.</summary>
    public static string CpuDetail(int threads) =>
        $"{Counted.Of(threads, "thread")}, float32, float64";

    private static string Absent(string kind) => kind == "cuda"
        ? NvidiaDriver.Problem()
        : "no OpenCL loader (libOpenCL.so.1) with a device was found";

    private static string Describe(Device device)
    {
        string size = $"{device.MemorySize >> 30} GiB";
        return device switch
        {
            CudaDevice cuda => $"{cuda.Architecture}, driver for CUDA {cuda.DriverVersion}, "
                + $"{cuda.NumMultiprocessors} multiprocessors, {size}, float32, float64",
            CLDevice cl => $"{cl.DeviceVersion}, {cl.NumMultiprocessors} units, {size}, float32",
            _ => "",
        };
    }
}
