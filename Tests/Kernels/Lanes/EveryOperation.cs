using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Random;
using ILGPU;

namespace GpuRisk.Tests.Kernels;

/// <summary>Where the results of <see cref="EveryOperation"/> go, as bits.</summary>
internal interface IResultSink<W>
    where W : unmanaged, IWord<W>
{
    void Put(int slot, W bits);
}

/// <summary>The operands of one evaluation, as bits.</summary>
internal struct Operands<W>
    where W : unmanaged, IWord<W>
{
    /// <summary>Any numbers but NaN.</summary>
    public W X, Y, Z;

    /// <summary>A positive normal number.</summary>
    public W Positive;

    /// <summary>A number between 0 and 1.</summary>
    public W Probability;

    /// <summary>A number of moderate size.</summary>
    public W Moderate;

    /// <summary>Words below 2^32.</summary>
    public W V, U;
}

/// <summary>
/// Every operation and function of a lane, once. The same source runs on all lanes and is
/// compiled for all devices, so that equality of the results is equality of the lanes.
/// </summary>
internal static class EveryOperation
{
    public const int OperandCount = 8;
    public const int ResultCount = 42;

    public static void Kernel<R, W>(ArrayView<W> operands, ArrayView<W> results, int count)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
    {
        int stride = Grid.DimX * Group.DimX;
        for (int i = (Grid.IdxX * Group.DimX) + Group.IdxX; i < count; i += stride)
        {
            var sink = new ViewSink<W>(results, count, i);
            var o = new Operands<W>
            {
                X = operands[i],
                Y = operands[count + i],
                Z = operands[(2 * count) + i],
                Positive = operands[(3 * count) + i],
                Probability = operands[(4 * count) + i],
                Moderate = operands[(5 * count) + i],
                V = operands[(6 * count) + i],
                U = operands[(7 * count) + i],
            };
            Evaluate<R, W, ViewSink<W>>(o, sink);
        }
    }

    public static void Evaluate<R, W, TSink>(Operands<W> o, TSink sink)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where TSink : struct, IResultSink<W>
    {
        Arithmetic<R, W, TSink>(o, sink);
        Functions<R, W, TSink>(o, sink);
        Words<W, TSink>(o, sink);
        Random<R, W, TSink>(o, sink);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Arithmetic<R, W, TSink>(Operands<W> o, TSink sink)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where TSink : struct, IResultSink<W>
    {
        R x = R.FromBits(o.X);
        R y = R.FromBits(o.Y);
        R z = R.FromBits(o.Z);
        sink.Put(0, R.ToBits(x + y));
        sink.Put(1, R.ToBits(x - y));
        sink.Put(2, R.ToBits(x * y));
        sink.Put(3, R.ToBits(x / y));
        sink.Put(4, R.ToBits(-x));
        sink.Put(5, R.ToBits(R.Fma(x, y, z)));
        sink.Put(6, R.ToBits(R.Sqrt(x)));
        sink.Put(7, R.ToBits(R.FromInt32(o.V)));
        sink.Put(8, R.Less(x, y));
        sink.Put(9, R.LessOrEqual(x, y));
        sink.Put(10, R.ToBits(R.Select(R.Less(x, y), z, R.Of(0.1))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Functions<R, W, TSink>(Operands<W> o, TSink sink)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where TSink : struct, IResultSink<W>
    {
        R positive = R.FromBits(o.Positive);
        R moderate = R.FromBits(o.Moderate);
        sink.Put(11, R.ToBits(R.Exp(R.FromBits(o.X))));
        sink.Put(12, R.ToBits(R.ExpM1(R.FromBits(o.X))));
        sink.Put(13, R.ToBits(R.Exp(moderate)));
        sink.Put(14, R.ToBits(R.ExpM1(moderate)));
        sink.Put(15, R.ToBits(R.Log(positive)));
        sink.Put(16, R.ToBits(R.Pow(positive, moderate)));
        sink.Put(17, R.ToBits(R.InverseNormal(R.FromBits(o.Probability))));
        R.SinCosTurns(o.V, out R sine, out R cosine);
        sink.Put(18, R.ToBits(sine));
        sink.Put(19, R.ToBits(cosine));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Words<W, TSink>(Operands<W> o, TSink sink)
        where W : unmanaged, IWord<W>
        where TSink : struct, IResultSink<W>
    {
        sink.Put(20, o.X ^ o.Y);
        sink.Put(21, o.X & o.Y);
        sink.Put(22, o.X | W.Of(0x123456789ABCDEFul));
        sink.Put(23, ~o.X);
        sink.Put(24, o.X + o.Y);
        sink.Put(25, o.X - o.Y);
        sink.Put(26, o.X << 5);
        sink.Put(27, o.X >>> 7);
        sink.Put(28, o.X >> 9);
        W.MultiplyWide(o.V, 0xD2511F53u, out W high, out W low);
        sink.Put(29, high);
        sink.Put(30, low);
        sink.Put(31, W.Equal(o.V, o.U) | W.Equal(o.X, o.X));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Random<R, W, TSink>(Operands<W> o, TSink sink)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
        where TSink : struct, IResultSink<W>
    {
        sink.Put(32, R.ToBits(Uniforms<R, W>.Of(o.V)));
        Normals<R, W>.Four(
            new PhiloxWords<W>(o.V, o.U, o.U, o.V),
            out R first, out R second, out R third, out R fourth);
        sink.Put(33, R.ToBits(first));
        sink.Put(34, R.ToBits(second));
        var key = new PhiloxKey(0xA4093822u, 0x299F31D0u);
        PhiloxWords<W> philox = new Philox<W, PhiloxKey>(o.V, 5u, 3u, key).At(7u);
        sink.Put(35, philox.Word0);
        sink.Put(36, philox.Word1);
        sink.Put(37, philox.Word2);
        sink.Put(38, philox.Word3);
        sink.Put(40, R.ToBits(third));
        sink.Put(41, R.ToBits(fourth));
        sink.Put(39, R.ToBits(R.Min(R.FromBits(o.X), R.FromBits(o.Y))));
    }

    private readonly struct ViewSink<W>(ArrayView<W> results, int count, int index)
        : IResultSink<W>
        where W : unmanaged, IWord<W>
    {
        private readonly ArrayView<W> _results = results;
        private readonly int _count = count;
        private readonly int _index = index;

        public void Put(int slot, W bits) => _results[(slot * _count) + _index] = bits;
    }
}
