using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Tallies;

namespace GpuRisk.Engine.Tallies;

/// <summary>Turns outcomes into the integers that a tally sums.</summary>
internal static class FixedPoint
{
    /// <summary>Integers of an outcome stay below this in absolute value.</summary>
    internal const double Limit = Quantum.Limit;

    // See there; it needs no conversion instruction, which older CPUs lack in vectors.
    private const double Rounder = Quantum.Rounder;

    private const long RounderBits = Quantum.RounderPattern;

    /// <summary>Widens outcomes; exact.</summary>
    internal static void Widen(ReadOnlySpan<float> outcomes, Span<double> widened)
    {
        int i = 0;
        for (; i <= outcomes.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> narrow = Vector256.Create(outcomes[i..]);
            (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(narrow);
            lower.CopyTo(widened[i..]);
            upper.CopyTo(widened[(i + Vector256<double>.Count)..]);
        }

        for (; i < outcomes.Length; i++)
        {
            widened[i] = outcomes[i];
        }
    }

    /// <summary>The integers of all outcomes.</summary>
    /// <returns>False where any outcome has none; its integer is then meaningless.</returns>
    internal static bool TryConvert(
        ReadOnlySpan<double> outcomes,
        double origin,
        double scale,
        Span<long> quanta)
    {
        Vector256<double> origins = Vector256.Create(origin);
        Vector256<double> scales = Vector256.Create(scale);
        Vector256<double> rounder = Vector256.Create(Rounder);
        Vector256<double> limit = Vector256.Create(Limit);
        Vector256<long> bits = Vector256.Create(RounderBits);
        Vector256<double> good = Vector256<double>.AllBitsSet;
        int i = 0;
        for (; i <= outcomes.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> departure = Vector256.Create(outcomes[i..]) - origins;
            Vector256<double> shifted = (departure * scales) + rounder;
            good &= Vector256.LessThan(Vector256.Abs(shifted - rounder), limit);
            (shifted.AsInt64() - bits).CopyTo(quanta[i..]);
        }

        bool all = Vector256.EqualsAll(good.AsInt64(), Vector256<long>.AllBitsSet);
        for (; i < outcomes.Length; i++)
        {
            all &= TryConvert(outcomes[i], origin, scale, out quanta[i]);
        }

        return all;
    }

    /// <summary>The integer of one outcome, rounded half to even.</summary>
    internal static bool TryConvert(
        double outcome, double origin, double scale, out long quantum)
    {
        double shifted = ((outcome - origin) * scale) + Rounder;
        quantum = BitConverter.DoubleToInt64Bits(shifted) - RounderBits;
        return Math.Abs(shifted - Rounder) < Limit;
    }
}
