using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>The scale is the power of two 2^(32 - ceil(log2 magnitude)).</summary>
[TestFixture]
public sealed class MetricTests
{
    [TestCase(1.0, 32)]
    [TestCase(1.0000000001, 31)]
    [TestCase(2.0, 31)]
    [TestCase(10_000.0, 18)] // 2^13 < 10,000 <= 2^14
    [TestCase(0.3, 33)] // 2^-2 < 0.3 <= 2^-1
    [TestCase(0.25, 34)]
    public void Scale_OfMagnitude_IsThePowerOfTwo(double magnitude, int exponent)
    {
        Metric metric = new("a", "b", "USD", magnitude, MetricSense.Gain);
        Assert.That(metric.Scale, Is.EqualTo(Math.ScaleB(1.0, exponent)));
    }

    [Test]
    public void Name_JoinsSubjectAndQuantity() =>
        Assert.That(TallyTesting.Profit.Name, Is.EqualTo("lp.net"));

    [TestCase(0.0)]
    [TestCase(-1.0)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(1e31)]
    public void Magnitude_OutOfRange_IsRefused(double magnitude) => Assert.That(
        () => new Metric("a", "b", "USD", magnitude, MetricSense.Gain),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("a.b"));

}
