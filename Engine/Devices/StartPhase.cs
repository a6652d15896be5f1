namespace GpuRisk.Engine.Devices;

/// <summary>What a device does before the results of its first chunk are there.</summary>
public enum StartPhase
{
    /// <summary>Finding the device and opening it.</summary>
    Discovery,

    /// <summary>Turning a kernel into PTX or OpenCL C; nothing where .NET compiles it.</summary>
    CodeGeneration,

    /// <summary>The driver's compilation of that code, or its look into its cache.</summary>
    DriverCompilation,

    /// <summary>Taking memory and copying the plan there.</summary>
    Memory,

    /// <summary>The first launch and its results; .NET compiles kernels of the processor then.
    /// </summary>
    FirstChunk,
}
