using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

[TestFixture]
internal sealed class VectorOperationsTests
{
    // Two instructions a clock: 64 path-steps in 227 / 2 clocks.
    [Test]
    public void Limit_OfPrices_IsTheArithmeticOfABlock() => Assert.That(
        VectorOperations.Limit(ModelKind.Prices, 16, 2e9),
        Is.EqualTo(1e9 * 64 / 113.5).Within(1e-6).Percent);

    [Test]
    public void Limit_OfAModelThatWasNotCounted_IsUnknown() => Assert.That(
        VectorOperations.Limit(ModelKind.Market, 16, 2e9), Is.Null);
}
