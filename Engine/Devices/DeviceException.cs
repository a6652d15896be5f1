namespace GpuRisk.Engine.Devices;

/// <summary>A device that was asked for does not exist or cannot be used.</summary>
public sealed class DeviceException : Exception
{
    /// <summary>Says why.</summary>
    public DeviceException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what lies beneath.</summary>
    public DeviceException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
