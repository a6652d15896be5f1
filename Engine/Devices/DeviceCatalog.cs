namespace GpuRisk.Engine.Devices;

/// <summary>Finds and opens devices.</summary>
public static class DeviceCatalog
{
    /// <summary>Describes all devices of this machine, those that cannot be used with the
    /// reason.</summary>
    public static IReadOnlyList<DeviceDescription> List()
    {
        using var simd = new SimdDevice();
        Func<IReadOnlyList<DeviceDescription>>[] kinds =
            [() => IlgpuCatalog.List("cuda"), () => IlgpuCatalog.List("opencl")];
        return
        [
            new(simd.Id, simd.Name, simd.Detail, null),
            new("cpu", "ILGPU CPU accelerator",
                IlgpuCatalog.CpuDetail(Environment.ProcessorCount), null),
            .. Together(kinds).SelectMany(found => found.Result),
        ];
    }

    /// <summary>
    /// Opens the devices that a text names, all at the same time: <c>auto</c> (the first CUDA
    /// device, otherwise simd, which takes over too should CUDA fail), <c>all</c> (all but those
    /// that are the processor once more), or a list such as <c>simd,cuda:0</c>.
    /// </summary>
    /// <param name="names">The text.</param>
    /// <param name="threads">Threads of simd; null for all processors.</param>
    /// <exception cref="DeviceException">A name is unknown or the device cannot be used.
    /// </exception>
    public static IReadOnlyList<IPathDevice> Open(string names, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names switch
        {
            "auto" => [NativeLibraries.MayHave("cuda")
                ? CudaOrSimd(threads)
                : new SimdDevice(threads)],
            "all" => Open(
                () => [new SimdDevice(threads)],
                () => IlgpuCatalog.OpenAll("cuda"),
                () => IlgpuCatalog.OpenAll("opencl")),
            _ => Open([.. names.Split(',')
                .Select(name => name.Trim())
                .Distinct()
                .Select(name => Opener(name, threads))]),
        };
    }

    private static IReadOnlyList<IPathDevice> Open(
        params Func<IReadOnlyList<IPathDevice>>[] openers)
    {
        Task<IReadOnlyList<IPathDevice>>[] opened = Together(openers);
        if (Array.Find(opened, task => task.IsFaulted) is { } failed)
        {
            foreach (IPathDevice device in opened
                .Where(task => task.IsCompletedSuccessfully)
                .SelectMany(task => task.Result))
            {
                device.Dispose();
            }

            failed.GetAwaiter().GetResult();
        }

        return [.. opened.SelectMany(task => task.Result)];
    }

    /// <summary>Does all of it at the same time and waits for the end of each.</summary>
    private static Task<T>[] Together<T>(Func<T>[] work)
    {
        Task<T>[] tasks = [.. work.Select(Task.Run)];
        Task all = Task.WhenAll(tasks);
        all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        return tasks;
    }

    // Nobody asked for CUDA by its name: what it cannot do the processor does.
    private static IPathDevice CudaOrSimd(int? threads)
    {
        try
        {
            if (IlgpuCatalog.TryOpenFirst("cuda") is { } cuda)
            {
                cuda.Standby = new SimdDevice(threads);
                return cuda;
            }

            return new SimdDevice(threads);
        }
        catch (DeviceException error)
        {
            return new SimdDevice(threads)
            {
                Warning = $"The processor simulates: {error.Message}",
            };
        }
    }

    private static Func<IReadOnlyList<IPathDevice>> Opener(string name, int? threads)
    {
        string[] parts = name.Split(':');
        int index = 0;
        if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], out index)))
        {
            throw Unknown(name);
        }

        return (parts[0], parts.Length) switch
        {
            ("simd", 1) => () => [new SimdDevice(threads)],
            ("simd128", 1) => () => [new SimdDevice(threads, 128)],
            ("simd256", 1) => () => [new SimdDevice(threads, 256)],
            ("simd512", 1) => () => [new SimdDevice(threads, 512)],
            ("cpu", 1) => () => [IlgpuCatalog.OpenCpu(threads ?? Environment.ProcessorCount)],
            ("cuda" or "opencl", _) => () => [IlgpuCatalog.Open(parts[0], index)],
            _ => throw Unknown(name),
        };
    }

    private static DeviceException Unknown(string name) => new(
        $"There is no device '{name}'; a device is auto, all, simd, simd128, simd256, simd512, "
        + "cpu, cuda, cuda:1, opencl, opencl:1, ..., or several of them with commas.");
}
