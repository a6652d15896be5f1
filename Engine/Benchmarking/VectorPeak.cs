using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Engine.Benchmarking;

/// <summary>How many 512-bit vector instructions the processor executes at most, measured, because
/// neither its clock nor how many it takes at a time can be asked for everywhere.</summary>
internal static class VectorPeak
{
    // Additions of integers, which every vector unit does in one clock, on so many registers that
    // none waits for another.
    private const int InstructionsPerRound = 24;
    private const int Rounds = 1 << 24;
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
    private static Simd512Word32 Work(int rounds)
    {
        Simd512Word32 key = Simd512Real32.Indices(1);
        Simd512Word32 a = key, b = key, c = key, d = key, e = key, f = key;
        Simd512Word32 g = key, h = key, i = key, j = key, k = key, l = key;
        for (int round = 0; round < rounds; round++)
        {
            a += key;
            b += key;
            c += key;
            d += key;
            e += key;
            f += key;
            g += key;
            h += key;
            i += key;
            j += key;
            k += key;
            l += key;
        }

        return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l;
    }
}
