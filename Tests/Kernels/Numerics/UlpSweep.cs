using System.Runtime.Intrinsics;

namespace GpuRisk.Tests.Kernels;

/// <summary>A float32 function of an input's bits and its double-precision reference, a register
/// at a time.</summary>
internal interface ISweptFunction
{
    static abstract Vector512<float> Compute(Vector512<uint> bits);

    static abstract (Vector512<double> Low, Vector512<double> High) Reference(
        Vector512<uint> bits);
}

/// <summary>The largest error found, in units in the last place, and the input's bits.</summary>
internal readonly record struct WorstCase(double Ulps, uint Bits)
{
    public static WorstCase Max(WorstCase left, WorstCase right) =>
        left.Ulps >= right.Ulps || double.IsNaN(left.Ulps) ? left : right;

    public override string ToString() =>
        $"{Ulps:F3} ulp at {BitConverter.UInt32BitsToSingle(Bits):R} (0x{Bits:X8})";
}

/// <summary>
/// Runs a function over a range of input bits on all cores and compares it with its reference.
/// An ulp is the spacing of float32 numbers in the binade of the exact result; an answer that is
/// not a number counts as infinitely wrong.
/// </summary>
internal static class UlpSweep
{
    private const uint BlockBits = 1u << 20;

    public static WorstCase Run<TFunction>(uint first, uint last, uint stride = 1)
        where TFunction : ISweptFunction
    {
        ulong count = (((ulong)last - first) / stride) + 1;
        int blocks = (int)((count + BlockBits - 1) / BlockBits);
        WorstCase worst = default;
        Lock gate = new();
        Parallel.For(0, blocks, block =>
        {
            ulong from = (ulong)block * BlockBits;
            ulong until = Math.Min(count, from + BlockBits);
            WorstCase found = RunBlock<TFunction>(
                (uint)(first + (from * stride)), (int)(until - from), stride, last);
            lock (gate)
            {
                worst = WorstCase.Max(worst, found);
            }
        });
        return worst;
    }

    public static WorstCase Run<TFunction>(float first, float last, uint stride = 1)
        where TFunction : ISweptFunction =>
        Run<TFunction>(
            BitConverter.SingleToUInt32Bits(first), BitConverter.SingleToUInt32Bits(last), stride);

    private static WorstCase RunBlock<TFunction>(uint first, int count, uint stride, uint last)
        where TFunction : ISweptFunction
    {
        Vector512<uint> step = Vector512<uint>.Indices * Vector512.Create(stride);
        Vector512<double> largest = Vector512<double>.Zero;
        double worst = -1.0;
        uint where = 0;
        for (int i = 0; i < count; i += Vector512<float>.Count)
        {
            Vector512<uint> bits = Vector512.Create(first + ((uint)i * stride)) + step;
            // The last register of a block may reach past the range.
            bits = Vector512.Min(bits, Vector512.Create(last));
            (Vector512<double> low, Vector512<double> high) =
                Vector512.Widen(TFunction.Compute(bits));
            (Vector512<double> exactLow, Vector512<double> exactHigh) = TFunction.Reference(bits);
            Vector512<double> error = Vector512.Max(
                Error(low, exactLow), Error(high, exactHigh));
            if (Vector512.LessThanOrEqualAll(error, largest))
            {
                continue;
            }

            largest = Vector512.Max(largest, error);
            for (int k = 0; k < Vector512<double>.Count; k++)
            {
                if (!(error[k] <= worst))
                {
                    worst = double.IsNaN(error[k]) ? double.PositiveInfinity : error[k];
                    bool inHigh = !(Error(low, exactLow)[k] >= error[k]);
                    where = bits[inHigh ? k + Vector512<double>.Count : k];
                }
            }
        }

        return new(worst, where);
    }

    // Distance over the ulp of the reference, which is 2^(exponent - 23) but never below the
    // spacing of subnormal numbers.
    private static Vector512<double> Error(Vector512<double> actual, Vector512<double> exact)
    {
        Vector512<ulong> exponent =
            (exact.AsUInt64() >>> 52) & Vector512.Create(0x7FFul);
        exponent = Vector512.Max(exponent, Vector512.Create(1023ul - 126ul));
        Vector512<double> perUlp =
            ((Vector512.Create(2046ul + 23ul) - exponent) << 52).AsDouble();
        return Vector512.Abs(actual - exact) * perUlp;
    }
}
