using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Tests.Engine.Running;

/// <summary>A device that simulates some chunks as a healthy one does, and then does not answer
/// until it is released; what it then delivers is right but late.</summary>
internal sealed class HangingDevice(IPathDevice healthy, int chunks, ManualResetEventSlim release)
    : IPathDevice
{
    public string Id => "hanging:0";

    public string Name => "a device that hangs";

    public string Detail => "";

    public int Workers => 1;

    public DeviceStart Start { get; } = new();

    private int Chunks { get; } = chunks;

    private ManualResetEventSlim Release { get; } = release;

    /// <summary>Whether it delivered anything after it was released.</summary>
    public bool DeliveredLate { get; private set; }

    public IPathWorker CreateWorker(Plan plan, Precision precision) =>
        new Worker(this, healthy.CreateWorker(plan, precision));

    public void Dispose()
    {
    }

    private sealed class Worker(HangingDevice device, IPathWorker healthy) : IPathWorker
    {
        private int _left = device.Chunks;

        public int LeastPaths => healthy.LeastPaths;

        public int MostPaths => healthy.MostPaths;

        public void Simulate(ulong seed, long firstPath, int count, IOutcomeSink sink)
        {
            bool isLate = _left-- <= 0;
            if (isLate)
            {
                device.Release.Wait();
            }

            healthy.Simulate(seed, firstPath, count, sink);
            device.DeliveredLate |= isLate;
        }

        public void Dispose() => healthy.Dispose();
    }
}
