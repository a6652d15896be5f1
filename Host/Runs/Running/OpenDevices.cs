using GpuRisk.Engine.Devices;

namespace GpuRisk.Host.Runs.Running;

/// <summary>Devices for as long as they are needed.</summary>
/// <param name="names">What they are called.</param>
/// <param name="threads">Threads of the processor; null for all processors.</param>
/// <exception cref="DeviceException">A device cannot be used.</exception>
internal sealed class OpenDevices(string names, int? threads) : IDisposable
{
    /// <summary>The devices.</summary>
    public IReadOnlyList<IPathDevice> All { get; } = DeviceNames.Open(names, threads);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPathDevice device in All) device.Dispose();
    }
}
