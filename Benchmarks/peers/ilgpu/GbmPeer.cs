using System.Diagnostics;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace GpuRisk.Benchmarks.Peers;

/// <summary>
/// The work of the GBM benchmark written by hand for ILGPU's CPU accelerator alone, in the
/// configuration that is its best: one multiprocessor per processor, groups of one thread and a
/// grid-stride loop. It writes two outcomes a path and tallies nothing.
/// </summary>
internal sealed class GbmPeer : IDisposable
{
    private const int Grid = 64;

    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly Action<KernelConfig, ArrayView<float>, ArrayView<float>, GbmWork> _kernel;

    public GbmPeer(int threads)
    {
        var device = new CPUDevice(2, 1, threads);
        _context = Context.Create(builder => builder.CPU(device).Optimize(OptimizationLevel.O2));
        _accelerator = device.CreateCPUAccelerator(_context, CPUAcceleratorMode.Parallel);
        _kernel = _accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, GbmWork>(
            GbmKernel.Simulate);
    }

    /// <summary>Simulates and tells how long it took and the mean of exp(x).</summary>
    public (double Seconds, double Mean) Run(GbmWork work)
    {
        using MemoryBuffer1D<float, Stride1D.Dense> prices =
            _accelerator.Allocate1D<float>(work.Paths);
        using MemoryBuffer1D<float, Stride1D.Dense> minima =
            _accelerator.Allocate1D<float>(work.Paths);
        prices.MemSetToZero();
        minima.MemSetToZero();
        _accelerator.Synchronize();
        long start = Stopwatch.GetTimestamp();
        _kernel(new KernelConfig(Grid, 1), prices.View, minima.View, work);
        _accelerator.Synchronize();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (seconds, prices.GetAsArray1D().Average(price => (double)price));
    }

    public void Dispose()
    {
        _accelerator.Dispose();
        _context.Dispose();
    }
}
