namespace GpuRisk.Engine.Tallies;

/// <summary>
/// A bin's count and the sum of its offsets, the distances of absolute values from the smallest
/// that falls into the bin, in one number, so that one addition adds both.
/// </summary>
/// <remarks>
/// Offsets have at most 37 bits, so 2^44 of them, more than the 10^12 paths of a run, sum up to 81,
/// and 84 are there.
/// </remarks>
internal readonly struct PackedBin
{
    private const int CountBits = 44;

    private readonly UInt128 packed;

    /// <summary>A bin with a count and the sum of its offsets.</summary>
    internal PackedBin(long count, UInt128 offsets)
        : this((offsets << CountBits) + (ulong)count)
    {
    }

    private PackedBin(UInt128 packed) => this.packed = packed;

    /// <summary>How many outcomes fell into the bin.</summary>
    internal long Count => (long)((ulong)packed & ((1UL << CountBits) - 1));

    /// <summary>The sum of their offsets.</summary>
    internal UInt128 Offsets => packed >> CountBits;

    /// <summary>The sum of their absolute values.</summary>
    /// <param name="lower">The smallest that falls into the bin.</param>
    internal UInt128 Sum(long lower) =>
        Offsets + Math.BigMul((ulong)lower, (ulong)Count);

    public static PackedBin operator +(PackedBin one, PackedBin other) =>
        new(one.packed + other.packed);
}
