using System.Collections.Frozen;

namespace GpuRisk.CudaTests.Machine;

/// <summary>The opcodes that kernels may use, by name. Arithmetic of reals stands here with its
/// rounding only: without it the assembler may contract it, and the bits change.</summary>
/// <remarks>NVIDIA, Parallel Thread Execution ISA, section Instruction Set.</remarks>
internal static class Operations
{
    private static readonly FrozenDictionary<string, Operation> Known = new[]
    {
        Moves.All, Integers32.All, Integers64.All, Reals.All, Comparisons.All, Atomics.All,
    }.SelectMany(group => group).ToFrozenDictionary();

    /// <summary>What an opcode does; null where it is not known.</summary>
    public static Operation? Find(string opcode) => Known.GetValueOrDefault(opcode);

    public static Operation Unary(Func<ulong, ulong> function) => new Operation.Unary(function);

    public static Operation Binary(Func<ulong, ulong, ulong> function) =>
        new Operation.Binary(function);

    public static Operation Ternary(Func<ulong, ulong, ulong, ulong> function) =>
        new Operation.Ternary(function);
}
