using GpuRisk.Host.Figures;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Numbers of paths are read as people write them.</summary>
internal sealed class CountTextTests
{
    [TestCase("1000000", 1_000_000)]
    [TestCase("1_000_000", 1_000_000)]
    [TestCase("1e6", 1_000_000)]
    [TestCase("1E6", 1_000_000)]
    [TestCase("2.5e5", 250_000)]
    [TestCase("1.1e1", 11)]
    [TestCase("1e12", 1_000_000_000_000)]
    public void Read_Number_IsExact(string text, long expected) =>
        Assert.That(CountText.Read(text, 1, 1_000_000_000_000), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("x")]
    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("1.5")]
    [TestCase("1e13")]
    [TestCase("1e400")]
    [TestCase("1,000")]
    [TestCase("_1")]
    [TestCase("1_")]
    [TestCase("0x10")]
    [TestCase("NaN")]
    public void Read_AnythingElse_IsNone(string text) =>
        Assert.That(CountText.Read(text, 1, 1_000_000_000_000), Is.Null);
}
