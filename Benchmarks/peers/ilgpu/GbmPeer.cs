using GpuRisk.Benchmarks.Cases;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace GpuRisk.Benchmarks.Peers;

/// <summary>
/// The work of the GBM benchmark written by hand for ILGPU's CPU accelerator alone, in the
/// configuration that is its best: one multiprocessor per processor, groups of one thread and a
/// grid-stride loop. It writes two outcomes a path and tallies nothing.
/// </summary>
internal sealed class GbmPeer : IGbmPeer
{
    private const int Grid = 64;

    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly Action<KernelConfig, ArrayView<float>, ArrayView<float>, GbmWork> _kernel;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _prices;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _minima;
    private readonly GbmWork _work;

    public GbmPeer(int threads, GbmWork work)
    {
        var device = new CPUDevice(2, 1, threads);
        _context = Context.Create(builder => builder.CPU(device).Optimize(OptimizationLevel.O2));
        _accelerator = device.CreateCPUAccelerator(_context, CPUAcceleratorMode.Parallel);
        _kernel = _accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, GbmWork>(
            GbmKernel.Simulate);
        _prices = _accelerator.Allocate1D<float>(work.Paths);
        _minima = _accelerator.Allocate1D<float>(work.Paths);
        _work = work;
    }

    public Method Method { get; } = new(
        "ILGPU", typeof(Context).Assembly.GetName().Version!.ToString(3), "float32",
        "Philox4x32-10, Box-Muller",
        PeerSources.Lines("ilgpu", "GbmPeer.cs", "GbmKernel.cs"));

    public void Simulate()
    {
        _kernel(new KernelConfig(Grid, 1), _prices.View, _minima.View, _work);
        _accelerator.Synchronize();
    }

    public Outcome Read() => Outcome.Of(_prices.GetAsArray1D(), _minima.GetAsArray1D());

    public void Dispose()
    {
        _prices.Dispose();
        _minima.Dispose();
        _accelerator.Dispose();
        _context.Dispose();
    }
}
