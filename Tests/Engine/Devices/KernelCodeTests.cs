using System.Reflection;
using System.Text.RegularExpressions;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Models;
using GpuRisk.Tests.Kernels;
using ILGPU.Runtime.Cuda;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Every kernel compiles for CUDA and OpenCL on a machine that has neither.</summary>
[TestFixture]
internal sealed partial class KernelCodeTests
{
    private static IEnumerable<ModelCode> Models =>
    [
        ModelCode.Of<RandomNumbersModel>(),
        ModelCode.Of<PricesModel>(),
        ModelCode.Of<ImpermanentLossModel>(),
        ModelCode.Of<LiquidationModel>(),
        ModelCode.Of<DepegModel>(),
        ModelCode.Of<MarketModel>(),
    ];

    [Test]
    [Category("Slow")]
    public void Ptx_OfEveryKernel_HoldsOnlyRoundedArithmeticInRegisters(
        [ValueSource(nameof(Models))] ModelCode model, [Values(80, 90)] int architecture)
    {
        CudaArchitecture target =
            architecture == 80 ? CudaArchitecture.SM_80 : CudaArchitecture.SM_90;
        string ptx = GeneratedCode.Ptx(model.DeviceEntry<Real32, Word32>().Method, target);
        GeneratedCode.CheckPtx(ptx);
        Assert.That(ptx, Does.Not.Contain(".f64"));
        Assert.That(ptx, Does.Contain("fma.rn.f32").And.Contain("mul.hi.u32"));
    }

    [Test]
    [Category("Slow")]
    public void Ptx_InFloat64_HoldsOnlyRoundedArithmeticInRegisters([ValueSource(nameof(Models))] ModelCode model)
    {
        string ptx = GeneratedCode.Ptx(
            model.DeviceEntry<Real64, Word64>().Method, CudaArchitecture.SM_90);
        GeneratedCode.CheckPtx(ptx);
        Assert.That(ptx, Does.Contain("fma.rn.f64").And.Not.Contain(".f32"));
    }

    [Test]
    [Category("Slow")]
    public void OpenCl_OfEveryKernel_MultipliesAndAddsWithFma([ValueSource(nameof(Models))] ModelCode model)
    {
        string source = GeneratedCode.OpenCl(model.DeviceEntry<Real32, Word32>().Method);
        GeneratedCode.CheckOpenCl(source);
        Assert.That(source, Does.Not.Contain("double"));
    }

    // Drivers keep what they compiled under the text of the code. ILGPU numbers names through a
    // process's life: of two texts in OpenCL C those numbers may differ, and nothing else.
    [Test]
    [Category("Slow")]
    public void Code_OfAKernel_IsTheSameTextEachTime()
    {
        MethodInfo method = ModelCode.Of<ImpermanentLossModel>().DeviceEntry<Real32, Word32>().Method;
        string ptx = GeneratedCode.Ptx(method, CudaArchitecture.SM_90);
        string source = GeneratedCode.OpenCl(method);
        Assert.That(GeneratedCode.Ptx(method, CudaArchitecture.SM_90), Is.EqualTo(ptx));
        Assert.That(Renumber(GeneratedCode.OpenCl(method)), Is.EqualTo(Renumber(source)));
    }

    private static string Renumber(string code)
    {
        var numbers = new Dictionary<string, int>();
        return NumberOfName().Replace(code, match =>
        {
            numbers.TryAdd(match.Value, numbers.Count);
            return $"_{numbers[match.Value]}";
        });
    }

    [GeneratedRegex(@"(?<=[A-Za-z])_\d+")]
    private static partial Regex NumberOfName();
}
