namespace GpuRisk.Kernels.Paths;

/// <summary>
/// Which tables a path reads where numbers are uncertain: those of draw 0 for the first 64 paths,
/// of draw 1 for the next 64, and so on in turn.
/// </summary>
/// <remarks>Paths side by side, in a register or a warp, read the same tables, so that no kernel
/// knows of it.</remarks>
/// <param name="draws">Number of draws, a power of two.</param>
/// <param name="reals">Reals of a draw.</param>
/// <param name="integers">Integers of a draw.</param>
public readonly struct DrawnTables(int draws, int reals, int integers)
{
    /// <summary>Consecutive paths that read the same.</summary>
    public const int Paths = 64;

    private const int PathBits = 6;

    private readonly uint _mask = (uint)draws - 1;
    private readonly int _reals = reals;
    private readonly int _integers = integers;

    /// <summary>A path's draw.</summary>
    /// <param name="path">The low 32 bits of its index.</param>
    public int DrawOf(uint path) => (int)((path >> PathBits) & _mask);

    /// <summary>Where the reals of a path begin.</summary>
    public int RealsOf(uint path) => DrawOf(path) * _reals;

    /// <summary>Where the integers of a path begin.</summary>
    public int IntegersOf(uint path) => DrawOf(path) * _integers;
}
