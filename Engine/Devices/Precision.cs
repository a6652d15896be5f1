namespace GpuRisk.Engine.Devices;

/// <summary>The precision of a simulation.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,
}
