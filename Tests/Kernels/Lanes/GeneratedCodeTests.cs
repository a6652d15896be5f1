using System.Reflection;
using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Runtime.Cuda;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>
/// Reads what ILGPU makes of a kernel that uses every operation: only arithmetic that names its
/// rounding may stand there, or the driver may contract it and the bits change.
/// </summary>
[TestFixture]
internal sealed class GeneratedCodeTests
{
    [Test]
    public void Ptx_Float32_HoldsOnlyRoundedArithmetic()
    {
        string ptx = CompilePtx<Real32, Word32>();
        GeneratedCode.CheckPtx(ptx);
        Assert.That(ptx, Does.Not.Contain(".f64"));
        Assert.That(ptx, Does.Contain("fma.rn.f32").And.Contain("mul.hi.u32"));
        Assert.That(ptx, Does.Contain("cvt.rn.f32.s32").And.Not.Contain("f32.u32"));
    }

    [Test]
    public void Ptx_Float64_HoldsOnlyRoundedArithmetic()
    {
        string ptx = CompilePtx<Real64, Word64>();
        GeneratedCode.CheckPtx(ptx);
        Assert.That(ptx, Does.Contain("fma.rn.f64").And.Contain("mul.hi.u32"));
        Assert.That(ptx, Does.Contain("cvt.rn.f64.s32").And.Not.Contain("f64.u32"));
        Assert.That(ptx, Does.Not.Contain(".f32"));
    }

    [Test]
    public void OpenCl_Float32_MultipliesAndAddsWithFma()
    {
        string source = CompileOpenCl<Real32, Word32>();
        GeneratedCode.CheckOpenCl(source);
        Assert.That(source, Does.Contain("sqrt(").And.Not.Contain("double"));
    }

    [Test]
    public void OpenCl_Float64_MultipliesAndAddsWithFma()
    {
        string source = CompileOpenCl<Real64, Word64>();
        GeneratedCode.CheckOpenCl(source);
        Assert.That(source, Does.Contain("sqrt(").And.Not.Contain("float"));
    }

    [Test]
    public void PlainArithmetic_IsRecognised()
    {
        string ptx = GeneratedCode.Ptx(Plain, CudaArchitecture.SM_90);
        Assert.That(GeneratedCode.UnroundedPtx().Matches(ptx), Has.Count.EqualTo(3));
        string source = GeneratedCode.OpenCl(Plain);
        Assert.That(GeneratedCode.UnroundedOpenCl().Matches(source), Has.Count.EqualTo(3));
    }

    private static void PlainKernel(ArrayView<float> view) =>
        view[0] = (view[1] * view[2]) + (view[3] + view[4]);

    private static string CompilePtx<R, W>() =>
        GeneratedCode.Ptx(Kernel<R, W>(), CudaArchitecture.SM_90);

    private static string CompileOpenCl<R, W>() => GeneratedCode.OpenCl(Kernel<R, W>());

    private static MethodInfo Kernel<R, W>() =>
        typeof(EveryOperation).GetMethod(nameof(EveryOperation.Kernel))!
            .MakeGenericMethod(typeof(R), typeof(W));

    private static MethodInfo Plain => typeof(GeneratedCodeTests).GetMethod(
        nameof(PlainKernel), BindingFlags.NonPublic | BindingFlags.Static)!;
}
