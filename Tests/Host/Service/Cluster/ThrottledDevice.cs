using System.Diagnostics;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Tests.Host.Service.Cluster;

/// <summary>A device that is as fast as is said, whatever the processor is: it waits for what is
/// left of the time that its paths take.</summary>
internal sealed class ThrottledDevice(double pathsPerSecond) : IPathDevice
{
    private const double Slow = 50_000;

    private readonly SimdDevice _device = new(1);

    /// <summary>One for which tests' long runs last some ten seconds on any machine.</summary>
    public static ThrottledDevice OfSeconds() => new(Slow);

    public string Id => "throttled";

    public string Name => "a device of fixed speed";

    public string Detail => "";

    public int Workers => 1;

    public DeviceStart Start => _device.Start;

    private double Rate { get; } = pathsPerSecond;

    public IPathWorker CreateWorker(Plan plan, Precision precision) =>
        new Worker(this, _device.CreateWorker(plan, precision));

    public void Dispose() => _device.Dispose();

    private sealed class Worker(ThrottledDevice device, IPathWorker worker) : IPathWorker
    {
        public int LeastPaths => worker.LeastPaths;

        public int MostPaths => worker.MostPaths;

        public void Simulate(ulong seed, long firstPath, int count, IOutcomeSink sink)
        {
            var clock = Stopwatch.StartNew();
            worker.Simulate(seed, firstPath, count, sink);
            TimeSpan left = TimeSpan.FromSeconds(count / device.Rate) - clock.Elapsed;
            if (left > TimeSpan.Zero)
            {
                Thread.Sleep(left);
            }
        }

        public void Dispose() => worker.Dispose();
    }
}
