using static GpuRisk.CudaTests.Machine.Operations;

namespace GpuRisk.CudaTests.Machine;

/// <summary>Arithmetic of 64-bit integers and of predicates.</summary>
internal static class Integers64
{
    private static readonly Operation Add = Binary((a, b) => a + b);
    private static readonly Operation Subtract = Binary((a, b) => a - b);
    private static readonly Operation Multiply = Binary((a, b) => a * b);
    private static readonly Operation MultiplyAdd = Ternary((a, b, c) => (a * b) + c);
    private static readonly Operation And = Binary((a, b) => a & b);
    private static readonly Operation Or = Binary((a, b) => a | b);
    private static readonly Operation Xor = Binary((a, b) => a ^ b);

    public static Dictionary<string, Operation> All { get; } = new()
    {
        ["add.s64"] = Add,
        ["add.u64"] = Add,
        ["sub.s64"] = Subtract,
        ["sub.u64"] = Subtract,
        ["mul.lo.s64"] = Multiply,
        ["mul.lo.u64"] = Multiply,
        ["mad.lo.s64"] = MultiplyAdd,
        ["mad.lo.u64"] = MultiplyAdd,
        ["rem.s64"] = Binary((a, b) => (ulong)((long)b is 0 or -1 ? 0 : (long)a % (long)b)),
        ["min.s64"] = Binary((a, b) => (ulong)Math.Min((long)a, (long)b)),
        ["max.s64"] = Binary((a, b) => (ulong)Math.Max((long)a, (long)b)),
        ["neg.s64"] = Unary(a => (ulong)-(long)a),
        ["not.b64"] = Unary(a => ~a),
        ["not.pred"] = Unary(a => a ^ 1),
        ["and.b64"] = And,
        ["and.pred"] = And,
        ["or.b64"] = Or,
        ["or.pred"] = Or,
        ["xor.b64"] = Xor,
        ["xor.pred"] = Xor,
        ["shl.b64"] = Binary((a, b) => (uint)b > 63 ? 0 : a << (int)b),
        ["shr.u64"] = Binary((a, b) => (uint)b > 63 ? 0 : a >> (int)b),
        ["shr.s64"] = Binary((a, b) => (ulong)((long)a >> (int)Math.Min((uint)b, 63))),
    };
}
