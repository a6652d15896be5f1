using static GpuRisk.CudaTests.Machine.Bits;
using static GpuRisk.CudaTests.Machine.Operations;

namespace GpuRisk.CudaTests.Machine;

/// <summary>Arithmetic of reals, rounded to nearest.</summary>
internal static class Reals
{
    public static Dictionary<string, Operation> All { get; } = new()
    {
        ["add.rn.f32"] = Binary((a, b) => Of(Single(a) + Single(b))),
        ["sub.rn.f32"] = Binary((a, b) => Of(Single(a) - Single(b))),
        ["mul.rn.f32"] = Binary((a, b) => Of(Single(a) * Single(b))),
        ["div.rn.f32"] = Binary((a, b) => Of(Single(a) / Single(b))),
        ["sqrt.rn.f32"] = Unary(a => Of(MathF.Sqrt(Single(a)))),
        ["fma.rn.f32"] = Ternary(
            (a, b, c) => Of(MathF.FusedMultiplyAdd(Single(a), Single(b), Single(c)))),
        ["add.rn.f64"] = Binary((a, b) => Of(Double(a) + Double(b))),
        ["sub.rn.f64"] = Binary((a, b) => Of(Double(a) - Double(b))),
        ["mul.rn.f64"] = Binary((a, b) => Of(Double(a) * Double(b))),
        ["div.rn.f64"] = Binary((a, b) => Of(Double(a) / Double(b))),
        ["sqrt.rn.f64"] = Unary(a => Of(Math.Sqrt(Double(a)))),
        ["fma.rn.f64"] = Ternary(
            (a, b, c) => Of(Math.FusedMultiplyAdd(Double(a), Double(b), Double(c)))),
    };
}
