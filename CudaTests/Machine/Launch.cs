using GpuRisk.CudaTests.Ptx;

namespace GpuRisk.CudaTests.Machine;

/// <summary>A launch of a kernel, and what became of it.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Grid">Blocks.</param>
/// <param name="Block">Threads of a block.</param>
/// <param name="Parameters">The parameters' bytes.</param>
internal sealed record Launch(PtxKernel Kernel, Size Grid, Size Block, byte[] Parameters)
{
    /// <summary>How often a lane executed each instruction.</summary>
    public long[] Executed { get; } = new long[Kernel.Code.Length];

    /// <summary>Instructions of threads.</summary>
    public long ThreadInstructions => Executed.Sum();

    /// <summary>Instructions of warps; 32 times as many lanes could have taken part.</summary>
    public long WarpInstructions { get; set; }

    /// <summary>Bytes read and written, by the start of the allocation.</summary>
    public IReadOnlyDictionary<ulong, long> Traffic { get; set; } = new Dictionary<ulong, long>();

    /// <summary>A parameter of 64 bits.</summary>
    public ulong Parameter(int offset) => BitConverter.ToUInt64(Parameters, offset);
}

/// <summary>Blocks of a grid, or threads of a block.</summary>
internal readonly record struct Size(int X, int Y, int Z)
{
    public int Count => X * Y * Z;
}
