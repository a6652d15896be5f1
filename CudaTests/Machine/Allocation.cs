namespace GpuRisk.CudaTests.Machine;

/// <summary>Memory of the device, and what the running launch did with it.</summary>
/// <param name="Start">Its address.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record Allocation(ulong Start, ulong Bytes)
{
    /// <summary>Bytes that threads read.</summary>
    public long Read { get; set; }

    /// <summary>Bytes that threads wrote.</summary>
    public long Written { get; set; }

    public bool Holds(ulong address, ulong bytes) =>
        address >= Start && bytes <= Bytes && address - Start <= Bytes - bytes;
}
