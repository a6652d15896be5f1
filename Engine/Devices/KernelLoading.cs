using System.Reflection;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>Makes kernels of methods, and tells what that takes.</summary>
internal static class KernelLoading
{
    /// <summary>Compiles a method and loads it.</summary>
    /// <typeparam name="TLauncher">What launches it.</typeparam>
    /// <param name="accelerator">The device.</param>
    /// <param name="method">The kernel's entry point.</param>
    /// <param name="start">Takes the times.</param>
    public static TLauncher Load<TLauncher>(
        Accelerator accelerator, MethodInfo method, DeviceStart start)
        where TLauncher : Delegate =>
        Load(accelerator, method, start).CreateLauncherDelegate<TLauncher>();

    /// <summary>Compiles a method and loads it.</summary>
    public static Kernel Load(Accelerator accelerator, MethodInfo method, DeviceStart start)
    {
        CompiledKernel code = start.Measure(
            StartPhase.CodeGeneration,
            () => Compile(accelerator.GetBackend(), method));
        return start.Measure(
            StartPhase.DriverCompilation,
            () => AssemblerLog.Of(() => accelerator.LoadKernel(code)));
    }

    /// <summary>Compiles a method to the code that a driver gets.</summary>
    public static CompiledKernel Compile(Backend backend, MethodInfo method)
    {
        CompiledKernel code = backend.Compile(
            EntryPointDescription.FromExplicitlyGroupedKernel(method), default);
        if (code is PTXCompiledKernel ptx)
        {
            PtxCode.Mend(ptx);
        }

        return code;
    }
}
