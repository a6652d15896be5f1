using GpuRisk.Engine.Devices;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>Devices that share the work of a run; often just one.</summary>
/// <param name="Devices">The devices.</param>
public sealed record DeviceGroup(IReadOnlyList<IPathDevice> Devices)
{
    /// <summary>The devices' ids, with commas.</summary>
    public string Id => string.Join(',', Devices.Select(device => device.Id));

    /// <summary>The devices' own names, with commas.</summary>
    public string Name => string.Join(", ", Devices.Select(device => device.Name));

    /// <summary>Each device alone, and where there are several, all of them as one.</summary>
    public static IReadOnlyList<DeviceGroup> Of(IReadOnlyList<IPathDevice> devices)
    {
        ArgumentNullException.ThrowIfNull(devices);
        IEnumerable<DeviceGroup> alone = devices.Select(device => new DeviceGroup([device]));
        return [.. devices.Count > 1 ? alone.Append(new DeviceGroup(devices)) : alone];
    }
}
