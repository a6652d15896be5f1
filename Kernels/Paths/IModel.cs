using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Paths;

/// <summary>The simulation of one lane of paths, from the first step to the outcomes, written once
/// for every lane and every context that it may run in.</summary>
public interface IModel
{
    /// <summary>Simulates the context's paths.</summary>
    /// <typeparam name="R">The lane.</typeparam>
    /// <typeparam name="W">Its words.</typeparam>
    /// <typeparam name="C">The context.</typeparam>
    static abstract void Simulate<R, W, C>(C context)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where C : struct, IPathContext<R, W>;
}
