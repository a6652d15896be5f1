using System.Numerics;

namespace GpuRisk.Engine.Tallies;

/// <summary>
/// A 192-bit unsigned sum. Squares of integers below 2^47 reach 2^94, and 10^12 of them 2^134, so
/// 128 bits would not do.
/// </summary>
internal struct WideSum
{
    /// <summary>Bits 64 and above.</summary>
    internal UInt128 High;

    /// <summary>The lowest 64 bits.</summary>
    internal ulong Low;

    /// <summary>Adds a number.</summary>
    internal void Add(UInt128 value)
    {
        UInt128 low = (UInt128)Low + (ulong)value;
        Low = (ulong)low;
        High += (value >> 64) + (low >> 64);
    }

    /// <summary>Adds another sum.</summary>
    internal void Add(in WideSum other)
    {
        Add((UInt128)other.Low);
        High += other.High;
    }

    /// <summary>The exact value.</summary>
    internal readonly BigInteger ToBigInteger() => ((BigInteger)High << 64) + Low;
}
