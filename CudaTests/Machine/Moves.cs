using static GpuRisk.CudaTests.Machine.Operations;

namespace GpuRisk.CudaTests.Machine;

/// <summary>Moves, conversions and choices.</summary>
internal static class Moves
{
    private static readonly Operation Low = Unary(a => (uint)a);
    private static readonly Operation Extended = Unary(a => (ulong)(int)a);
    private static readonly Operation All64 = Unary(a => a);

    public static Dictionary<string, Operation> All { get; } = new()
    {
        ["mov.b32"] = Low,
        ["mov.f32"] = Low,
        ["mov.u32"] = Low,
        ["mov.s32"] = Low,
        ["cvt.u32.u64"] = Low,
        ["cvt.u32.s64"] = Low,
        ["cvt.s32.u64"] = Low,
        ["cvt.s32.s64"] = Low,
        ["cvt.u64.u32"] = Low,
        ["mov.b64"] = All64,
        ["mov.f64"] = All64,
        ["mov.u64"] = All64,
        ["mov.s64"] = All64,
        ["mov.pred"] = All64,
        ["cvta.to.global.u64"] = All64,
        ["cvt.s64.s32"] = Extended,
        ["cvt.u64.s32"] = Extended,
        ["cvt.rn.f32.s32"] = Unary(a => Bits.Of((float)(int)a)),
        ["cvt.rn.f64.s32"] = Unary(a => Bits.Of((double)(int)a)),
        ["cvt.f64.f32"] = Unary(a => Bits.Of((double)Bits.Single(a))),
        ["cvt.rn.f32.f64"] = Unary(a => Bits.Of((float)Bits.Double(a))),
        ["cvt.rzi.s32.f32"] = Unary(a => Truncated(Bits.Single(a))),
        ["cvt.rzi.s32.f64"] = Unary(a => Truncated(Bits.Double(a))),
        ["selp.b32"] = Ternary((a, b, chosen) => (uint)(chosen != 0 ? a : b)),
        ["selp.b64"] = Ternary((a, b, chosen) => chosen != 0 ? a : b),
    };

    // Towards zero, at the ends of the range where it lies beyond, and 0 of what is no number.
    private static ulong Truncated(double value) => (uint)(double.IsNaN(value)
        ? 0 : (int)Math.Clamp(Math.Truncate(value), int.MinValue, int.MaxValue));
}
