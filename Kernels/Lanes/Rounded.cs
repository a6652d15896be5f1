using ILGPU.IR.Intrinsics;

namespace GpuRisk.Kernels.Lanes;

/// <summary>
/// Arithmetic with an explicit rounding. On the CPU the bodies below run; on a GPU each call
/// becomes the one instruction that <see cref="RoundedCode"/> names, because a plain
/// multiplication and addition there may be contracted into a fused one by the driver.
/// </summary>
public static class Rounded
{
    /// <summary>left + right.</summary>
    [IntrinsicImplementation]
    public static float Add(float left, float right) => left + right;

    /// <summary>left - right.</summary>
    [IntrinsicImplementation]
    public static float Subtract(float left, float right) => left - right;

    /// <summary>left * right.</summary>
    [IntrinsicImplementation]
    public static float Multiply(float left, float right) => left * right;

    /// <summary>left / right.</summary>
    [IntrinsicImplementation]
    public static float Divide(float left, float right) => left / right;

    /// <summary>left * right + addend, rounded once.</summary>
    [IntrinsicImplementation]
    public static float Fma(float left, float right, float addend) =>
        MathF.FusedMultiplyAdd(left, right, addend);

    /// <summary>The square root.</summary>
    [IntrinsicImplementation]
    public static float Sqrt(float value) => MathF.Sqrt(value);

    /// <summary>left + right.</summary>
    [IntrinsicImplementation]
    public static double Add(double left, double right) => left + right;

    /// <summary>left - right.</summary>
    [IntrinsicImplementation]
    public static double Subtract(double left, double right) => left - right;

    /// <summary>left * right.</summary>
    [IntrinsicImplementation]
    public static double Multiply(double left, double right) => left * right;

    /// <summary>left / right.</summary>
    [IntrinsicImplementation]
    public static double Divide(double left, double right) => left / right;

    /// <summary>left * right + addend, rounded once.</summary>
    [IntrinsicImplementation]
    public static double Fma(double left, double right, double addend) =>
        Math.FusedMultiplyAdd(left, right, addend);

    /// <summary>The square root.</summary>
    [IntrinsicImplementation]
    public static double Sqrt(double value) => Math.Sqrt(value);

    /// <summary>The upper 32 bits of the 64-bit product.</summary>
    [IntrinsicImplementation]
    public static uint MultiplyHigh(uint left, uint right) =>
        (uint)(((ulong)left * right) >> 32);
}
