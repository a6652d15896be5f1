using static GpuRisk.CudaTests.Machine.Operations;

namespace GpuRisk.CudaTests.Machine;

/// <summary>What reductions make of a word of memory and a lane's value.</summary>
internal static class Atomics
{
    public static Dictionary<string, Operation> All { get; } = new()
    {
        ["red.add.global.u64"] = Binary((a, b) => a + b),
        ["red.max.global.s64"] = Binary((a, b) => (ulong)Math.Max((long)a, (long)b)),
    };
}
