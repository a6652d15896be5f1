using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>Known answers of Philox4x32-10 from Random123's kat_vectors, in every lane.</summary>
[TestFixture(typeof(Word32), typeof(uint))]
[TestFixture(typeof(Word64), typeof(ulong))]
[TestFixture(typeof(Simd512Word32), typeof(uint))]
[TestFixture(typeof(Simd256Word32), typeof(uint))]
[TestFixture(typeof(Simd128Word32), typeof(uint))]
[TestFixture(typeof(Simd512Word64), typeof(ulong))]
[TestFixture(typeof(Simd256Word64), typeof(ulong))]
[TestFixture(typeof(Simd128Word64), typeof(ulong))]
internal sealed class PhiloxTests<W, TScalar>
    where W : unmanaged, IWord<W>
    where TScalar : unmanaged, IConvertible
{
    [TestCase(
        new[] { 0u, 0u, 0u, 0u },
        new[] { 0u, 0u },
        new[] { 0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u })]
    [TestCase(
        new[] { 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu },
        new[] { 0xFFFFFFFFu, 0xFFFFFFFFu },
        new[] { 0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu })]
    [TestCase(
        new[] { 0x243F6A88u, 0x85A308D3u, 0x13198A2Eu, 0x03707344u },
        new[] { 0xA4093822u, 0x299F31D0u },
        new[] { 0xD16CFE09u, 0x94FDCCEBu, 0x5001E420u, 0x24126EA1u })]
    public void Words_AtKnownCounter_EqualPublishedAnswer(
        uint[] counter, uint[] key, uint[] expected)
    {
        PhiloxWords<W> philox = new Philox<W, PhiloxKey>(
            W.Of(counter[0]), counter[1], counter[3], new PhiloxKey(key[0], key[1]))
            .At(counter[2]);
        W[] words = [philox.Word0, philox.Word1, philox.Word2, philox.Word3];
        int lanes = Unsafe.SizeOf<W>() / Unsafe.SizeOf<TScalar>();
        ulong[] actual = MemoryMarshal.Cast<W, TScalar>(words).ToArray()
            .Select(word => word.ToUInt64(null)).ToArray();
        ulong[] repeated = expected
            .SelectMany(word => Enumerable.Repeat((ulong)word, lanes)).ToArray();
        Assert.That(actual, Is.EqualTo(repeated));
    }
}
