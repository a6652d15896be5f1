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

    /// <summary>The integers of all outcomes; zero where an outcome has none.</summary>
    internal static QuantumRange Convert(
        ReadOnlySpan<double> outcomes,
        double origin,
        double scale,
        Span<long> quanta)
    {
        Vector256<double> origins = Vector256.Create(origin);
        Vector256<double> scales = Vector256.Create(scale);
        Vector256<double> rounder = Vector256.Create(Rounder);
        Vector256<long> minimum = Vector256.Create(long.MaxValue);
        Vector256<long> maximum = Vector256.Create(long.MinValue);
        Vector256<long> count = Vector256<long>.Zero;
        int i = 0;
        for (; i <= outcomes.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> departure = Vector256.Create(outcomes[i..]) - origins;
            Vector256<double> shifted = (departure * scales) + rounder;
            Vector256<long> good = Vector256.LessThan(
                Vector256.Abs(shifted - rounder), Vector256.Create(Limit)).AsInt64();
            Vector256<long> four = (shifted.AsInt64() - Vector256.Create(RounderBits)) & good;
            four.CopyTo(quanta[i..]);
            minimum = Vector256.Min(minimum, four | (~good >>> 1));
            maximum = Vector256.Max(maximum, four | (~good << 63));
            count -= good;
        }

        var range = new QuantumRange((int)Vector256.Sum(count), long.MaxValue, long.MinValue);
        for (int k = 0; k < Vector256<long>.Count; k++)
        {
            range = range.Or(minimum[k], maximum[k]);
        }

        for (; i < outcomes.Length; i++)
        {
            bool good = TryConvert(outcomes[i], origin, scale, out long quantum);
            quanta[i] = good ? quantum : 0;
            range = good ? range.Or(quantum, quantum) with { Count = range.Count + 1 } : range;
        }

        return range;
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
