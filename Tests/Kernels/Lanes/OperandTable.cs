using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Tests.Kernels;

/// <summary>Operands for <see cref="EveryOperation"/>, special and random, and their evaluation
/// with any lane on this processor.</summary>
internal static class OperandTable
{
    public const int Count = 1 << 14;

    private static readonly double[] Specials =
    [
        0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 1e-30, -1e30, double.PositiveInfinity,
        double.NegativeInfinity, 88.72283, 88.722840, -87.33654, -87.336545, 709.782712893384,
        -708.3964185322641, 1e-40, -1e-310, 3.4028234663852886e38, 1.1754943508222875e-38,
    ];

    public static uint[] Words32() => Fill(
        x => BitConverter.SingleToUInt32Bits((float)x), x => (float)x, 1.1754944e-38, 3.4e38);

    public static ulong[] Words64() => Fill(
        BitConverter.DoubleToUInt64Bits, x => x, 2.3e-308, 1.7e308);

    /// <summary>The results of every operation, slot by slot.</summary>
    public static TScalar[] Evaluate<R, W, TScalar>(TScalar[] operands)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where TScalar : unmanaged
    {
        ReadOnlySpan<W> input = MemoryMarshal.Cast<TScalar, W>(operands);
        int count = input.Length / EveryOperation.OperandCount;
        var output = new W[count * EveryOperation.ResultCount];
        for (int i = 0; i < count; i++)
        {
            var o = new Operands<W>
            {
                X = input[i],
                Y = input[count + i],
                Z = input[(2 * count) + i],
                Positive = input[(3 * count) + i],
                Probability = input[(4 * count) + i],
                Moderate = input[(5 * count) + i],
                V = input[(6 * count) + i],
                U = input[(7 * count) + i],
            };
            EveryOperation.Evaluate<R, W, ArraySink<W>>(o, new(output, count, i));
        }

        return MemoryMarshal.Cast<W, TScalar>(output).ToArray();
    }

    private static T[] Fill<T>(
        Func<double, T> bits, Func<double, double> round, double least, double greatest)
        where T : unmanaged
    {
        var random = new Random(1);
        var table = new T[EveryOperation.OperandCount * Count];
        for (int i = 0; i < Count; i++)
        {
            double Any(int shift) => i < Specials.Length * Specials.Length * Specials.Length
                && i < Count / 2
                ? Specials[i / shift % Specials.Length]
                : Math.ScaleB((2.0 * random.NextDouble()) - 1.0, random.Next(-40, 40));
            double span = Math.Log(greatest / 2.0) - Math.Log(least * 2.0);
            double positive = Math.Exp(Math.Log(least * 2.0) + (span * random.NextDouble()));
            double near = 0.25 + (4.0 * random.NextDouble());
            double unit = Math.Max(least, random.NextDouble());
            double probability = i % 2 == 0 ? unit : Math.Max(least, Math.Pow(unit, 12.0));
            table[i] = bits(Any(1));
            table[Count + i] = bits(Any(20));
            table[(2 * Count) + i] = bits(Any(400));
            table[(3 * Count) + i] = bits(i % 2 == 0 ? positive : near);
            table[(4 * Count) + i] = bits(Math.Min(round(probability), 0.99999994));
            table[(5 * Count) + i] = bits((200.0 * random.NextDouble()) - 100.0);
            table[(6 * Count) + i] = Word<T>(i switch
            {
                0 => 0u,
                1 => uint.MaxValue,
                2 => 0x80000000u,
                _ => (uint)random.NextInt64(1L << 32),
            });
            table[(7 * Count) + i] = Word<T>((uint)random.NextInt64(1L << 32));
        }

        return table;
    }

    private static T Word<T>(uint word)
        where T : unmanaged
    {
        ulong wide = word;
        return Unsafe.SizeOf<T>() == sizeof(uint)
            ? Unsafe.As<uint, T>(ref word)
            : Unsafe.As<ulong, T>(ref wide);
    }

    private readonly struct ArraySink<W>(W[] results, int count, int index) : IResultSink<W>
        where W : unmanaged, IWord<W>
    {
        public void Put(int slot, W bits) => results[(slot * count) + index] = bits;
    }
}
