using GpuRisk.Host.Figures;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Figures show the digits that their errors support.</summary>
internal sealed class FigureTextTests
{
    [TestCase(12.3456, 0.0512, "12.35(5)")]
    [TestCase(-812.3, 4.2, "-812(4)")]
    [TestCase(1234.5, 56.0, "1,234(56)")]
    [TestCase(12.34, 1.51, "12(2)")]
    [TestCase(123456.0, 210.0, "123.5(2)k")]
    [TestCase(134288000.0, 13000.0, "134.29(1)M")]
    [TestCase(0.0, 0.0, "0")]
    [TestCase(0.25, 0.0, "0.25")]
    [TestCase(-0.0001, 0.01, "0.00(1)")]
    [TestCase(12.5, null, "12.5?")]
    [TestCase(null, null, "-")]
    public void Bracketed_Cases(double? value, double? error, string expected) =>
        Assert.That(FigureText.Bracketed(value, error), Is.EqualTo(expected));

    [TestCase(12.3456, 0.0512, "12.35 ± 0.05")]
    [TestCase(12.3456, 0.0131, "12.346 ± 0.013")]
    [TestCase(1.5e9, 2e6, "1.500B ± 0.002B")]
    [TestCase(100.0, 0.0, "100")]
    [TestCase(12345.678, 1e-9, "12,346 ± <1")]
    public void PlusMinus_Cases(double value, double error, string expected) =>
        Assert.That(FigureText.PlusMinus(value, error), Is.EqualTo(expected));

    [TestCase(0.38, "0.38")]
    [TestCase(1856.14, "1,856")]
    [TestCase(61290000.0, "61.29M")]
    [TestCase(0.0, "0")]
    public void Compact_Cases(double value, string expected) =>
        Assert.That(FigureText.Compact(value), Is.EqualTo(expected));

    [TestCase(90 * 86400.0, "90 d")]
    [TestCase(3600.0, "1 h")]
    [TestCase(600.0, "10 min")]
    [TestCase(12.0, "12 s")]
    public void Duration_Cases(double seconds, string expected) =>
        Assert.That(FigureText.Duration(seconds), Is.EqualTo(expected));
}
