using GpuRisk.CudaTests.Machine;
using NUnit.Framework;

namespace GpuRisk.CudaTests.Checks;

/// <summary>What PTX says of instructions where C# says something else, or nothing. NVIDIA,
/// Parallel Thread Execution ISA.</summary>
[TestFixture]
[Category(EmulatedDevice.Category)]
internal sealed class InstructionTests
{
    private const ulong NaN = 0x7FC00000;
    private const ulong One = 0x3F800000;

    [TestCase("shl.b32", 1UL, 32UL, 0UL)]
    [TestCase("shl.b32", 3UL, 31UL, 0x80000000UL)]
    [TestCase("shr.u32", 0x80000000UL, 40UL, 0UL)]
    [TestCase("shr.s32", 0x80000000UL, 40UL, 0xFFFFFFFFUL)]
    [TestCase("shl.b64", 1UL, 64UL, 0UL)]
    [TestCase("shr.s64", 0x8000000000000000UL, 99UL, ulong.MaxValue)]
    [TestCase("add.s32", 0xFFFFFFFFUL, 1UL, 0UL)]
    [TestCase("mul.hi.u32", 0xFFFFFFFFUL, 0xFFFFFFFFUL, 0xFFFFFFFEUL)]
    [TestCase("mul.wide.u32", 0xFFFFFFFFUL, 0xFFFFFFFFUL, 0xFFFFFFFE00000001UL)]
    [TestCase("div.s32", 0xFFFFFFF9UL, 2UL, 0xFFFFFFFDUL)]
    [TestCase("rem.s32", 0xFFFFFFF9UL, 2UL, 0xFFFFFFFFUL)]
    [TestCase("div.s32", 0x80000000UL, 0xFFFFFFFFUL, 0x80000000UL)]
    [TestCase("min.s32", 0xFFFFFFFFUL, 1UL, 0xFFFFFFFFUL)]
    [TestCase("setp.lo.u32", 1UL, 0xFFFFFFFFUL, 1UL)]
    [TestCase("setp.lt.s32", 1UL, 0xFFFFFFFFUL, 0UL)]
    public void Integers_AreTheIsas(string opcode, ulong a, ulong b, ulong expected) =>
        Assert.That(Apply(opcode, a, b), Is.EqualTo(expected));

    /// <summary>With what is no number, ordered ones are false and unordered ones true.</summary>
    [Test]
    public void Comparisons_WithNaN_AreFalseUnlessUnordered()
    {
        foreach ((ulong a, ulong b) in new[] { (NaN, One), (One, NaN), (NaN, NaN) })
        {
            foreach (string relation in new[] { "eq", "lt", "le", "gt", "ge" })
            {
                Assert.That(Apply($"setp.{relation}.f32", a, b), Is.Zero, relation);
            }

            foreach (string relation in new[] { "neu", "ltu", "leu", "gtu", "geu" })
            {
                Assert.That(Apply($"setp.{relation}.f32", a, b), Is.EqualTo(1), relation);
            }
        }

        Assert.That(Apply("setp.ltu.f32", One, 0), Is.Zero);
        Assert.That(Apply("setp.geu.f32", One, 0), Is.EqualTo(1));
    }

    [TestCase(3.99f, 3)]
    [TestCase(-3.99f, -3)]
    [TestCase(1e20f, int.MaxValue)]
    [TestCase(-1e20f, int.MinValue)]
    [TestCase(float.NaN, 0)]
    public void Truncation_StaysInTheRange(float value, int expected) => Assert.That(
        Apply("cvt.rzi.s32.f32", Bits.Of(value)), Is.EqualTo((ulong)(uint)expected));

    [Test]
    public void Conversions_OfSignedIntegers_KeepTheSign() => Assert.That(
        Apply("cvt.s64.s32", 0xFFFFFFFE), Is.EqualTo(ulong.MaxValue - 1));

    [Test]
    public void Fma_RoundsOnce()
    {
        // (1 + 2^-12)^2 - 1 - 2^-11 = 2^-24, which a rounded product loses.
        float x = 1 + MathF.ScaleB(1, -12);
        float addend = -(1 + MathF.ScaleB(1, -11));
        Assert.That(
            Apply("fma.rn.f32", Bits.Of(x), Bits.Of(x), Bits.Of(addend)),
            Is.EqualTo(Bits.Of(MathF.ScaleB(1, -24))));
    }

    [TestCase("add.f32")]
    [TestCase("fma.rn.ftz.f32")]
    [TestCase("sqrt.approx.f32")]
    [TestCase("bar.sync")]
    public void Opcodes_ThatNoKernelMayUse_AreUnknown(string opcode) =>
        Assert.That(Operations.Find(opcode), Is.Null);

    private static unsafe ulong Apply(string opcode, ulong a, ulong b = 0, ulong c = 0)
    {
        ulong result;
        Operations.Find(opcode)!.Run(&result, &a, &b, &c, lanes: 1);
        return result;
    }
}
