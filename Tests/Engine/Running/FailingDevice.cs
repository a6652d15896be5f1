using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Tests.Engine.Running;

/// <summary>A device that simulates some chunks as a healthy one does, and then fails.</summary>
internal sealed class FailingDevice(IPathDevice healthy, int chunks) : IPathDevice
{
    public const string Problem = "it fell out of the machine";

    public string Id => "broken:0";

    public string Name => "a device that fails";

    public string Detail => "";

    public int Workers => 1;

    public IPathDevice? Standby { get; init; }

    public DeviceStart Start { get; } = new();

    public IPathWorker CreateWorker(Plan plan, Precision precision) =>
        new Worker(healthy.CreateWorker(plan, precision), chunks);

    public void Dispose()
    {
    }

    private sealed class Worker(IPathWorker healthy, int chunks) : IPathWorker
    {
        private int _left = chunks;

        public int LeastPaths => healthy.LeastPaths;

        public int MostPaths => healthy.MostPaths;

        public void Simulate(ulong seed, long firstPath, int count, IOutcomeSink sink)
        {
            if (_left-- == 0)
            {
                throw new InvalidOperationException(Problem);
            }

            healthy.Simulate(seed, firstPath, count, sink);
        }

        // What has failed may fail again when it is left.
        public void Dispose()
        {
            healthy.Dispose();
            if (_left < 0)
            {
                throw new InvalidOperationException("it cannot be left either");
            }
        }
    }
}
