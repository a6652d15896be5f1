using GpuRisk.Host.Service.Scheduling;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>What this host tells the others of itself.</summary>
internal sealed class NodeReporter(
    DevicePool devices, SelfTest selfTest, RunHelper helper, RunDesk desk)
{
    /// <summary>The report as of now.</summary>
    public NodeReport Report => new(
        selfTest.Digest, devices.Rates(), helper.Run, helper.Paths, desk.Leases,
        desk.PathsTakenBack, helper.Refusal);
}
