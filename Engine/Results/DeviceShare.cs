namespace GpuRisk.Engine.Results;

/// <summary>What a device did of a run.</summary>
/// <param name="Id">The device's id on the command line, for example <c>simd</c>.</param>
/// <param name="Name">The device's own name.</param>
/// <param name="Paths">Paths that it computed.</param>
public sealed record DeviceShare(string Id, string Name, long Paths);
