using System.Collections.Concurrent;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GpuRisk.Engine.Devices;

/// <summary>A CUDA device, an OpenCL device, or ILGPU's own CPU accelerator.</summary>
public sealed class IlgpuDevice : IPathDevice
{
    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly ConcurrentDictionary<(ModelCode, Precision), object> _kernels = new();
    private readonly ConcurrentDictionary<Precision, object> _tallies = new();
    private readonly bool _hasFloat64;
    private int _openWorkers;

    internal IlgpuDevice(
        string id, string detail, Context context, Accelerator accelerator, LaunchShape shape,
        bool hasFloat64, DeviceStart start)
    {
        Id = id;
        Detail = detail;
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
    public string Detail { get; }

    /// <inheritdoc/>
    public int Workers => 1;

    /// <inheritdoc/>
    public DeviceStart Start { get; }

    /// <summary>Instructions of threads that it issues a second at most; null where that is not
    /// known.</summary>
    /// <remarks>Lanes of a multiprocessor: NVIDIA, CUDA C++ Programming Guide, throughput of
    /// native arithmetic instructions, float32.</remarks>
    public double? ThreadInstructionsPerSecond
    {
        get
        {
            if (_accelerator is not CudaAccelerator cuda)
            {
                return null;
            }

            CudaArchitecture architecture = cuda.Architecture;
            int lanes = architecture.Major < 8 || architecture == CudaArchitecture.SM_80 ? 64 : 128;
            return (double)cuda.NumMultiprocessors * lanes * cuda.ClockRate * 1e3;
        }
    }

    /// <summary>How launches are shaped.</summary>
    public LaunchShape Shape { get; }

    /// <inheritdoc/>
    public IPathWorker CreateWorker(Plan plan, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return precision switch
        {
            Precision.Float32 => CreateWorker<Real32, Word32>(plan, precision),
            Precision.Float64 when _hasFloat64 => CreateWorker<Real64, Word64>(plan, precision),
            Precision.Float64 => throw new NotSupportedException(
                $"{Id} ({Name}) does not compute in float64; use simd, cpu or cuda."),
            _ => throw new ArgumentOutOfRangeException(
                nameof(precision), precision, "Unknown precision."),
        };
    }

    private IlgpuWorker<R, W> CreateWorker<R, W>(Plan plan, Precision precision)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
    {
        var kernel = (SimulationKernel<R>)_kernels.GetOrAdd(
            (plan.Model, precision),
            _ => SimulationKernel<R>.Load(
                _accelerator, plan.Model.DeviceEntry<R, W>(), Shape, Start));
        TallyKernels<R>? tallies = CanTally(plan)
            ? (TallyKernels<R>)_tallies.GetOrAdd(
                precision, _ => TallyKernels<R>.Load(_accelerator, Start))
            : null;
        return Start.Measure(
            StartPhase.Memory,
            () =>
            {
                var worker = new IlgpuWorker<R, W>(
                    _accelerator, kernel, tallies, plan,
                    () => Interlocked.Decrement(ref _openWorkers));
                Interlocked.Increment(ref _openWorkers);
                return worker;
            });
    }

    // A ledger is closed on the host, which needs the outcomes of every path.
    private bool CanTally(Plan plan) =>
        plan.Ledger is null
        && DeviceTally<Real32>.IsSupported(_accelerator)
        && DeviceTally<Real32>.BytesPerMetric * plan.Metrics.Count <= Shape.MemoryBytes;

    /// <inheritdoc/>
    public void Dispose()
    {
        // A worker that was left alone because the device does not answer is still inside the
        // driver; what it holds goes with the process.
        if (Volatile.Read(ref _openWorkers) == 0)
        {
            _accelerator.Dispose();
            _context.Dispose();
        }
    }
}
