using GpuRisk.CudaTests.Machine;
using GpuRisk.CudaTests.Ptx;

namespace GpuRisk.CudaTests.Checks;

/// <summary>Small kernels by hand, run without a driver. They get one address, in %rd1.</summary>
internal static class HandWritten
{
    /// <summary>A module with a kernel of some instructions.</summary>
    public static string Module(string body, string bound = "") => $$"""
        .version 8.8
        .target sm_90
        .address_size 64

        .visible .entry Kernel(
        	.param .b64 _memory_1
        )
        {{bound}}
        {
        	.reg .pred	%p<4>;
        	.reg .b32	%r<9>;
        	.reg .b64	%rd<9>;
        	.reg .f32	%f<9>;
        	.reg .f64	%fd<9>;
        	ld.param.u64	%rd1, [_memory_1];
        	mov.u32	%r1, %tid.x;
        	mul.wide.u32	%rd2, %r1, 4;
        	add.u64	%rd2, %rd1, %rd2;
        {{body}}
        	ret;
        }
        """;

    /// <summary>Runs a warp; lane i's word lies at %rd2, the first one's at %rd1.</summary>
    /// <returns>The words of the lanes.</returns>
    public static unsafe uint[] Run(string body, int threads = 32)
    {
        PtxKernel kernel = PtxParser.Parse(Module(body), architecture: 90);
        var memory = new DeviceMemory();
        ulong address = memory.Allocate(32 * sizeof(uint));
        try
        {
            Grid.Run(
                new Launch(
                    kernel, new Size(1, 1, 1), new Size(threads, 1, 1),
                    BitConverter.GetBytes(address)),
                memory, mostInstructions: 10_000);
            return new ReadOnlySpan<uint>((void*)address, 32).ToArray();
        }
        finally
        {
            memory.Free(address);
        }
    }
}
