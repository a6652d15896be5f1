namespace GpuRisk.Engine.Devices;

/// <summary>A device that was found, or a kind of device and why there is none.</summary>
/// <param name="Id">What a user calls it.</param>
/// <param name="Name">What its maker calls it, or an empty text.</param>
/// <param name="Detail">Its size and version.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
public sealed record DeviceDescription(string Id, string Name, string Detail, string? Problem);
