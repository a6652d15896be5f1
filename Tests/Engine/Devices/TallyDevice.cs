using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Outcomes that one launch hands to a tally.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed record Block<T>(T[] Outcomes, int Stride, int Count, long FirstPath);

/// <summary>ILGPU's CPU accelerator in some shape, tallying on the device.</summary>
internal sealed class TallyDevice : IDisposable
{
    private readonly Context _context;
    private readonly LaunchShape _shape;
    private readonly TallyKernels<Real32> _single;
    private readonly TallyKernels<Real64> _twofold;

    private TallyDevice(CPUDevice device, LaunchShape shape)
    {
        _context = Context.Create(builder => builder
            .CPU(device).EnableRounded().Optimize(OptimizationLevel.O2));
        Accelerator = device.CreateCPUAccelerator(_context, CPUAcceleratorMode.Parallel);
        _shape = shape;
        _single = TallyKernels<Real32>.Load(Accelerator, new DeviceStart());
        _twofold = TallyKernels<Real64>.Load(Accelerator, new DeviceStart());
    }

    public Accelerator Accelerator { get; }

    /// <summary>As the catalog opens it: groups of one thread.</summary>
    public static TallyDevice Product() =>
        new(new CPUDevice(2, 1, 2), new LaunchShape(128, 1, 1L << 28));

    /// <summary>Groups of 16 threads, and more of them than most blocks have paths.</summary>
    public static TallyDevice Grouped() =>
        new(new CPUDevice(4, 4, 1), new LaunchShape(4096, 16, 1L << 28));

    /// <summary>Groups of more threads than there are batches.</summary>
    public static TallyDevice Wide() =>
        new(new CPUDevice(32, 4, 1), new LaunchShape(512, 128, 1L << 28));

    public DeviceTally<R> CreateTally<R>(IReadOnlyList<Metric> metrics)
        where R : unmanaged => new(
            Accelerator,
            (TallyKernels<R>)(typeof(R) == typeof(Real32) ? _single : (object)_twofold),
            _shape, metrics);

    /// <summary>Adds chunks of blocks to a tally, on the device.</summary>
    public RunTally Tally<T>(IReadOnlyList<Metric> metrics, IEnumerable<Block<T>[]> chunks)
        where T : unmanaged
    {
        var run = new RunTally(metrics);
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            using DeviceTally<Real32> tally = CreateTally<Real32>(metrics);
            AddChunks(tally, run, chunks);
        }
        else
        {
            using DeviceTally<Real64> tally = CreateTally<Real64>(metrics);
            AddChunks(tally, run, chunks);
        }

        return run;
    }

    /// <summary>Adds blocks to a tally as the processor does it.</summary>
    public static RunTally TallyOnHost<T>(
        IReadOnlyList<Metric> metrics, IEnumerable<Block<T>[]> chunks)
        where T : unmanaged
    {
        var run = new RunTally(metrics);
        foreach (Block<T> block in chunks.SelectMany(blocks => blocks))
        {
            if (block is Block<float> single)
            {
                run.Add(single.Outcomes, block.Stride, block.Count, block.FirstPath);
            }
            else if (block is Block<double> twofold)
            {
                run.Add(twofold.Outcomes, block.Stride, block.Count, block.FirstPath);
            }
        }

        return run;
    }

    public void Dispose()
    {
        Accelerator.Dispose();
        _context.Dispose();
    }

    private void AddChunks<R, T>(
        DeviceTally<R> tally, RunTally run, IEnumerable<Block<T>[]> chunks)
        where R : unmanaged
        where T : unmanaged
    {
        using AcceleratorStream stream = Accelerator.CreateStream();
        foreach (Block<T>[] chunk in chunks)
        {
            tally.Clear(stream);
            foreach (Block<T> block in chunk)
            {
                R[] outcomes = MemoryMarshal.Cast<T, R>(block.Outcomes).ToArray();
                using MemoryBuffer1D<R, Stride1D.Dense> buffer = Accelerator.Allocate1D(outcomes);
                tally.Add(
                    stream, buffer.View.AsContiguous(), block.Stride, block.Count,
                    block.FirstPath);
                stream.Synchronize();

                // The next launch of a simulation writes there; nothing may be read later.
                buffer.MemSet(stream, 0x55);
            }

            tally.MergeInto(stream, run);
        }
    }
}
