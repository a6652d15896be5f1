using System.Reflection;
using System.Text.RegularExpressions;
using GpuRisk.Engine.Devices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Tests.Kernels;
using ILGPU.Runtime.Cuda;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Reads what ILGPU makes of a tally's kernels for CUDA.</summary>
[TestFixture]
internal sealed partial class TallyKernelCodeTests
{
    // Red is the form of atomics that gives no old value back, so that nobody waits for it.
    private static readonly string[] Allowed = ["red.add.global.u64", "red.max.global.s64"];

    private static IEnumerable<MethodInfo> Adding =>
        [TallyKernels<Real32>.AddEntry.Method, TallyKernels<Real64>.AddEntry.Method];

    private static IEnumerable<MethodInfo> Keeping =>
    [
        TallyKernels<Real32>.KeepFaultValuesEntry.Method,
        TallyKernels<Real64>.KeepFaultValuesEntry.Method,
    ];

    private static IEnumerable<MethodInfo> Deriving =>
        [DerivationKernel<Real32>.Entry.Method, DerivationKernel<Real64>.Entry.Method];

    [Test]
    public void Ptx_OfAdding_HoldsRoundedArithmeticAndInteger64Atomics(
        [ValueSource(nameof(Adding))] MethodInfo kernel, [Values(80, 90)] int architecture)
    {
        string ptx = Ptx(kernel, architecture);
        GeneratedCode.CheckPtx(ptx);
        Assert.That(ptx, Does.Contain("sub.rn.f64").And.Contain("mul.rn.f64"));
        Assert.That(ptx, Does.Contain("add.rn.f64").And.Not.Contain("fma"));
        string[] atomics =
            [.. Atomics().Matches(ptx).Select(match => match.Value).Distinct()];
        Assert.That(atomics, Is.EquivalentTo(Allowed));
    }

    [Test]
    public void Ptx_OfKeepingFaults_HoldsRoundedArithmeticAndNoAtomics(
        [ValueSource(nameof(Keeping))] MethodInfo kernel, [Values(80, 90)] int architecture)
    {
        string ptx = Ptx(kernel, architecture);
        GeneratedCode.CheckPtx(ptx);
        Assert.That(Atomics().Matches(ptx), Is.Empty);
        Assert.That(ptx, Does.Contain("sub.rn.f64"));
    }

    [Test]
    public void Ptx_OfDeriving_HoldsRoundedArithmeticAndNoAtomics(
        [ValueSource(nameof(Deriving))] MethodInfo kernel, [Values(80, 90)] int architecture)
    {
        string ptx = Ptx(kernel, architecture);
        GeneratedCode.CheckPtx(ptx);
        Assert.That(Atomics().Matches(ptx), Is.Empty);
        Assert.That(ptx, Does.Contain("fma.rn.f64"));
    }

    private static string Ptx(MethodInfo kernel, int architecture) => GeneratedCode.Ptx(
        kernel, architecture == 80 ? CudaArchitecture.SM_80 : CudaArchitecture.SM_90);

    [GeneratedRegex(@"\b(atom|red)\.[a-z0-9.]+")]
    private static partial Regex Atomics();
}
