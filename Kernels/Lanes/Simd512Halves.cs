using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuRisk.Kernels.Lanes;

/// <summary>The even and the odd 32-bit elements of a register, each in 64-bit elements of their
/// own: nothing has to be put together between products.</summary>
internal readonly struct Simd512Halves(Vector512<ulong> even, Vector512<ulong> odd)
    : IFactor<Simd512Halves>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<ulong> _even = even;
    private readonly Vector512<ulong> _odd = odd;

    /// <summary>Takes a register apart.</summary>
    [MethodImpl(Inline)]
    public Simd512Halves(Vector512<uint> words)
        : this(words.AsUInt64(), words.AsUInt64() >>> 32)
    {
    }

    /// <summary>The register, put together again.</summary>
    public Vector512<uint> Words
    {
        [MethodImpl(Inline)]
        get => Native.JoinEven(_even, _odd);
    }

    [MethodImpl(Inline)]
    public static Simd512Halves Of(uint value)
    {
        Vector512<ulong> all = Vector512.Create(value).AsUInt64();
        return new(all, all);
    }

    [MethodImpl(Inline)]
    public static Simd512Halves Xor(
        Simd512Halves first, Simd512Halves second, Simd512Halves third) => new(
            first._even ^ second._even ^ third._even,
            first._odd ^ second._odd ^ third._odd);

    [MethodImpl(Inline)]
    public static void MultiplyWide(
        Simd512Halves left, uint right, out Simd512Halves high, out Simd512Halves low)
    {
        Vector512<uint> factor = Vector512.Create(right);
        Vector512<ulong> even = Native.MultiplyEven(left._even.AsUInt32(), factor);
        Vector512<ulong> odd = Native.MultiplyEven(left._odd.AsUInt32(), factor);
        low = new(even, odd);
        high = new(even >>> 32, odd >>> 32);
    }
}
