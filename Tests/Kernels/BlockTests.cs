using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>What blocks of steps need so that no result depends on their length.</summary>
[TestFixture]
internal sealed class BlockTests
{
    [Test]
    public void BlockOfEveryLane_DividesTheStepsOfASum()
    {
        int[] blocks =
        [
            Real32.BlockSteps, Real64.BlockSteps, Simd128Real32.BlockSteps,
            Simd128Real64.BlockSteps, Simd256Real32.BlockSteps, Simd256Real64.BlockSteps,
            Simd512Real32.BlockSteps, Simd512Real64.BlockSteps,
        ];
        int folded = Sums<Real32, Word32, DeviceContext<Real32, Word32>>.Steps;
        Assert.That(blocks.Where(block => block % 4 != 0 || folded % block != 0), Is.Empty);
    }

    // Small moves and any are told by two functions, of which a path takes either.
    [Test]
    public void SmallGrowth_HasTheBitsOfAny()
    {
        const int count = 100_000;
        double largest = SmallGrowth<Real32, Word32>.Largest;
        for (int i = -count; i <= count; i++)
        {
            double move = largest * i / count;
            var single = new Real32((float)move);
            var precise = new Real64(move);
            Assert.That(
                Real32.ExpM1Small(single).Value, Is.EqualTo(Real32.ExpM1(single).Value));
            Assert.That(
                Real64.ExpM1Small(precise).Value, Is.EqualTo(Real64.ExpM1(precise).Value));
        }
    }
}
