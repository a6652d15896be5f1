using static GpuRisk.CudaTests.Machine.Bits;
using static GpuRisk.CudaTests.Machine.Operations;

namespace GpuRisk.CudaTests.Machine;

/// <summary>Comparisons. Of reals, the ordered ones are false of what is not a number, and the
/// unordered ones (<c>ltu</c>) true.</summary>
internal static class Comparisons
{
    public static Dictionary<string, Operation> All { get; } = new[]
    {
        OfSigned("s32", a => (int)a),
        OfSigned("s64", a => (long)a),
        OfUnsigned("u32", a => (uint)a),
        OfUnsigned("u64", a => a),
        OfReals("f32", a => Single(a)),
        OfReals("f64", Double),
    }.SelectMany(group => group).ToDictionary();

    private static Dictionary<string, Operation> OfSigned(string type, Func<ulong, long> value)
    {
        return new()
        {
            [$"setp.eq.{type}"] = Binary((a, b) => Of(value(a) == value(b))),
            [$"setp.ne.{type}"] = Binary((a, b) => Of(value(a) != value(b))),
            [$"setp.lt.{type}"] = Binary((a, b) => Of(value(a) < value(b))),
            [$"setp.le.{type}"] = Binary((a, b) => Of(value(a) <= value(b))),
            [$"setp.gt.{type}"] = Binary((a, b) => Of(value(a) > value(b))),
            [$"setp.ge.{type}"] = Binary((a, b) => Of(value(a) >= value(b))),
        };
    }

    private static Dictionary<string, Operation> OfUnsigned(string type, Func<ulong, ulong> value)
    {
        return new()
        {
            [$"setp.eq.{type}"] = Binary((a, b) => Of(value(a) == value(b))),
            [$"setp.ne.{type}"] = Binary((a, b) => Of(value(a) != value(b))),
            [$"setp.lo.{type}"] = Binary((a, b) => Of(value(a) < value(b))),
            [$"setp.ls.{type}"] = Binary((a, b) => Of(value(a) <= value(b))),
            [$"setp.hi.{type}"] = Binary((a, b) => Of(value(a) > value(b))),
            [$"setp.hs.{type}"] = Binary((a, b) => Of(value(a) >= value(b))),
        };
    }

    private static Dictionary<string, Operation> OfReals(string type, Func<ulong, double> value)
    {
        return new()
        {
            [$"setp.eq.{type}"] = Binary((a, b) => Of(value(a) == value(b))),
            [$"setp.lt.{type}"] = Binary((a, b) => Of(value(a) < value(b))),
            [$"setp.le.{type}"] = Binary((a, b) => Of(value(a) <= value(b))),
            [$"setp.gt.{type}"] = Binary((a, b) => Of(value(a) > value(b))),
            [$"setp.ge.{type}"] = Binary((a, b) => Of(value(a) >= value(b))),
            [$"setp.neu.{type}"] = Binary((a, b) => Of(!(value(a) == value(b)))),
            [$"setp.ltu.{type}"] = Binary((a, b) => Of(!(value(a) >= value(b)))),
            [$"setp.leu.{type}"] = Binary((a, b) => Of(!(value(a) > value(b)))),
            [$"setp.gtu.{type}"] = Binary((a, b) => Of(!(value(a) <= value(b)))),
            [$"setp.geu.{type}"] = Binary((a, b) => Of(!(value(a) < value(b)))),
        };
    }
}
