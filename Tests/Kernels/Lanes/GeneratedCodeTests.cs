using System.Reflection;
using System.Text.RegularExpressions;
using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Runtime.CPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>
/// Reads what ILGPU makes of a kernel that uses every operation: only arithmetic that names its
/// rounding may stand there, or the driver may contract it and the bits change.
/// </summary>
[TestFixture]
internal sealed partial class GeneratedCodeTests
{
    [Test]
    public void Ptx_Float32_HoldsOnlyRoundedArithmetic()
    {
        string ptx = CompilePtx<Real32, Word32>();
        CheckPtx(ptx);
        Assert.That(ptx, Does.Not.Contain(".f64"));
        Assert.That(ptx, Does.Contain("fma.rn.f32").And.Contain("mul.hi.u32"));
        Assert.That(ptx, Does.Contain("cvt.rn.f32.s32").And.Not.Contain("f32.u32"));
    }

    [Test]
    public void Ptx_Float64_HoldsOnlyRoundedArithmetic()
    {
        string ptx = CompilePtx<Real64, Word64>();
        CheckPtx(ptx);
        Assert.That(ptx, Does.Contain("fma.rn.f64").And.Contain("mul.hi.u32"));
        Assert.That(ptx, Does.Contain("cvt.rn.f64.s32").And.Not.Contain("f64.u32"));
        Assert.That(ptx, Does.Not.Contain(".f32"));
    }

    [Test]
    public void OpenCl_Float32_MultipliesAndAddsWithFma()
    {
        string source = CompileOpenCl<Real32, Word32>();
        CheckOpenCl(source);
        Assert.That(source, Does.Not.Contain("double"));
    }

    [Test]
    public void OpenCl_Float64_MultipliesAndAddsWithFma()
    {
        string source = CompileOpenCl<Real64, Word64>();
        CheckOpenCl(source);
        Assert.That(source, Does.Not.Contain("float"));
    }

    [Test]
    public void PlainArithmetic_IsRecognised()
    {
        Assert.That(UnroundedPtx().Matches(CompilePtx(Plain)), Has.Count.EqualTo(3));
        Assert.That(UnroundedOpenCl().Matches(CompileOpenCl(Plain)), Has.Count.EqualTo(3));
    }

    private static void PlainKernel(ArrayView<float> view) =>
        view[0] = (view[1] * view[2]) + (view[3] + view[4]);

    private static void CheckPtx(string ptx)
    {
        Assert.That(ptx, Does.Not.Contain(".approx"));
        Assert.That(ptx, Does.Not.Contain(".ftz"));
        Assert.That(ptx, Does.Not.Contain(".extern .func"));
        Assert.That(ptx, Does.Not.Contain(".local"));
        Assert.That(UnroundedPtx().Matches(ptx).Select(match => match.Value), Is.Empty);
    }

    private static void CheckOpenCl(string source)
    {
        Assert.That(UnroundedOpenCl().Matches(source).Select(match => match.Value), Is.Empty);
        Assert.That(source, Does.Contain("fma(").And.Contain("mul_hi(").And.Contain("sqrt("));
    }

    private static Context Create() => Context.Create(
        builder => builder.CPU().EnableRounded().Optimize(OptimizationLevel.O2));

    private static EntryPointDescription Kernel<R, W>() =>
        EntryPointDescription.FromExplicitlyGroupedKernel(
            typeof(EveryOperation).GetMethod(nameof(EveryOperation.Kernel))!
                .MakeGenericMethod(typeof(R), typeof(W)));

    private static EntryPointDescription Plain =>
        EntryPointDescription.FromExplicitlyGroupedKernel(typeof(GeneratedCodeTests).GetMethod(
            nameof(PlainKernel), BindingFlags.NonPublic | BindingFlags.Static)!);

    private static string CompilePtx<R, W>() => CompilePtx(Kernel<R, W>());

    private static string CompilePtx(EntryPointDescription kernel)
    {
        using Context context = Create();
        using var backend = new PTXBackend(
            context,
            new CudaCapabilityContext(CudaArchitecture.SM_90),
            CudaArchitecture.SM_90,
            CudaInstructionSet.ISA_80,
            null);
        var compiled = (PTXCompiledKernel)backend.Compile(
            kernel, new KernelSpecialization(256, 1));
        return compiled.PTXAssembly;
    }

    private static string CompileOpenCl<R, W>() => CompileOpenCl(Kernel<R, W>());

    private static string CompileOpenCl(EntryPointDescription kernel)
    {
        using Context context = Create();
        using var backend = new CLBackend(
            context,
            new CLCapabilityContext(false, true, false, false, false),
            CLDeviceVendor.Other,
            CLCVersion.CL20);
        return ((CLCompiledKernel)backend.Compile(kernel, default)).Source;
    }

    [GeneratedRegex(
        @"\b(add|sub|mul|div|fma|mad|sqrt|rcp|sin|cos|ex2|lg2)\.(?!rn\.)[a-z.]*f(32|64)\b.*")]
    private static partial Regex UnroundedPtx();

    // ILGPU casts the operands of its operators: (float)var1 * (float)var2.
    [GeneratedRegex(@".*\((float|double)\) ?\(?[a-z]+[0-9]* ?[-+*].*")]
    private static partial Regex UnroundedOpenCl();
}
