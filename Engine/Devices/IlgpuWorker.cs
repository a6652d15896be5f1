using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using ILGPU;
using ILGPU.Runtime;

namespace GpuRisk.Engine.Devices;

/// <summary>A plan in an ILGPU device's memory.</summary>
internal sealed class IlgpuWorker<R, W> : IPathWorker
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    // Where outcomes come to the host, two launches are in flight: one computes while the host
    // tallies the other.
    private const int Slots = 2;
    private const int PathsPerThread = 8;
    private const int LargestChunk = 1 << 28;

    // Page-locked memory is taken from the whole machine, and its bytes are counted in 31 bits.
    private const long LargestOutcomeBytes = 512L << 20;

    private readonly IlgpuConnection _connection;
    private readonly Accelerator _accelerator;
    private readonly SimulationKernel<R> _kernel;
    private readonly MemoryBuffer1D<R, Stride1D.Dense> _reals;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _integers;
    private readonly LaunchSlot<R>?[] _slots = new LaunchSlot<R>?[Slots];
    private readonly Plan _plan;
    private readonly DeviceTally<R>? _tally;
    private readonly DeviceDerivation<R>? _derivation;
    private readonly int _columns;
    private readonly int _threads;
    private readonly int _groupSize;
    private readonly int _launchPaths;
    private readonly int _workers;
    private double _deliverySeconds;

    public IlgpuWorker(
        IlgpuConnection connection,
        SimulationKernel<R> kernel,
        TallyKernels<R>? tallies,
        DerivationKernel<R>? derivation,
        Plan plan,
        int workers)
    {
        _workers = workers;
        _connection = connection;
        Accelerator accelerator = _accelerator = connection.Accelerator;
        _plan = plan;
        _columns = plan.Outcomes.Count + (derivation is null ? 0 : plan.Derived.Count);
        _kernel = kernel;
        LaunchShape shape = kernel.Shape;
        _groupSize = shape.GroupSize;
        long real = Unsafe.SizeOf<R>();
        long part = shape.MemoryBytes / (2 * Slots);
        // Kernels count places in the state in 31 bits.
        long fitting = Math.Min(part / real, int.MaxValue)
            / Math.Max(plan.StateSlots(R.BlockSteps), 1)
            / _groupSize;
        _threads = _groupSize * (int)Math.Clamp(fitting, 1, shape.Threads / _groupSize);
        _launchPaths = (int)Math.Clamp(
            Math.Min(part, LargestOutcomeBytes) / (real * Math.Max(_columns, 1)),
            1, (long)PathsPerThread * _threads);
        accelerator.Bind();
        try
        {
            _reals = accelerator.Allocate1D(Convert(plan.Reals));
            _integers = accelerator.Allocate1D([.. plan.Integers]);
            Slot(0);
            _tally = tallies is null
                ? null
                : new DeviceTally<R>(accelerator, tallies, shape, plan.Metrics);
            _derivation = derivation is null
                ? null
                : new DeviceDerivation<R>(
                    accelerator, derivation, _groupSize, plan.Derived, plan.Outcomes.Count);
        }
        catch
        {
            Free();
            throw;
        }

        connection.Enter();
    }

    /// <inheritdoc/>
    /// <remarks>Workers that tally on the device have it in turn; others' launches run beside each
    /// other.</remarks>
    public int LeastPaths => Math.Min(
        _tally is null ? Math.Max(_threads / _workers, _groupSize) : _threads, _launchPaths);

    /// <inheritdoc/>
    public int MostPaths => LargestChunk;

    /// <inheritdoc/>
    public double FixedSeconds { get; private set; }

    private static R[] Convert(IReadOnlyList<double> values)
    {
        var result = new R[values.Count];
        Span<byte> bytes = MemoryMarshal.AsBytes(result.AsSpan());
        for (int i = 0; i < values.Count; i++)
        {
            if (Unsafe.SizeOf<R>() == sizeof(float))
            {
                MemoryMarshal.Cast<byte, float>(bytes)[i] = (float)values[i];
            }
            else
            {
                MemoryMarshal.Cast<byte, double>(bytes)[i] = values[i];
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public void Simulate(ulong seed, long firstPath, int count, IOutcomeSink sink)
    {
        _accelerator.Bind();
        if (_tally is not null && sink.TakesTallies)
        {
            SimulateAndTally(_tally, seed, firstPath, count, sink);
            return;
        }

        LaunchSlot<R>? running = null;
        int launch = 0;
        for (int done = 0; done < count; done += _launchPaths)
        {
            LaunchSlot<R> slot = Slot(launch++ % Slots);
            int paths = Math.Min(_launchPaths, count - done);
            Launch(slot, seed, firstPath + done, paths);
            slot.BeginCopy(firstPath + done, paths);
            running?.Deliver(sink);
            running = slot;
        }

        running?.Deliver(sink);
    }

    // The host waits for nothing before the last launch of the chunk is tallied.
    private void SimulateAndTally(
        DeviceTally<R> tally, ulong seed, long firstPath, int count, IOutcomeSink sink)
    {
        LaunchSlot<R> slot = Slot(0);
        lock (_connection.Turn)
        {
            tally.Clear(slot.Stream);
            for (int done = 0; done < count; done += _launchPaths)
            {
                int paths = Math.Min(_launchPaths, count - done);
                Launch(slot, seed, firstPath + done, paths);
                _derivation?.Add(slot.Stream, slot.Outcomes(paths), paths);
                tally.Add(slot.Stream, slot.Outcomes(paths), paths, paths, firstPath + done);
            }

            slot.Stream.Synchronize();
        }

        long start = TimeProvider.System.GetTimestamp();
        var chunk = new RunTally(_plan.Metrics, _plan.Draws);
        tally.MergeInto(slot.Stream, chunk);
        long merged = TimeProvider.System.GetTimestamp();
        FixedSeconds = _deliverySeconds
            + TimeProvider.System.GetElapsedTime(start, merged).TotalSeconds;
        sink.Add(chunk, firstPath);
        _deliverySeconds = TimeProvider.System.GetElapsedTime(merged).TotalSeconds;
    }

    private void Launch(LaunchSlot<R> slot, ulong seed, long firstPath, int paths)
    {
        int threads = Math.Min(_threads, (paths + _groupSize - 1) / _groupSize * _groupSize);
        _kernel.Launch(
            slot.Stream,
            new KernelConfig(threads / _groupSize, _groupSize),
            slot.With(_reals.View.AsContiguous(), _integers.View.AsContiguous()),
            new PathChunk((ulong)firstPath, paths, threads, seed, _plan.Tables.Drawn));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_connection.Answers)
            {
                Free();
            }
        }
        finally
        {
            _connection.Leave();
        }
    }

    private void Free()
    {
        foreach (LaunchSlot<R>? slot in _slots)
        {
            slot?.Dispose();
        }

        _derivation?.Dispose();
        _tally?.Dispose();
        _integers?.Dispose();
        _reals?.Dispose();
    }

    // Most chunks are one launch, which needs one slot.
    private LaunchSlot<R> Slot(int place) => _slots[place] ??= new LaunchSlot<R>(
        _accelerator, checked((long)_plan.StateSlots(R.BlockSteps) * _threads),
        _columns, _launchPaths);
}
