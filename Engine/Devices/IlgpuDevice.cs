using System.Collections.Concurrent;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Scenarios;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>A CUDA device, an OpenCL device, or ILGPU's own CPU accelerator.</summary>
public sealed class IlgpuDevice : IPathDevice
{
    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly ConcurrentDictionary<(KernelKind, Precision), object> _kernels = new();
    private readonly bool _hasFloat64;

    internal IlgpuDevice(
        string id, Context context, Accelerator accelerator, LaunchShape shape, bool hasFloat64,
        DeviceStart start)
    {
        Id = id;
        _context = context;
        _accelerator = accelerator;
        Shape = shape;
        _hasFloat64 = hasFloat64;
        Start = start;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Name => _accelerator.Name;

    /// <inheritdoc/>
    public int Workers => 1;

    /// <inheritdoc/>
    public DeviceStart Start { get; }

    /// <summary>How launches are shaped.</summary>
    public LaunchShape Shape { get; }

    /// <inheritdoc/>
    public IPathWorker CreateWorker(Plan plan, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (precision == Precision.Float32)
        {
            return CreateWorker<Real32, Word32>(plan, precision);
        }

        return _hasFloat64
            ? CreateWorker<Real64, Word64>(plan, precision)
            : throw new NotSupportedException(
                $"{Id} ({Name}) does not compute in float64; use simd, cpu or cuda.");
    }

    private IlgpuWorker<R, W> CreateWorker<R, W>(Plan plan, Precision precision)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
    {
        KernelKind kind = plan.Scenario.Kernel;
        var kernel = (Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk>)
            _kernels.GetOrAdd((kind, precision), _ => Load<R, W>(kind));
        return Start.Measure(
            StartPhase.Memory,
            () => new IlgpuWorker<R, W>(_accelerator, kernel, plan, Shape));
    }

    private Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk> Load<R, W>(
        KernelKind kind)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
    {
        CompiledKernel code = Start.Measure(
            StartPhase.CodeGeneration,
            () => _accelerator.GetBackend().Compile(
                EntryPointDescription.FromExplicitlyGroupedKernel(
                    KernelEntry.Of<R, W>(kind).Method),
                default));
        return Start.Measure(
            StartPhase.DriverCompilation,
            () => _accelerator.LoadKernel(code).CreateLauncherDelegate<
                Action<AcceleratorStream, KernelConfig, DeviceBuffers<R>, PathChunk>>());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _accelerator.Dispose();
        _context.Dispose();
    }
}
