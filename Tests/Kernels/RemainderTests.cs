using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>exp(x) - 1 - x against its series in 28 digits.</summary>
internal sealed class RemainderTests
{
    /// <summary>At fractions of a power of two, which both formats and the series have whole.
    /// </summary>
    [TestCase(1024, 3200)]
    [TestCase(16384, 150)]
    public void Remainder_IsThatOfTheSeries(int parts, int most)
    {
        for (int i = -most; i <= most; i++)
        {
            double x = (double)i / parts;
            double expected = Series((decimal)i / parts);
            Assert.That(
                Remainder<Real64, Word64>.Of(Real64.Of(x)).Value,
                Is.EqualTo(expected).Within(8 * Math.Pow(2, -52) * expected), $"{x}");
            Assert.That(
                Remainder<Real32, Word32>.Of(Real32.Of(x)).Value,
                Is.EqualTo(expected).Within(8 * Math.Pow(2, -23) * expected), $"{x}");
        }
    }

    private static double Series(decimal x)
    {
        decimal term = x;
        decimal sum = 0;
        for (int k = 2; k < 60; k++)
        {
            term *= x / k;
            sum += term;
        }

        return (double)sum;
    }
}
