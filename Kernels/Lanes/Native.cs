using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GpuRisk.Kernels.Lanes;

/// <summary>What processors do in one instruction or two, and portable vectors in several.
/// </summary>
internal static class Native
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const ulong Low = 0xFFFFFFFFul;

    /// <summary>32 x 32 -> 64-bit products of the even 32-bit elements.</summary>
    [MethodImpl(Inline)]
    public static Vector512<ulong> MultiplyEven(Vector512<uint> left, Vector512<uint> right) =>
        Avx512F.IsSupported
            ? Avx512F.Multiply(left, right)
            : (left.AsUInt64() & Vector512.Create(Low))
                * (right.AsUInt64() & Vector512.Create(Low));

    /// <summary>The even 32-bit elements of two registers in turn.</summary>
    [MethodImpl(Inline)]
    public static Vector512<uint> JoinEven(Vector512<ulong> even, Vector512<ulong> odd) =>
        Vector512.ConditionalSelect(
            Vector512.Create(Low), even, odd << 32).AsUInt32();

    /// <summary>left where it is less than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector512<float> Min(Vector512<float> left, Vector512<float> right) =>
        Avx512F.IsSupported
            ? Avx512F.Min(left, right)
            : Vector512.ConditionalSelect(Vector512.LessThan(left, right), left, right);

    /// <summary>left where it is greater than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) =>
        Avx512F.IsSupported
            ? Avx512F.Max(left, right)
            : Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), left, right);

    /// <summary>left where it is less than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector512<double> Min(Vector512<double> left, Vector512<double> right) =>
        Avx512F.IsSupported
            ? Avx512F.Min(left, right)
            : Vector512.ConditionalSelect(Vector512.LessThan(left, right), left, right);

    /// <summary>left where it is greater than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector512<double> Max(Vector512<double> left, Vector512<double> right) =>
        Avx512F.IsSupported
            ? Avx512F.Max(left, right)
            : Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), left, right);

    /// <summary>32 x 32 -> 64-bit products of the even 32-bit elements.</summary>
    [MethodImpl(Inline)]
    public static Vector256<ulong> MultiplyEven(Vector256<uint> left, Vector256<uint> right) =>
        Avx2.IsSupported
            ? Avx2.Multiply(left, right)
            : (left.AsUInt64() & Vector256.Create(Low))
                * (right.AsUInt64() & Vector256.Create(Low));

    /// <summary>The even 32-bit elements of two registers in turn.</summary>
    [MethodImpl(Inline)]
    public static Vector256<uint> JoinEven(Vector256<ulong> even, Vector256<ulong> odd) =>
        Vector256.ConditionalSelect(
            Vector256.Create(Low), even, odd << 32).AsUInt32();

    /// <summary>left where it is less than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector256<float> Min(Vector256<float> left, Vector256<float> right) =>
        Avx.IsSupported
            ? Avx.Min(left, right)
            : Vector256.ConditionalSelect(Vector256.LessThan(left, right), left, right);

    /// <summary>left where it is greater than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) =>
        Avx.IsSupported
            ? Avx.Max(left, right)
            : Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), left, right);

    /// <summary>left where it is less than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector256<double> Min(Vector256<double> left, Vector256<double> right) =>
        Avx.IsSupported
            ? Avx.Min(left, right)
            : Vector256.ConditionalSelect(Vector256.LessThan(left, right), left, right);

    /// <summary>left where it is greater than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector256<double> Max(Vector256<double> left, Vector256<double> right) =>
        Avx.IsSupported
            ? Avx.Max(left, right)
            : Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), left, right);

    /// <summary>32 x 32 -> 64-bit products of the even 32-bit elements.</summary>
    [MethodImpl(Inline)]
    public static Vector128<ulong> MultiplyEven(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported
            ? Sse2.Multiply(left, right)
            : AdvSimd.IsSupported
            ? AdvSimd.MultiplyWideningLower(
                AdvSimd.ExtractNarrowingLower(left.AsUInt64()),
                AdvSimd.ExtractNarrowingLower(right.AsUInt64()))
            : (left.AsUInt64() & Vector128.Create(Low))
                * (right.AsUInt64() & Vector128.Create(Low));

    /// <summary>The even 32-bit elements of two registers in turn.</summary>
    [MethodImpl(Inline)]
    public static Vector128<uint> JoinEven(Vector128<ulong> even, Vector128<ulong> odd) =>
        Vector128.ConditionalSelect(
            Vector128.Create(Low), even, odd << 32).AsUInt32();

    /// <summary>left where it is less than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> Min(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported
            ? Sse.Min(left, right)
            : Vector128.ConditionalSelect(Vector128.LessThan(left, right), left, right);

    /// <summary>left where it is greater than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported
            ? Sse.Max(left, right)
            : Vector128.ConditionalSelect(Vector128.GreaterThan(left, right), left, right);

    /// <summary>left where it is less than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector128<double> Min(Vector128<double> left, Vector128<double> right) =>
        Sse2.IsSupported
            ? Sse2.Min(left, right)
            : Vector128.ConditionalSelect(Vector128.LessThan(left, right), left, right);

    /// <summary>left where it is greater than right, otherwise right.</summary>
    [MethodImpl(Inline)]
    public static Vector128<double> Max(Vector128<double> left, Vector128<double> right) =>
        Sse2.IsSupported
            ? Sse2.Max(left, right)
            : Vector128.ConditionalSelect(Vector128.GreaterThan(left, right), left, right);
}
