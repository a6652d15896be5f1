using GpuRisk.Engine.Results;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Results;

/// <summary>What parts of a sum add to its shortfall, against the closed form of normal ones.
/// </summary>
internal sealed class ShortfallContributionsTests
{
    private const double Level = 0.95;

    // Of a normal law in standard deviations.
    private static readonly double Shortfall =
        Normal.PDF(0, 1, Normal.InvCDF(0, 1, Level)) / (1 - Level);

    [Test]
    public void OfNormalParts_IsTheClosedFormWithErrorsThatHold()
    {
        // a = 2 x, b = y + x, independent x and y: the sum is 3 x + y.
        double[] truth = [6 / Math.Sqrt(10) * Shortfall, 4 / Math.Sqrt(10) * Shortfall];
        const int runs = 300;
        var random = new Random(5);
        int[] held = new int[2];
        for (int run = 0; run < runs; run++)
        {
            double[] x = [.. Normal.Samples(random, 0, 1).Take(4000)];
            double[] b = [.. x.Select(one => one + Normal.Sample(random, 0, 1))];
            var found = ShortfallContributions.Of([[.. x.Select(one => 2 * one)], b], Level);
            for (int part = 0; part < 2; part++)
            {
                Estimate told = found.Parts[part].Contribution;
                if (told.Low <= truth[part] && truth[part] <= told.High) held[part]++;
            }

            Assert.That(
                found.Parts.Sum(part => part.Contribution.Value!.Value),
                Is.EqualTo(found.Whole.Value!.Value).Within(1e-12));
        }

        // 95 % of 300, within four standard errors.
        Assert.That(held, Has.All.InRange(270, 300));
    }

    [Test]
    public void OfFewPaths_TakesABrokenShareOfTheLast()
    {
        double[] first = [.. Enumerable.Range(0, 10).Select(i => (double)i)];
        double[] second = [.. Enumerable.Repeat(1.0, 10)];
        var found = ShortfallContributions.Of([first, second], 0.75);
        Assert.Multiple(() =>
        {
            Assert.That(
                found.Parts[0].Contribution.Value, Is.EqualTo((9 + 8 + (0.5 * 7)) / 2.5));
            Assert.That(found.Parts[1].Contribution.Value, Is.EqualTo(1));
            Assert.That(found.Parts[1].Contribution.StandardError, Is.Zero);
            Assert.That(found.Whole.Untrusted, Is.True);
        });
    }

    [Test]
    public void OfNearlyNoTail_IsRefused() => Assert.That(
        () => ShortfallContributions.Of([[1, 2, 3]], 0.95), Throws.ArgumentException);
}
