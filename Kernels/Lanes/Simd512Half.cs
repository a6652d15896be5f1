using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuRisk.Kernels.Lanes;

/// <summary>32-bit values in the 64-bit elements of a register. What stands above them does not
/// matter, because products read only the lower half.</summary>
internal readonly struct Simd512Half(Vector512<ulong> value) : IFactor<Simd512Half>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly Vector512<ulong> Value = value;

    /// <summary>The values without what stands above them.</summary>
    public Vector512<ulong> Words
    {
        [MethodImpl(Inline)]
        get => Value & Vector512.Create((ulong)uint.MaxValue);
    }

    [MethodImpl(Inline)]
    public static Simd512Half Of(uint value) => new(Vector512.Create(value).AsUInt64());

    [MethodImpl(Inline)]
    public static Simd512Half Xor(Simd512Half first, Simd512Half second, Simd512Half third) =>
        new(first.Value ^ second.Value ^ third.Value);

    [MethodImpl(Inline)]
    public static void MultiplyWide(
        Simd512Half left, uint right, out Simd512Half high, out Simd512Half low)
    {
        low = new(Native.MultiplyEven(left.Value.AsUInt32(), Vector512.Create(right)));
        high = new(low.Value >>> 32);
    }
}
