using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>How many 512-bit vector instructions the processor executes at most, measured, because
/// neither its clock nor how many it takes at a time can be asked for everywhere.</summary>
internal static class VectorPeak
{
    // Half of them multiply and half of them do logic, on six registers each: what depends on each
    // other is so far apart that no latency is waited for, and neither kind has the units alone.
    private const int InstructionsPerRound = 12;
    private const int Rounds = 1 << 20;
    private const int Repetitions = 9;

    /// <summary>Instructions a second, all threads together; the best of some repetitions.
    /// </summary>
    public static double InstructionsPerSecond(int threads, TimeProvider time)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = time.GetTimestamp();
            Thread[] working = [.. Enumerable.Range(0, threads)
                .Select(_ => new Thread(() => Work(Rounds)))];
            Array.ForEach(working, thread => thread.Start());
            Array.ForEach(working, thread => thread.Join());
            best = Math.Min(best, time.GetElapsedTime(start).TotalSeconds);
        }

        return (double)threads * Rounds * InstructionsPerRound / best;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Simd512Real32 Work(int rounds)
    {
        var factor = Simd512Real32.Of(0.999);
        var addend = Simd512Real32.Of(0.001);
        Simd512Word32 key = Simd512Real32.Indices(1);
        Simd512Real32 a = factor, b = factor, c = factor, d = factor, e = factor, f = factor;
        Simd512Word32 p = key, q = key, r = key, s = key, t = key, u = key;
        for (int i = 0; i < rounds; i++)
        {
            a = Simd512Real32.Fma(a, factor, addend);
            p += key;
            b = Simd512Real32.Fma(b, factor, addend);
            q += key;
            c = Simd512Real32.Fma(c, factor, addend);
            r += key;
            d = Simd512Real32.Fma(d, factor, addend);
            s += key;
            e = Simd512Real32.Fma(e, factor, addend);
            t += key;
            f = Simd512Real32.Fma(f, factor, addend);
            u += key;
        }

        Simd512Word32 sums = p ^ q ^ r ^ s ^ t ^ u;
        return a + b + c + d + e + f + Simd512Real32.FromInt32(sums);
    }
}
