using System.Collections.Concurrent;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using ILGPU;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>A CUDA device, an OpenCL device, or ILGPU's own CPU accelerator.</summary>
public sealed class IlgpuDevice : IPathDevice
{
    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly ConcurrentDictionary<(ModelKind, Precision), object> _kernels = new();
    private readonly bool _hasFloat64;

    internal IlgpuDevice(
        string id, Context context, Accelerator accelerator, LaunchShape shape, bool hasFloat64)
    {
        Id = id;
        _context = context;
        _accelerator = accelerator;
        Shape = shape;
        _hasFloat64 = hasFloat64;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Name => _accelerator.Name;

    /// <inheritdoc/>
    public int Workers => 1;

    /// <summary>How launches are shaped.</summary>
    public LaunchShape Shape { get; }

    /// <inheritdoc/>
    public IPathWorker CreateWorker(Plan plan, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (precision == Precision.Float32)
        {
            return new IlgpuWorker<Real32, Word32>(
                _accelerator, Load<Real32, Word32>(plan.Model, precision), plan, Shape);
        }

        return _hasFloat64
            ? new IlgpuWorker<Real64, Word64>(
                _accelerator, Load<Real64, Word64>(plan.Model, precision), plan, Shape)
            : throw new NotSupportedException(
                $"{Id} ({Name}) does not compute in float64; use simd, cpu or cuda.");
    }

    private Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk> Load<R, W>(
        ModelKind model, Precision precision)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W> =>
        (Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk>)_kernels.GetOrAdd(
            (model, precision),
            _ => _accelerator.LoadKernel(KernelEntry.Of<R, W>(model)));

    /// <inheritdoc/>
    public void Dispose()
    {
        _accelerator.Dispose();
        _context.Dispose();
    }
}
