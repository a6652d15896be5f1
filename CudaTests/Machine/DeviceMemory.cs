using System.Runtime.InteropServices;

namespace GpuRisk.CudaTests.Machine;

/// <summary>A context's memory. What nobody has written yet is poison, and between allocations
/// nothing may be touched.</summary>
internal sealed unsafe class DeviceMemory
{
    /// <summary>What stands in fresh memory: no number that a kernel would give.</summary>
    public const byte Poison = 0xCD;

    private const nuint Alignment = 512;

    private readonly SortedList<ulong, Allocation> _allocations = [];

    public IEnumerable<Allocation> Allocations => _allocations.Values;

    public int Count => _allocations.Count;

    public ulong Used { get; private set; }

    public ulong Allocate(ulong bytes)
    {
        void* start = NativeMemory.AlignedAlloc((nuint)bytes + Alignment, Alignment);
        NativeMemory.Fill(start, (nuint)bytes + Alignment, Poison);
        _allocations.Add((ulong)start, new Allocation((ulong)start, bytes));
        Used += bytes;
        return (ulong)start;
    }

    /// <summary>Gives an allocation back.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Free(ulong start)
    {
        if (!_allocations.Remove(start, out Allocation? allocation))
        {
            return false;
        }

        Used -= allocation.Bytes;
        NativeMemory.AlignedFree((void*)start);
        return true;
    }

    /// <summary>The allocation that holds some bytes, or null.</summary>
    public Allocation? Find(ulong address, ulong bytes)
    {
        int low = 0;
        int high = _allocations.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _allocations.Keys[middle] <= address ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && _allocations.Values[low - 1] is var found && found.Holds(address, bytes)
            ? found
            : null;
    }
}
