namespace GpuRisk.Host.Service.Scheduling;

/// <summary>A run is another host's now, or has ended.</summary>
internal sealed class RunLostException()
    : Exception("The run is another host's now, or has ended.");
