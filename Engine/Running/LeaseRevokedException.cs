namespace GpuRisk.Engine.Running;

/// <summary>A worker's paths were given to another one while it simulated them.</summary>
internal sealed class LeaseRevokedException()
    : Exception("The paths were given to another worker.");
