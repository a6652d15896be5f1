using System.Reflection;
using System.Text.RegularExpressions;
using GpuRisk.Engine.Devices;
using GpuRisk.Kernels.Lanes;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>What ILGPU makes of a kernel for a device that is not there.</summary>
internal static partial class GeneratedCode
{
    /// <summary>What a driver of CUDA 12.9 or later gets to assemble.</summary>
    public static string Ptx(MethodInfo kernel, CudaArchitecture architecture)
    {
        using Context context = Create();
        using var backend = new PTXBackend(
            context, new CudaCapabilityContext(architecture), architecture,
            CudaInstructionSet.ISA_88, null);
        return ((PTXCompiledKernel)KernelLoading.Compile(backend, kernel)).PTXAssembly;
    }

    public static string OpenCl(MethodInfo kernel)
    {
        using Context context = Create();
        using var backend = new CLBackend(
            context, new CLCapabilityContext(false, true, false, false, false),
            CLDeviceVendor.Other, CLCVersion.CL20);
        return ((CLCompiledKernel)backend.Compile(
            EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default)).Source;
    }

    /// <summary>Only arithmetic that names its rounding may stand there, or the driver may
    /// contract it and the bits change; no branch that claims to be uniform, because ILGPU does not
    /// know; and nothing that spills or is missing.</summary>
    public static void CheckPtx(string ptx)
    {
        Assert.That(ConditionalUniformBranch().Matches(ptx), Is.Empty);
        Assert.That(ptx, Does.Not.Contain(".approx"));
        Assert.That(ptx, Does.Not.Contain(".ftz"));
        Assert.That(ptx, Does.Not.Contain(".extern .func"));
        Assert.That(ptx, Does.Not.Contain(".local"));
        Assert.That(UnroundedPtx().Matches(ptx).Select(match => match.Value), Is.Empty);
    }

    public static void CheckOpenCl(string source)
    {
        Assert.That(UnroundedOpenCl().Matches(source).Select(match => match.Value), Is.Empty);
        Assert.That(source, Does.Contain("fma(").And.Contain("mul_hi("));
    }

    private static Context Create() => Context.Create(
        builder => builder.CPU().EnableRounded().Optimize(OptimizationLevel.O2));

    [GeneratedRegex(
        @"\b(add|sub|mul|div|fma|mad|sqrt|rcp|sin|cos|ex2|lg2)\.(?!rn\.)[a-z.]*f(32|64)\b.*")]
    public static partial Regex UnroundedPtx();

    [GeneratedRegex(@"@!?%\w+\s+bra\.uni")]
    public static partial Regex ConditionalUniformBranch();

    // ILGPU casts the operands of its operators: (float)var1 * (float)var2.
    [GeneratedRegex(@".*\((float|double)\) ?\(?[a-z]+[0-9]* ?[-+*].*")]
    public static partial Regex UnroundedOpenCl();
}
