using System.Runtime.InteropServices;
using GpuRisk.Kernels.Lanes;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>What a SIMD lane adds to a real lane: its width, indices and table look-ups.</summary>
[TestFixture(typeof(Simd512Real32), typeof(Simd512Word32), typeof(float), 32)]
[TestFixture(typeof(Simd256Real32), typeof(Simd256Word32), typeof(float), 16)]
[TestFixture(typeof(Simd128Real32), typeof(Simd128Word32), typeof(float), 8)]
[TestFixture(typeof(Simd512Real64), typeof(Simd512Word64), typeof(double), 16)]
[TestFixture(typeof(Simd256Real64), typeof(Simd256Word64), typeof(double), 8)]
[TestFixture(typeof(Simd128Real64), typeof(Simd128Word64), typeof(double), 4)]
internal sealed unsafe class SimdRealTests<R, W, TScalar>(int count)
    where R : unmanaged, ISimdReal<R, W>
    where W : unmanaged, IWord<W>
    where TScalar : unmanaged, IConvertible
{
    [Test]
    public void Count_IsTheNumberOfElements() => Assert.That(R.Count, Is.EqualTo(count));

    [Test]
    public void Indices_CountUpAndWrapAt32Bits()
    {
        Assert.That(Numbers(R.FromInt32(R.Indices(40u))), Is.EqualTo(Range(40)));
        W wrapped = R.Indices(uint.MaxValue) + W.Of(1u);
        Assert.That(Numbers(R.FromInt32(wrapped)), Is.EqualTo(Range(0)));
    }

    [Test]
    public void Broadcast_OfATableEntry_FillsTheRegister()
    {
        TScalar[] table = Table();
        fixed (TScalar* entries = table)
        {
            Assert.That(
                Numbers(R.Broadcast(entries, 5)), Is.EqualTo(Enumerable.Repeat(25.0, count)));
        }
    }

    [Test]
    public void Gather_OfTableEntries_FollowsTheIndices()
    {
        TScalar[] table = Table();
        fixed (TScalar* entries = table)
        {
            Assert.That(
                Numbers(R.Gather(entries, 3, R.Indices(1u))),
                Is.EqualTo(Enumerable.Range(4, count).Select(i => (double)(i * i))));
        }
    }

    [Test]
    public void Any_OfAMask_IsWhetherOneElementIsSet()
    {
        W indices = R.Indices(0u);
        Assert.That(W.Any(W.Equal(indices, W.Of((uint)count - 1u))));
        Assert.That(W.Any(W.Equal(indices, W.Of((uint)count))), Is.False);
    }

    private static TScalar[] Table() => Enumerable.Range(0, 64)
        .Select(i => (TScalar)Convert.ChangeType(i * i, typeof(TScalar), null)).ToArray();

    private IEnumerable<double> Range(int first) =>
        Enumerable.Range(first, count).Select(i => (double)i);

    private static double[] Numbers(R register) =>
        MemoryMarshal.Cast<R, TScalar>(new ReadOnlySpan<R>(in register)).ToArray()
            .Select(x => x.ToDouble(null)).ToArray();
}
