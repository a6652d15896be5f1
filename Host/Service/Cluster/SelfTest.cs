using GpuRisk.Engine.Devices;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>The small run that tests devices, on this host's: its digest is the same on all nodes
/// whose results may be added up. Safe for concurrent use, but for the run itself.</summary>
internal sealed class SelfTest(TimeProvider time)
{
    private volatile string? _digest;

    /// <summary>The digest; null where the test was not done.</summary>
    public string? Digest
    {
        get => _digest;
        set => _digest = value;
    }

    /// <summary>Does the test where it was not done.</summary>
    public string Of(IReadOnlyList<IPathDevice> devices) =>
        _digest ??= Runs.Running.SelfTest.Digest(
            Runs.Running.SelfTest.Plan(), devices, time, CancellationToken.None);
}
