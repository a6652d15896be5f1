using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Tallies;
using ILGPU;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>Computes derived outcomes in a device's memory, behind those that a launch wrote.
/// </summary>
/// <typeparam name="R">The lane of the outcomes: <see cref="Real32"/> or <see cref="Real64"/>.
/// </typeparam>
internal sealed class DeviceDerivation<R> : IDisposable
    where R : unmanaged
{
    private readonly DerivationKernel<R> _kernel;
    private readonly int _groupSize;
    private readonly int _given;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _starts;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _integers;
    private readonly MemoryBuffer1D<Real64, Stride1D.Dense> _reals;

    /// <summary>Takes the tables to the device.</summary>
    internal DeviceDerivation(
        Accelerator accelerator, DerivationKernel<R> kernel, int groupSize,
        DerivedOutcomes derived, int given)
    {
        _kernel = kernel;
        _groupSize = groupSize;
        _given = given;
        _starts = accelerator.Allocate1D(derived.Starts);
        _integers = accelerator.Allocate1D(derived.Integers);
        _reals = accelerator.Allocate1D([.. derived.Reals.Select(real => new Real64(real))]);
    }

    /// <summary>Computes them, without waiting for it.</summary>
    /// <param name="stream">The stream on which the outcomes are written.</param>
    /// <param name="outcomes">Metric after metric, with room for the derived ones.</param>
    /// <param name="paths">Number of paths; at least 1.</param>
    internal void Add(AcceleratorStream stream, ArrayView<R> outcomes, int paths) =>
        _kernel.Write(
            stream, new KernelConfig(((paths - 1) / _groupSize) + 1, _groupSize),
            new DerivedBuffers<R>(
                outcomes, _starts.View.AsContiguous(), _integers.View.AsContiguous(),
                _reals.View.AsContiguous(), _given),
            new OutcomeBlock(paths, paths, 0));

    /// <inheritdoc/>
    public void Dispose()
    {
        _reals.Dispose();
        _integers.Dispose();
        _starts.Dispose();
    }
}

/// <summary>The kernel that computes derived outcomes, compiled for a device.</summary>
/// <typeparam name="R">The lane of the outcomes.</typeparam>
/// <param name="Write">Computes those of a block.</param>
internal sealed record DerivationKernel<R>(
    Action<AcceleratorStream, KernelConfig, DerivedBuffers<R>, OutcomeBlock> Write)
    where R : unmanaged
{
    /// <summary>What ILGPU compiles.</summary>
    internal static Action<DerivedBuffers<R>, OutcomeBlock> Entry =>
        (Action<DerivedBuffers<R>, OutcomeBlock>)(typeof(R) == typeof(Real32)
            ? (Delegate)(Action<DerivedBuffers<Real32>, OutcomeBlock>)
                DerivedKernel.Write<Real32, Outcome32>
            : (Action<DerivedBuffers<Real64>, OutcomeBlock>)
                DerivedKernel.Write<Real64, Outcome64>);

    /// <summary>Compiles the kernel.</summary>
    internal static DerivationKernel<R> Load(Accelerator accelerator, DeviceStart start) => new(
        KernelLoading.Load<
            Action<AcceleratorStream, KernelConfig, DerivedBuffers<R>, OutcomeBlock>>(
                accelerator, Entry.Method, start));
}
