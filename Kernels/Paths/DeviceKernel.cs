using GpuRisk.Kernels.Lanes;
using ILGPU;

namespace GpuRisk.Kernels.Paths;

/// <summary>The entry point of every model on an ILGPU device.</summary>
public static class DeviceKernel
{
    /// <summary>Simulates a chunk of paths, each thread every Threads-th of them.</summary>
    public static void Simulate<R, W, TModel>(DeviceBuffers<R> buffers, PathChunk chunk)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where TModel : struct, IModel
    {
        int thread = (Grid.IdxX * Group.DimX) + Group.IdxX;
        for (int path = thread; path < chunk.Count; path += chunk.Threads)
        {
            TModel.Simulate<R, W, DeviceContext<R, W>>(
                new DeviceContext<R, W>(
                    buffers.Of(chunk.Tables, chunk.FirstLow + (uint)path), chunk, thread, path));
        }
    }
}
