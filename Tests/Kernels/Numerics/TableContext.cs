using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Tests.Kernels.Numerics;

/// <summary>A context that knows a table of reals and nothing else.</summary>
internal readonly struct TableContext<R, W>(R[] reals) : IPathContext<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    public W PathLow => throw new NotSupportedException();

    public uint PathHigh => throw new NotSupportedException();

    public R Real(int index) => reals[index];

    public R Real(int start, int place) => Real(start + place);

    public R Real(int start, W index) => reals[start + W.ToInt32(index)];

    public uint Key0(int round) => throw new NotSupportedException();

    public uint Key1(int round) => throw new NotSupportedException();

    public static bool HoldsRows => false;

    public T Row<T>(int start)
        where T : unmanaged => throw new NotSupportedException();

    public int Integer(int index) => throw new NotSupportedException();

    public R Load(int slot) => throw new NotSupportedException();

    public R Load(int start, int place) => throw new NotSupportedException();

    public void Store(int slot, R value) => throw new NotSupportedException();

    public void Store(int start, int place, R value) => throw new NotSupportedException();

    public void Emit(int metric, R value) => throw new NotSupportedException();

    public R Load(int start, W index, W mask) => throw new NotSupportedException();

    public void AddTo(int start, W index, W mask, R amount) => throw new NotSupportedException();
}
