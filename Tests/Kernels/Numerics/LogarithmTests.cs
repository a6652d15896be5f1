using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using MathNet.Numerics;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>Logarithms of what is near one, and of a normal tail.</summary>
internal sealed class LogarithmTests
{
    // One plus a power of two, and a little more, is a double, whose logarithm the library knows.
    [Test]
    public void LogOnePlus_OfExactSums_IsTheLibrarys()
    {
        for (int n = 0; n < 40; n++)
        {
            foreach (double part in new[] { 1.0, 1.25, -0.5, -0.875 })
            {
                double x = Math.ScaleB(part, -n);
                double expected = Math.Log(1 + x);
                double actual = LogOnePlus<Real64, Word64>.Of(new(x)).Value;
                float single = LogOnePlus<Real32, Word32>.Of(new((float)x)).Value;
                Assert.That(actual, Is.EqualTo(expected).Within(2e-15 * Math.Abs(expected)), $"{x}");
                Assert.That(single, Is.EqualTo(expected).Within(6e-7 * Math.Abs(expected)), $"{x}");
            }
        }

        Assert.That(LogOnePlus<Real64, Word64>.Of(new(0)).Value, Is.Zero);
    }

    [Test]
    public void NormalTail_EverywhereInUse_IsThatOfErfc()
    {
        for (double x = -4; x <= 14; x += 1.0 / 512)
        {
            double tail = 0.5 * SpecialFunctions.Erfc(x / Math.Sqrt(2));
            double actual = NormalTail<Real64, Word64>.Log(new(x)).Value;
            float single = NormalTail<Real32, Word32>.Log(new((float)x)).Value;
            double expected = Math.Log(tail);
            Assert.That(actual, Is.EqualTo(expected).Within(1e-10), $"{x}");
            Assert.That(
                single, Is.EqualTo(expected).Within(1e-6 + (3e-7 * Math.Abs(expected))), $"{x}");
        }
    }
}
