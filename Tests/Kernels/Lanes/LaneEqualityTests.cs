using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>Every lane gives the bits of the scalar lane, for every operation and function.</summary>
[TestFixture]
internal sealed class LaneEqualityTests
{
    private readonly uint[] _operands32 = OperandTable.Words32();
    private readonly ulong[] _operands64 = OperandTable.Words64();

    [Test]
    public void Simd512Real32_EveryOperation_EqualsScalar() =>
        Check32<Simd512Real32, Simd512Word32>();

    [Test]
    public void Simd256Real32_EveryOperation_EqualsScalar() =>
        Check32<Simd256Real32, Simd256Word32>();

    [Test]
    public void Simd128Real32_EveryOperation_EqualsScalar() =>
        Check32<Simd128Real32, Simd128Word32>();

    [Test]
    public void Simd512Real64_EveryOperation_EqualsScalar() =>
        Check64<Simd512Real64, Simd512Word64>();

    [Test]
    public void Simd256Real64_EveryOperation_EqualsScalar() =>
        Check64<Simd256Real64, Simd256Word64>();

    [Test]
    public void Simd128Real64_EveryOperation_EqualsScalar() =>
        Check64<Simd128Real64, Simd128Word64>();

    [Test]
    public void CpuAccelerator_EveryOperation_EqualsScalar()
    {
        using Context context = Context.Create(builder => builder
            .CPU(new CPUDevice(2, 1, 2)).EnableRounded().Optimize(OptimizationLevel.O2));
        using Accelerator accelerator = context.Devices[0].CreateAccelerator(context);
        Same(
            OperandTable.Evaluate<Real32, Word32, uint>(_operands32),
            Launch<Real32, Word32, uint>(accelerator, _operands32, x => new(x), x => x.Value),
            x => float.IsNaN(BitConverter.UInt32BitsToSingle(x)));
        Same(
            OperandTable.Evaluate<Real64, Word64, ulong>(_operands64),
            Launch<Real64, Word64, ulong>(accelerator, _operands64, x => new(x), x => x.Value),
            x => double.IsNaN(BitConverter.UInt64BitsToDouble(x)));
    }

    private static TScalar[] Launch<R, W, TScalar>(
        Accelerator accelerator,
        TScalar[] operands,
        Converter<TScalar, W> toWord,
        Converter<W, TScalar> fromWord)
        where R : unmanaged, IReal<R, W>
        where W : unmanaged, IWord<W>
    {
        int count = operands.Length / EveryOperation.OperandCount;
        using MemoryBuffer1D<W, Stride1D.Dense> input =
            accelerator.Allocate1D(Array.ConvertAll(operands, toWord));
        using MemoryBuffer1D<W, Stride1D.Dense> output =
            accelerator.Allocate1D<W>(count * EveryOperation.ResultCount);
        Action<KernelConfig, ArrayView<W>, ArrayView<W>, int> kernel = accelerator
            .LoadStreamKernel<ArrayView<W>, ArrayView<W>, int>(EveryOperation.Kernel<R, W>);
        kernel((16, 1), input.View, output.View, count);
        accelerator.Synchronize();
        return Array.ConvertAll(output.GetAsArray1D(), fromWord);
    }

    private void Check32<R, W>()
        where R : unmanaged, ISimdReal<R, W>
        where W : unmanaged, IWord<W> => Same(
            OperandTable.Evaluate<Real32, Word32, uint>(_operands32),
            OperandTable.Evaluate<R, W, uint>(_operands32),
            x => float.IsNaN(BitConverter.UInt32BitsToSingle(x)));

    private void Check64<R, W>()
        where R : unmanaged, ISimdReal<R, W>
        where W : unmanaged, IWord<W> => Same(
            OperandTable.Evaluate<Real64, Word64, ulong>(_operands64),
            OperandTable.Evaluate<R, W, ulong>(_operands64),
            x => double.IsNaN(BitConverter.UInt64BitsToDouble(x)));

    // Only the fact that a result is not a number is promised, not its bits.
    private static void Same<T>(T[] expected, T[] actual, Predicate<T> isNaN)
        where T : IEquatable<T>
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (int i = 0; i < expected.Length; i++)
        {
            if (!expected[i].Equals(actual[i]) && !(isNaN(expected[i]) && isNaN(actual[i])))
            {
                Assert.Fail(
                    $"Result {i / OperandTable.Count} of operands {i % OperandTable.Count}: "
                    + $"expected {expected[i]:X}, got {actual[i]:X}");
            }
        }
    }
}
