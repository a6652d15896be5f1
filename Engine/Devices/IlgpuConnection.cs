using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GpuRisk.Engine.Devices;

/// <summary>An open accelerator and the kernels that are loaded into it.</summary>
/// <param name="context">ILGPU's context, for this accelerator alone.</param>
/// <param name="accelerator">The accelerator.</param>
/// <param name="shape">How launches are shaped.</param>
internal sealed class IlgpuConnection(
    Context context, Accelerator accelerator, LaunchShape shape) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ModelCode, Precision), object> _kernels = [];
    private readonly Dictionary<Precision, object> _tallies = [];
    private readonly Dictionary<Precision, object> _derivations = [];
    private int _workers;
    private bool _isAbandoned;

    /// <summary>The accelerator.</summary>
    public Accelerator Accelerator => accelerator;

    /// <summary>How launches are shaped.</summary>
    public LaunchShape Shape => shape;

    /// <summary>Held by the worker whose chunk the device is to do alone, so that others' chunks
    /// do not end with it, and merge when it merges.</summary>
    public Lock Turn { get; } = new();

    /// <summary>Whether the device answers. After a failed launch CUDA answers every call with that
    /// launch's error, for as long as the context lives.</summary>
    public bool Answers
    {
        get
        {
            try
            {
                (accelerator as CudaAccelerator)?.GetFreeMemory();
                return true;
            }
            catch (CudaException)
            {
                return false;
            }
        }
    }

    /// <summary>A model's kernel, compiled at its first use. Not safe for concurrent use.</summary>
    public SimulationKernel<R> Kernel<R, W>(
        ModelCode model, Precision precision, DeviceStart start)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
    {
        if (!_kernels.TryGetValue((model, precision), out object? kernel))
        {
            kernel = SimulationKernel<R>.Load(
                accelerator, model.DeviceEntry<R, W>(), shape, start);
            _kernels.Add((model, precision), kernel);
        }

        return (SimulationKernel<R>)kernel;
    }

    /// <summary>The tally's kernels, compiled at their first use. Not safe for concurrent use.
    /// </summary>
    public TallyKernels<R> Tallies<R>(Precision precision, DeviceStart start)
        where R : unmanaged
    {
        if (!_tallies.TryGetValue(precision, out object? kernels))
        {
            kernels = TallyKernels<R>.Load(accelerator, start);
            _tallies.Add(precision, kernels);
        }

        return (TallyKernels<R>)kernels;
    }

    /// <summary>The kernel of derived outcomes, compiled at its first use. Not safe for concurrent
    /// use.</summary>
    public DerivationKernel<R> Derivation<R>(Precision precision, DeviceStart start)
        where R : unmanaged
    {
        if (!_derivations.TryGetValue(precision, out object? kernel))
        {
            kernel = DerivationKernel<R>.Load(accelerator, start);
            _derivations.Add(precision, kernel);
        }

        return (DerivationKernel<R>)kernel;
    }

    /// <summary>Says that a worker has memory here.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            _workers++;
        }
    }

    /// <summary>Says that a worker has none any more.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _workers--;
            EndAbandoned();
        }
    }

    /// <summary>Gives up a device that does not answer: its context ends with the last worker.
    /// </summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _isAbandoned = true;
            EndAbandoned();
        }
    }

    /// <inheritdoc/>
    /// <remarks>A worker that was left alone because the device does not answer is still inside the
    /// driver; what it holds goes with the process.</remarks>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_workers > 0)
            {
                return;
            }
        }

        try
        {
            accelerator.Dispose();
            context.Dispose();
        }
        catch (CudaException)
        {
            Abandon();
        }
    }

    // ILGPU stops at the first thing that cannot be given back; the context's end gives back all.
    // A finalizer of ILGPU's that finds no context ends the process.
    [SuppressMessage(
        "Usage", "CA1816", Justification = "What ILGPU would free is gone with the context.")]
    private void EndAbandoned()
    {
        if (!_isAbandoned || _workers > 0)
        {
            return;
        }

        foreach (WeakReference<AcceleratorObject> child in Children(accelerator))
        {
            if (child.TryGetTarget(out AcceleratorObject? target))
            {
                GC.SuppressFinalize(target);
            }
        }

        GC.SuppressFinalize(accelerator);
        GC.SuppressFinalize(context);
        GC.WaitForPendingFinalizers();
        CudaAPI.CurrentAPI.DestroyContext(accelerator.NativePtr);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "childObjects")]
    private static extern ref List<WeakReference<AcceleratorObject>> Children(
        Accelerator accelerator);
}
