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
        Assert.That(ptx, Does.Not.Contain("f64"));
        Assert.That(ptx, Does.Contain("fma.rn.f32").And.Contain("mul.hi.u32"));
    }

    [Test]
    public void Ptx_Float64_HoldsOnlyRoundedArithmetic()
    {
        string ptx = CompilePtx<Real64, Word64>();
        CheckPtx(ptx);
        Assert.That(ptx, Does.Contain("fma.rn.f64").And.Contain("mul.hi.u32"));
    }

    [Test]
    public void OpenCl_Float32_MultipliesAndAddsWithFma()
    {
        string source = CompileOpenCl<Real32, Word32>();
        CheckOpenCl(source, "float");
        Assert.That(source, Does.Not.Contain("double"));
    }

    [Test]
    public void OpenCl_Float64_MultipliesAndAddsWithFma() =>
        CheckOpenCl(CompileOpenCl<Real64, Word64>(), "double");

    private static void CheckPtx(string ptx)
    {
        Keep("ptx", ptx);
        Assert.That(ptx, Does.Not.Contain(".approx"));
        Assert.That(ptx, Does.Not.Contain(".ftz"));
        Assert.That(ptx, Does.Not.Contain(".extern .func"));
        Assert.That(ptx, Does.Not.Contain(".local"));
        Assert.That(UnroundedPtx().Matches(ptx).Select(match => match.Value), Is.Empty);
    }

    private static void CheckOpenCl(string source, string type)
    {
        Keep("cl", source);
        Assert.That(source, Does.Contain("fma(").And.Contain("mul_hi(").And.Contain("sqrt("));
    }

    private static void Keep(string extension, string text) => File.WriteAllText(
        Path.Combine(Path.GetTempPath(), $"{TestContext.CurrentContext.Test.Name}.{extension}"), text);

    private static Context Create() => Context.Create(
        builder => builder.CPU().EnableRounded().Optimize(OptimizationLevel.O2));

    private static EntryPointDescription Kernel<R, W>() =>
        EntryPointDescription.FromExplicitlyGroupedKernel(
            typeof(EveryOperation).GetMethod(nameof(EveryOperation.Kernel), BindingFlags.Public | BindingFlags.Static)!
                .MakeGenericMethod(typeof(R), typeof(W)));

    private static string CompilePtx<R, W>()
    {
        using Context context = Create();
        using var backend = new PTXBackend(
            context,
            new CudaCapabilityContext(CudaArchitecture.SM_90),
            CudaArchitecture.SM_90,
            CudaInstructionSet.ISA_80,
            null);
        var kernel = (PTXCompiledKernel)backend.Compile(
            Kernel<R, W>(), new KernelSpecialization(256, 1));
        return kernel.PTXAssembly;
    }

    private static string CompileOpenCl<R, W>()
    {
        using Context context = Create();
        using var backend = new CLBackend(
            context,
            new CLCapabilityContext(false, true, false, false, false),
            CLDeviceVendor.Other,
            CLCVersion.CL20);
        return ((CLCompiledKernel)backend.Compile(Kernel<R, W>(), default)).Source;
    }

    [GeneratedRegex(@"\b(add|sub|mul|div|fma|mad|sqrt|rcp|sin|cos|ex2|lg2)\.(?!rn\.)[a-z.]*f(32|64)\b.*")]
    private static partial Regex UnroundedPtx();
}
