namespace GpuRisk.CudaTests.Ptx;

/// <summary>Code that the assembler does not take.</summary>
internal sealed class PtxException(string message) : Exception(message);
