using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Tallies;
using ILGPU;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>The kernels of a tally, compiled for a device.</summary>
/// <typeparam name="R">The lane of the outcomes: <see cref="Real32"/> or <see cref="Real64"/>.
/// </typeparam>
/// <param name="Add">Adds a block of outcomes.</param>
/// <param name="KeepFaultValues">Keeps what a block's faults were.</param>
internal sealed record TallyKernels<R>(
    Action<AcceleratorStream, KernelConfig, TallyBuffers<R>, OutcomeBlock> Add,
    Action<AcceleratorStream, KernelConfig, TallyBuffers<R>, OutcomeBlock> KeepFaultValues)
    where R : unmanaged
{
    /// <summary>What ILGPU compiles to add a block.</summary>
    internal static Action<TallyBuffers<R>, OutcomeBlock> AddEntry => Choose(
        TallyKernel.Add<Real32, Outcome32>, TallyKernel.Add<Real64, Outcome64>);

    /// <summary>What ILGPU compiles to keep faults.</summary>
    internal static Action<TallyBuffers<R>, OutcomeBlock> KeepFaultValuesEntry => Choose(
        TallyKernel.KeepFaultValues<Real32, Outcome32>,
        TallyKernel.KeepFaultValues<Real64, Outcome64>);

    /// <summary>Compiles the kernels. Keep them: it takes as long as for other kernels.</summary>
    internal static TallyKernels<R> Load(Accelerator accelerator, DeviceStart start) => new(
        Load(accelerator, AddEntry, start), Load(accelerator, KeepFaultValuesEntry, start));

    private static Action<AcceleratorStream, KernelConfig, TallyBuffers<R>, OutcomeBlock> Load(
        Accelerator accelerator, Action<TallyBuffers<R>, OutcomeBlock> entry, DeviceStart start) =>
        KernelLoading.Load<
            Action<AcceleratorStream, KernelConfig, TallyBuffers<R>, OutcomeBlock>>(
                accelerator, entry.Method, start);

    private static Action<TallyBuffers<R>, OutcomeBlock> Choose(
        Action<TallyBuffers<Real32>, OutcomeBlock> single,
        Action<TallyBuffers<Real64>, OutcomeBlock> twofold) =>
        (Action<TallyBuffers<R>, OutcomeBlock>)(typeof(R) == typeof(Real32)
            ? (Delegate)single
            : twofold);
}
