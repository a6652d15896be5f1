using GpuRisk.CudaTests.Machine;

namespace GpuRisk.CudaTests.Ptx;

/// <summary>What an instruction does beside registers.</summary>
internal enum InstructionKind
{
    /// <summary>Nothing: registers to a register.</summary>
    Arithmetic,

    /// <summary>Reads a parameter of the kernel.</summary>
    LoadParameter,

    /// <summary>Reads global memory.</summary>
    Load,

    /// <summary>Writes global memory.</summary>
    Store,

    /// <summary>Adds to global memory, or keeps the larger value there, at once.</summary>
    Reduce,

    /// <summary>Goes elsewhere.</summary>
    Branch,

    /// <summary>Ends the thread.</summary>
    Return,
}

/// <summary>One instruction. Operands are places of registers; constants and special registers
/// have a place too, filled when a warp starts.</summary>
internal sealed class Instruction
{
    /// <summary>The line of the code, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>As it stands there.</summary>
    public required string Text { get; init; }

    public InstructionKind Kind { get; set; }

    /// <summary>What arithmetic and reductions do.</summary>
    public Operation Operation { get; set; } = Operation.None;

    public int Target { get; set; }

    public int A { get; set; }

    public int B { get; set; }

    public int C { get; set; }

    /// <summary>The predicate that lets a lane take part; -1 where all do.</summary>
    public int Guard { get; set; } = -1;

    public bool IsGuardNegated { get; set; }

    /// <summary>Whether the code claims that all lanes branch alike.</summary>
    public bool IsUniform { get; set; }

    /// <summary>Where a branch goes.</summary>
    public int Destination { get; set; }

    /// <summary>Bytes from an address, or from the first parameter.</summary>
    public int Offset { get; set; }

    /// <summary>Bytes that are read or written: 4 or 8.</summary>
    public int Size { get; set; }

    /// <summary>Bits that every result has wrong, for tests of the tests.</summary>
    public ulong WrongBits { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"line {Line}: {Text}";
}
