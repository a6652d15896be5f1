namespace GpuRisk.CudaTests.Machine;

/// <summary>A kernel did what no kernel may do.</summary>
internal sealed class MachineException(string message) : Exception(message);
