using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuRisk.Kernels.Lanes;

/// <summary>Entries of a table, element by element.</summary>
internal static unsafe class Gathered
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector512<float> From(float* table, Vector512<uint> index) =>
        Vector512.Create(From(table, index.GetLower()), From(table, index.GetUpper()));

    [MethodImpl(Inline)]
    public static Vector512<double> From(double* table, Vector512<ulong> index) =>
        Vector512.Create(From(table, index.GetLower()), From(table, index.GetUpper()));

    [MethodImpl(Inline)]
    public static Vector256<float> From(float* table, Vector256<uint> index) =>
        Avx2.IsSupported
            ? Avx2.GatherVector256(table, index.AsInt32(), sizeof(float))
            : Vector256.Create(From(table, index.GetLower()), From(table, index.GetUpper()));

    [MethodImpl(Inline)]
    public static Vector256<double> From(double* table, Vector256<ulong> index) =>
        Avx2.IsSupported
            ? Avx2.GatherVector256(table, index.AsInt64(), sizeof(double))
            : Vector256.Create(From(table, index.GetLower()), From(table, index.GetUpper()));

    [MethodImpl(Inline)]
    public static Vector128<float> From(float* table, Vector128<uint> index) =>
        Avx2.IsSupported
            ? Avx2.GatherVector128(table, index.AsInt32(), sizeof(float))
            : Vector128.Create(
                table[index.GetElement(0)], table[index.GetElement(1)],
                table[index.GetElement(2)], table[index.GetElement(3)]);

    [MethodImpl(Inline)]
    public static Vector128<double> From(double* table, Vector128<ulong> index) =>
        Avx2.IsSupported
            ? Avx2.GatherVector128(table, index.AsInt64(), sizeof(double))
            : Vector128.Create(table[index.GetElement(0)], table[index.GetElement(1)]);
}
