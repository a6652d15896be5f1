using GpuRisk.Kernels.Lanes;
using GpuRisk.Tests.Models;
using NUnit.Framework;
using Uniforms = GpuRisk.Kernels.Random.FineUniforms<
    GpuRisk.Kernels.Lanes.Real32, GpuRisk.Kernels.Lanes.Word32>;

namespace GpuRisk.Tests.Specification;

/// <summary>Jumps follow the Poisson law however rare they are and however short the step.
/// </summary>
[TestFixture]
internal sealed class RareJumpsTests
{
    // The uniforms of single precision below a probability, counted: whole cells of the 2^31, and
    // of the one in which it lies 4096 places. 1.6e-9 is the probability of a jump within a second
    // at 0.05 a year, 0.9933 within a step of 5 jumps.
    [TestCase(1.6e-9)]
    [TestCase(1.9e-8)]
    [TestCase(3.8e-7)]
    [TestCase(1e-5)]
    [TestCase(0.0012)]
    [TestCase(0.3)]
    [TestCase(0.9933)]
    public void Uniforms_BelowAProbability_AreAsManyAsItSays(double probability)
    {
        const int places = 4096;
        Real32 bound = Real32.Of(probability);
        ulong cell = (ulong)(probability * (1UL << 31));
        double count = 0;
        const ulong near = 256;
        ulong first = cell > near ? cell - near : 0;
        for (ulong k = first; k <= cell + near; k++)
        {
            for (int i = 0; i < places; i++)
            {
                var place = (ulong)((i + 0.5) / places * (1UL << 32));
                Real32 uniform = Uniforms.Of(Word32.Of(k << 1), Word32.Of(place));
                if (Word32.Any(Real32.Less(uniform, bound))) count += 1.0 / places;
            }
        }

        Assert.That((first + count) / (1UL << 31), Is.EqualTo(probability).Within(0.02).Percent);
    }

    // Half a billion steps of a second at 0.6 jumps a year, 1.9e-8 a step, have 9.6 jumps: fewer
    // than 1 or more than 25 have a probability below 10^-4.
    [Test]
    public void RareJumps_InStepsOfASecond_Come()
    {
        const int paths = 70_000;
        double mean = Simulation.Run(
            Scenario("2h", "1s", "0.6"), paths, 71).Mean("J.price");
        double jumps = paths * (100 - mean) / (100 * (1 - Math.Exp(-0.5)));
        double expected = paths * 0.6 * 7200 / (365.0 * 86400);
        Assert.That(expected, Is.EqualTo(9.6).Within(0.1));
        Assert.That(jumps, Is.InRange(1, 25));
    }

    // The share of paths without a jump is exp(-l T).
    [TestCase("1d", "12s", 300, 100_000)]
    [TestCase("10d", "1h", 20, 200_000)]
    [TestCase("36.5d", "36.5d", 0.05, 1_000_000)]
    [TestCase("36.5d", "18.25d", 30, 500_000)]
    public void Paths_WithoutAJump_AreAsManyAsPoissonSays(
        string horizon, string step, double perYear, int paths)
    {
        var result = Simulation.Run(
            Scenario(horizon, step, $"{perYear:R}", "-5"), paths, 72);
        double days = double.Parse(horizon[..^1], System.Globalization.CultureInfo.InvariantCulture);
        double expected = perYear * days / 365;

        // E[exp(-5 N)] = exp(l T (exp(-5) - 1)).
        result.Estimate("J.price").AssertIs(100 * Math.Exp(expected * (Math.Exp(-5) - 1)));
    }

    private static string Scenario(
        string horizon, string step, string perYear, string mean = "-0.5") => $$"""
        scenario: rare
        kernel: impermanent-loss
        horizon: {{horizon}}
        step: {{step}}
        assets:
          J: { price: 100, process: { kind: merton, drift: 0, volatility: 0, jumpsPerYear: {{perYear}}, jumpMean: {{mean}}, jumpStdDev: 0 } }
        """;
}
