using System.Runtime.CompilerServices;
using ILGPU;

namespace GpuRisk.Benchmarks.Peers;

/// <summary>Paths, steps and process of a GBM benchmark.</summary>
/// <param name="paths">Number of paths.</param>
/// <param name="steps">Steps of a path, a multiple of 4.</param>
/// <param name="drift">Mean of a step of the log price.</param>
/// <param name="deviation">Standard deviation of a step of the log price.</param>
/// <param name="seed">The seed.</param>
public readonly struct GbmWork(int paths, int steps, float drift, float deviation, uint seed)
{
    public readonly int Paths = paths;
    public readonly int Steps = steps;
    public readonly float Drift = drift;
    public readonly float Deviation = deviation;
    public readonly uint Seed = seed;
}

/// <summary>Philox4x32-10, Box-Muller with <see cref="MathF"/>, running minimum; scalar.</summary>
public static class GbmKernel
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const float UniformScale = 4.656612873077393e-10f;
    private const float UniformShift = 2.3283064365386963e-10f;
    private const float AngleScale = 1.4629180792671596e-9f;

    public static void Simulate(ArrayView<float> prices, ArrayView<float> minima, GbmWork work)
    {
        int stride = Grid.DimX * Group.DimX;
        int first = (Grid.IdxX * Group.DimX) + Group.IdxX;
        for (int path = first; path < work.Paths; path += stride)
        {
            float log = 0;
            float minimum = 0;
            for (int step = 0; step < work.Steps; step += 4)
            {
                uint x = (uint)path;
                uint y = 0;
                uint z = (uint)step / 4;
                uint w = 0;
                Philox(ref x, ref y, ref z, ref w, work.Seed, 0);
                Pair(x, y, out float first0, out float second0);
                Pair(z, w, out float first1, out float second1);
                Move(ref log, ref minimum, work, first0);
                Move(ref log, ref minimum, work, second0);
                Move(ref log, ref minimum, work, first1);
                Move(ref log, ref minimum, work, second1);
            }

            prices[path] = MathF.Exp(log);
            minima[path] = MathF.Exp(minimum);
        }
    }

    [MethodImpl(Inline)]
    private static void Move(ref float log, ref float minimum, GbmWork work, float normal)
    {
        log += work.Drift + (work.Deviation * normal);
        minimum = log < minimum ? log : minimum;
    }

    [MethodImpl(Inline)]
    private static void Pair(uint radius, uint angle, out float first, out float second)
    {
        float uniform = ((int)(radius >> 1) * UniformScale) + UniformShift;
        float r = MathF.Sqrt(-2f * MathF.Log(uniform));
        float turn = (int)angle * AngleScale;
        first = r * MathF.Cos(turn);
        second = r * MathF.Sin(turn);
    }

    [MethodImpl(Inline)]
    private static void Philox(
        ref uint x, ref uint y, ref uint z, ref uint w, uint key0, uint key1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p = 0xD2511F53ul * x;
            ulong q = 0xCD9E8D57ul * z;
            x = (uint)(q >> 32) ^ y ^ key0;
            y = (uint)q;
            z = (uint)(p >> 32) ^ w ^ key1;
            w = (uint)p;
            key0 += Weyl0;
            key1 += Weyl1;
        }
    }
}
