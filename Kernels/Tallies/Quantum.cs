using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using ILGPU;

namespace GpuRisk.Kernels.Tallies;

/// <summary>An outcome as the integer that is summed, and its bin.</summary>
/// <remarks>
/// Comparisons are of bit patterns, in which NaN is larger than all numbers: comparisons of
/// numbers with NaN are what compilers get wrong.
/// </remarks>
public readonly struct Quantum
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Integers stay below this in absolute value.</summary>
    public const double Limit = 1L << LimitBits;

    /// <summary>
    /// Adding 1.5 * 2^52 leaves no bits for fractions, so the addition itself rounds, half to
    /// even; the low bits of the sum's pattern are then the integer in two's complement. It holds
    /// for every value below 2^51.
    /// </summary>
    public const double Rounder = 6755399441055744.0;

    /// <summary>The bits of <see cref="Rounder"/>.</summary>
    public const long RounderPattern = 0x4338_0000_0000_0000;

    /// <summary>Binary digits of an integer.</summary>
    public const int LimitBits = 47;

    private const long LimitPattern = (LimitBits + ExponentBias) << MantissaBits;
    private const long InfinityPattern = 0x7FFL << MantissaBits;
    private const long ExponentBias = 1023;
    private const int MantissaBits = 52;
    private const int BelowSlotBits = MantissaBits - TallyTable.SlotBits;

    /// <summary>The integer.</summary>
    public readonly long Value;

    private readonly long _pattern;

    /// <summary>The integer of an outcome.</summary>
    [MethodImpl(Inline)]
    public Quantum(double outcome, MetricScale scale)
    {
        double departure = Rounded.Subtract(outcome, scale.Origin);
        double shifted = Rounded.Add(Rounded.Multiply(departure, scale.Scale), Rounder);
        Value = Pattern(shifted) - RounderPattern;
        _pattern = Pattern(Rounded.Subtract(shifted, Rounder));
    }

    /// <summary>Whether the outcome has an integer; otherwise nothing else here means anything.
    /// </summary>
    public bool Exists
    {
        [MethodImpl(Inline)]
        get => Magnitude(_pattern) < LimitPattern;
    }

    /// <summary>The bin, counted over all pages; of zero it means nothing.</summary>
    public int Bin
    {
        [MethodImpl(Inline)]
        get
        {
            long firstPage = (ExponentBias - 1) << TallyTable.SlotBits;
            int bin = (int)((Magnitude(_pattern) >> BelowSlotBits) - firstPage);
            return bin + (_pattern < 0 ? TallyTable.PagesPerSign * TallyTable.PageLength : 0);
        }
    }

    /// <summary>The distance of the absolute value from the bin's smallest.</summary>
    public long Offset
    {
        [MethodImpl(Inline)]
        get
        {
            int exponent = (int)((Magnitude(_pattern) >> MantissaBits) - ExponentBias);
            return (_pattern & ((1L << BelowSlotBits) - 1)) >> (MantissaBits - exponent);
        }
    }

    /// <summary>The bits of a number.</summary>
    [MethodImpl(Inline)]
    public static long Pattern(double value) => (long)Interop.FloatAsInt(value);

    /// <summary>Whether bits are those of NaN.</summary>
    [MethodImpl(Inline)]
    public static bool IsNaN(long pattern) => Magnitude(pattern) > InfinityPattern;

    [MethodImpl(Inline)]
    private static long Magnitude(long pattern) => pattern & long.MaxValue;
}
