using GpuRisk.CudaTests.Machine;

namespace GpuRisk.CudaTests.Driver;

/// <summary>A context: memory and streams, and the error after which nothing works there any more.
/// </summary>
internal sealed class DeviceContext
{
    public DeviceMemory Memory { get; } = new();

    public Streams Streams { get; } = new();

    /// <summary>Parts of the host's memory that are page-locked: start and bytes.</summary>
    public Dictionary<nint, long> PageLocked { get; } = [];

    /// <summary>Starts of the host's memory that copies which are not done yet touch.</summary>
    public List<nint> PendingCopies { get; } = [];

    /// <summary>The error that every call returns; null while all is well.</summary>
    public CudaResult? Sticky { get; set; }

    public bool IsPageLocked(nint start, long bytes) => PageLocked.Any(
        part => start >= part.Key && start + bytes <= part.Key + part.Value);
}
