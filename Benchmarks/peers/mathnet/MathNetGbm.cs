using GpuRisk.Benchmarks.Cases;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace GpuRisk.Benchmarks.Peers;

/// <summary>
/// The work of the GBM benchmark with Math.NET Numerics: its generator, its normal distribution
/// and plain loops; blocks of paths, each with a generator of its own, shared out by
/// <see cref="Parallel"/>. The library has float64 only.
/// </summary>
internal sealed class MathNetGbm(
    int threads, int paths, int steps, double drift, double deviation, int seed) : IGbmPeer
{
    private const int BlockPaths = 1024;

    private readonly double[] _prices = new double[paths];
    private readonly double[] _minima = new double[paths];

    public Method Method { get; } = new(
        "Math.NET Numerics", typeof(Normal).Assembly.GetName().Version!.ToString(3), "float64",
        "xorshift, polar method", PeerSources.Lines("mathnet", "MathNetGbm.cs"));

    public void Simulate() => Parallel.For(
        0, paths / BlockPaths, new ParallelOptions { MaxDegreeOfParallelism = threads },
        SimulateBlock);

    public Outcome Read() => Outcome.Of(_prices, _minima);

    public void Dispose()
    {
    }

    private void SimulateBlock(int block)
    {
        var generator = new Xorshift(seed + block, threadSafe: false);
        var moves = new double[steps];
        for (int path = block * BlockPaths; path < (block + 1) * BlockPaths; path++)
        {
            Normal.Samples(generator, moves, drift, deviation);
            double log = 0;
            double minimum = 0;
            foreach (double move in moves)
            {
                log += move;
                minimum = Math.Min(minimum, log);
            }

            _prices[path] = Math.Exp(log);
            _minima[path] = Math.Exp(minimum);
        }
    }
}
