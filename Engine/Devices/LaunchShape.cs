namespace GpuRisk.Engine.Devices;

/// <summary>How launches on a device are shaped.</summary>
/// <param name="Threads">Threads of a launch, each with a state of its own.</param>
/// <param name="GroupSize">Threads of a group; a divisor of Threads.</param>
/// <param name="MemoryBytes">The most memory that state and outcomes may take.</param>
public sealed record LaunchShape(int Threads, int GroupSize, long MemoryBytes);
