using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Benchmarking;

internal sealed class ArithmeticLimitTests
{
    // docs/kernels.md: 227 instructions for 64 path-steps, 236 for 4 on a GPU.
    [Test]
    public void Instructions_OfPrices_AreThoseOfTheCountedLoop() => Assert.Multiple(() =>
    {
        Assert.That(CountedInstructions.OfVectors(ModelCode.Of<PricesModel>()), Is.EqualTo(3.546875));
        Assert.That(CountedInstructions.OfThread(ModelCode.Of<PricesModel>()), Is.EqualTo(59));
        Assert.That(CountedInstructions.OfVectors(ModelCode.Of<MarketModel>()), Is.Null);
    });

    [Test]
    public void Limit_WhereALoopIsNotCounted_IsUnknown()
    {
        using var narrow = new SimdDevice(1, 128);
        Assert.Multiple(() =>
        {
            Assert.That(Limit(narrow, "gbm", Precision.Float32), Is.Null);
            Assert.That(Limit(new SimdDevice(1, 512), "merton", Precision.Float32), Is.Null);
            Assert.That(Limit(new SimdDevice(1, 512), "gbm", Precision.Float64), Is.Null);
        });
    }

    [Test]
    public void Limit_OfCountedWork_HoldsItsInstructions()
    {
        using var simd = new SimdDevice(1, 512);
        var limit = Limit(simd, "gbm", Precision.Float32)!;
        Assert.That(
            limit.PathStepsPerSecond * limit.InstructionsPerPathStep, Is.GreaterThan(1e8));
        Assert.That(
            Limit(simd, "random-numbers", Precision.Float32)!.InstructionsPerPathStep,
            Is.EqualTo(129 / 64.0));
    }

    private static ArithmeticLimit? Limit(SimdDevice device, string entry, Precision precision) =>
        ArithmeticLimit.Of(
            [device], BenchmarkSuite.Entry(entry), precision, TimeProvider.System);
}
