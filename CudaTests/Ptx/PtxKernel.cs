namespace GpuRisk.CudaTests.Ptx;

/// <summary>A kernel as the assembler leaves it.</summary>
/// <param name="Name">The entry point.</param>
/// <param name="Text">The whole module.</param>
/// <param name="Code">The instructions.</param>
/// <param name="Joins">For each branch, the instruction at which its two sides meet: the first of
/// its immediate post-dominator.</param>
/// <param name="Registers">Number of places, constants and special registers included.</param>
/// <param name="ParameterBytes">Bytes of all parameters.</param>
/// <param name="Constants">Places of constants, and their bits.</param>
/// <param name="Specials">Special registers, such as %tid.x, and their places.</param>
/// <param name="MostThreads">Threads of a block at most, by the kernel's own bound or the
/// architecture's.</param>
internal sealed record PtxKernel(
    string Name,
    string Text,
    Instruction[] Code,
    int[] Joins,
    int Registers,
    int ParameterBytes,
    IReadOnlyList<(int Place, ulong Bits)> Constants,
    IReadOnlyDictionary<string, int> Specials,
    int MostThreads);
