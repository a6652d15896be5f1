using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using ILGPU.Runtime.Cuda;

namespace GpuRisk.Engine.Devices;

/// <summary>A CUDA device, an OpenCL device, or ILGPU's own CPU accelerator.</summary>
public sealed class IlgpuDevice : IPathDevice
{
    // While one worker's tally is merged on the host, the other's launches run.
    private const int TallyingWorkers = 2;

    // Ledgers are closed by the workers' threads, each with its own part of the memory: one for
    // each processor, and as many whose launches run meanwhile.
    private const int LedgerWorkersPerProcessor = 2;
    private const int MostLedgerWorkers = 64;

    private readonly Lock _lock = new();
    private readonly Func<IlgpuConnection> _reconnect;
    private readonly bool _hasFloat64;
    private IlgpuConnection _connection;

    /// <summary>Takes an open device.</summary>
    /// <param name="id">What a user calls it.</param>
    /// <param name="detail">Its size and version.</param>
    /// <param name="connection">The device, open.</param>
    /// <param name="reconnect">Opens it once more, should it stop answering.</param>
    /// <param name="hasFloat64">Whether it computes in float64.</param>
    /// <param name="start">Takes the times.</param>
    internal IlgpuDevice(
        string id, string detail, IlgpuConnection connection, Func<IlgpuConnection> reconnect,
        bool hasFloat64, DeviceStart start)
    {
        Id = id;
        Detail = detail;
        _connection = connection;
        _reconnect = reconnect;
        Name = connection.Accelerator.Name;
        _hasFloat64 = hasFloat64;
        Start = start;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Detail { get; }

    /// <inheritdoc/>
    public int Workers => 1;

    /// <inheritdoc/>
    public IPathDevice? Standby { get; internal set; }

    /// <inheritdoc/>
    public DeviceStart Start { get; }

    /// <summary>Instructions of threads that it issues a second at most; null where that is not
    /// known.</summary>
    /// <remarks>Lanes of a multiprocessor: NVIDIA, CUDA C++ Programming Guide, throughput of
    /// native arithmetic instructions, float32. ILGPU gives the clock in MHz.</remarks>
    public double? ThreadInstructionsPerSecond
    {
        get
        {
            if (_connection.Accelerator is not CudaAccelerator cuda)
            {
                return null;
            }

            CudaArchitecture architecture = cuda.Architecture;
            int lanes = architecture.Major < 8 || architecture == CudaArchitecture.SM_80 ? 64 : 128;
            return (double)cuda.NumMultiprocessors * lanes * cuda.ClockRate * 1e6;
        }
    }

    /// <summary>How launches are shaped.</summary>
    public LaunchShape Shape => _connection.Shape;

    /// <inheritdoc/>
    /// <remarks>Drivers of OpenCL are not to be trusted with two threads.</remarks>
    public int WorkersFor(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return _connection.Accelerator is not CudaAccelerator
            ? Workers
            : plan.Ledger is null
                ? TallyingWorkers
                : Math.Min(
                    LedgerWorkersPerProcessor * Environment.ProcessorCount, MostLedgerWorkers);
    }

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
        lock (_lock)
        {
            if (!_connection.Answers)
            {
                _connection.Abandon();
                _connection = _reconnect();
            }

            SimulationKernel<R> kernel = _connection.Kernel<R, W>(plan.Model, precision, Start);
            int workers = WorkersFor(plan);
            long memory = kernel.Shape.MemoryBytes / workers;
            TallyKernels<R>? tallies = CanTally(plan, memory)
                ? _connection.Tallies<R>(precision, Start)
                : null;
            DerivationKernel<R>? derivation = tallies is not null && plan.Derived.Count > 0
                ? _connection.Derivation<R>(precision, Start)
                : null;
            return Start.Measure(
                StartPhase.Memory,
                () => new IlgpuWorker<R, W>(
                    _connection,
                    kernel with { Shape = kernel.Shape with { MemoryBytes = memory } },
                    tallies, derivation, plan, workers));
        }
    }

    // A ledger is closed on the host, and what draws make of the mean and weights of all else are
    // summed there: they need the outcomes of every path.
    private bool CanTally(Plan plan, long memoryBytes) =>
        plan.Ledger is null
        && plan.Draws == 1
        && !plan.NeedsOutcomes
        && DeviceTally<Real32>.IsSupported(_connection.Accelerator)
        && DeviceTally<Real32>.BytesPerMetric * plan.Metrics.Count <= memoryBytes;

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
