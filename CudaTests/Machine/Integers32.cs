using static GpuRisk.CudaTests.Machine.Operations;

namespace GpuRisk.CudaTests.Machine;

/// <summary>Arithmetic of 32-bit integers. Shifts by more than the width give zeros or signs, where
/// C# takes the count modulo the width; division by zero gives what NVIDIA leaves open.</summary>
internal static class Integers32
{
    private static readonly Operation Add = Binary((a, b) => (uint)(a + b));
    private static readonly Operation Subtract = Binary((a, b) => (uint)(a - b));
    private static readonly Operation Multiply = Binary((a, b) => (uint)a * (uint)b);
    private static readonly Operation MultiplyAdd =
        Ternary((a, b, c) => ((uint)a * (uint)b) + (uint)c);

    public static Dictionary<string, Operation> All { get; } = new()
    {
        ["add.s32"] = Add,
        ["add.u32"] = Add,
        ["sub.s32"] = Subtract,
        ["sub.u32"] = Subtract,
        ["mul.lo.s32"] = Multiply,
        ["mul.lo.u32"] = Multiply,
        ["mad.lo.s32"] = MultiplyAdd,
        ["mad.lo.u32"] = MultiplyAdd,
        ["mul.hi.u32"] = Binary((a, b) => ((ulong)(uint)a * (uint)b) >> 32),
        ["mul.wide.u32"] = Binary((a, b) => (ulong)(uint)a * (uint)b),
        ["div.s32"] = Binary((a, b) => (uint)((int)b == -1 ? -(int)a : Quotient((int)a, (int)b))),
        ["rem.s32"] = Binary((a, b) => (uint)((int)b is 0 or -1 ? 0 : (int)a % (int)b)),
        ["min.s32"] = Binary((a, b) => (uint)Math.Min((int)a, (int)b)),
        ["max.s32"] = Binary((a, b) => (uint)Math.Max((int)a, (int)b)),
        ["neg.s32"] = Unary(a => (uint)-(int)a),
        ["not.b32"] = Unary(a => ~(uint)a),
        ["and.b32"] = Binary((a, b) => (uint)(a & b)),
        ["or.b32"] = Binary((a, b) => (uint)(a | b)),
        ["xor.b32"] = Binary((a, b) => (uint)(a ^ b)),
        ["shl.b32"] = Binary((a, b) => (uint)b > 31 ? 0 : (uint)a << (int)b),
        ["shr.u32"] = Binary((a, b) => (uint)b > 31 ? 0 : (uint)a >> (int)b),
        ["shr.s32"] = Binary((a, b) => (uint)((int)a >> (int)Math.Min((uint)b, 31))),
    };

    private static int Quotient(int a, int b) => b == 0 ? -1 : a / b;
}
